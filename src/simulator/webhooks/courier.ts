import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** Brings signed bodies to a callback, each one again until it is answered 200. */
export interface WebhookCourier {
  /** Resolves once it was taken. Throws when the courier is closed or Meta would give up. */
  bring(body: string): Promise<void>;
  /** Answers so far, by their status; 0 where there was none. */
  readonly answers: ReadonlyMap<number, number>;
  close(): void;
}

/** Where to, and how. */
export interface CourierOptions {
  readonly callback: string;
  /** The app's secret. */
  readonly secret: string;
  /** Waits so many milliseconds between two attempts; rejects when `signal` fires. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** At once, then less and less often for 36 hours: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint */
const firstWait = 100;
const longestWait = 3_600_000;
const givesUpAfter = 36 * 3_600_000;

/** Starts a courier. */
export function startCourier({ callback, secret, wait = waitFor }: CourierOptions): WebhookCourier {
  const closing = new AbortController();
  const answers = new Map<number, number>();

  async function attempt(body: string): Promise<boolean> {
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const status = await fetch(callback, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
      body,
      signal: closing.signal,
    }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => 0,
    );
    answers.set(status, (answers.get(status) ?? 0) + 1);
    return status === 200;
  }

  return {
    answers,
    async bring(body) {
      let waited = 0;
      for (let next = 0; !(await attempt(body)); next = Math.min(longestWait, next * 2 || firstWait)) {
        closing.signal.throwIfAborted();
        if (waited >= givesUpAfter) throw new Error('The callback did not take a webhook in 36 hours.');
        await wait(next, closing.signal);
        waited += next;
      }
    },
    close: () => closing.abort(),
  };
}

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal });
}
