import { createHmac, timingSafeEqual } from 'node:crypto';
import { eventShape, type WebhookEvent } from '../../src/adapters/webhook/event-shape.js';
import { listenOnLoopback, type Answer, type Incoming, type Outcome } from './loopback/http.js';

/** A message that was taken: the first with its id. */
export interface Taken {
  readonly id: string;
  /** Seconds since 1970. */
  readonly sentAt: number;
  readonly event: WebhookEvent;
}

/** A receiver as the specification of Standard Webhooks wants it. */
export interface WebhookReceiver {
  readonly url: string;
  readonly secret: string;
  /** Each once, oldest first. */
  readonly taken: readonly Taken[];
  /** The ids of all messages that came with a good signature, repeats included. */
  readonly ids: readonly string[];
  /** All requests by their method. */
  readonly requests: readonly string[];
  /** What was wrong with requests: signatures, headers, shapes. */
  readonly problems: readonly string[];
  /** The next message meets this; `lost`: it is taken, and the line breaks; `held`: it is taken, and never answered. */
  meets(trouble: Trouble): void;
  /** From now on each message is answered with this status and not taken; null: as usual. */
  refuses(status: number | null): void;
  /** Resolves to what was taken once it fits; rejects after `ms` milliseconds. */
  until(what: string, fits: (taken: readonly Taken[]) => boolean, ms?: number): Promise<readonly Taken[]>;
  close(): Promise<void>;
}

type Trouble = Outcome | 'lost' | 'held';

const accepted: Answer = { status: 204, body: '' };
/** Older and newer messages are refused. */
const tolerance = 5 * 60;

/** Opens a receiver. It checks signatures by itself, from the specification and not from what the bot has. */
export async function webhookReceiver(now: () => number = Date.now): Promise<WebhookReceiver> {
  const key = Buffer.alloc(32, 7);
  const taken: Taken[] = [];
  const ids: string[] = [];
  const requests: string[] = [];
  const problems: string[] = [];
  const troubles: Trouble[] = [];
  let refused: number | null = null;

  function isSigned({ headers, body }: Incoming): boolean {
    const [id = '', time = '', signatures = ''] = ['id', 'timestamp', 'signature'].map((name) =>
      String(headers[`webhook-${name}`] ?? ''),
    );
    if (Math.abs(now() / 1_000 - Number(time)) > tolerance) return false;
    const wanted = createHmac('sha256', key).update(`${id}.${time}.`).update(body).digest();
    return signatures.split(' ').some((one) => {
      const [version, text = ''] = one.split(',');
      const bytes = Buffer.from(text, 'base64');
      return version === 'v1' && bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
    });
  }

  function take({ headers, body }: Incoming): void {
    const id = String(headers['webhook-id']);
    ids.push(id);
    if (taken.some((one) => one.id === id)) return;
    const said: unknown = JSON.parse(body.toString('utf8'));
    const read = eventShape.strict().safeParse(said);
    if (!read.success || JSON.stringify(read.data) !== JSON.stringify(said)) {
      problems.push(`${id} has another shape: ${read.success ? 'more than it says' : read.error.message}`);
      return;
    }
    taken.push({ id, sentAt: Number(headers['webhook-timestamp']), event: read.data });
  }

  const line = await listenOnLoopback(async (incoming) => {
    requests.push(incoming.verb);
    if (incoming.verb !== 'POST') return { status: 405, body: '' };
    if (incoming.headers['content-type'] !== 'application/json') problems.push('It says that it is no JSON.');
    if (!isSigned(incoming)) {
      problems.push('A signature is wrong.');
      return { status: 401, body: '' };
    }
    if (refused !== null) return { status: refused, body: '' };
    const trouble = troubles.shift();
    if (trouble !== undefined && trouble !== 'lost' && trouble !== 'held') return trouble;
    take(incoming);
    return trouble === undefined ? accepted : trouble === 'lost' ? 'reset' : 'silence';
  });

  return {
    url: `http://127.0.0.1:${String(line.port)}/CANARY-hook`,
    secret: `whsec_${key.toString('base64')}`,
    taken,
    ids,
    requests,
    problems,
    meets: (trouble) => void troubles.push(trouble),
    refuses(status) {
      refused = status;
    },
    async until(what, fits, ms = 15_000) {
      const end = performance.now() + ms;
      while (!fits(taken)) {
        if (performance.now() > end)
          throw new Error(`${what} did not come: ${JSON.stringify(taken.map(({ event }) => event.type))}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return taken;
    },
    close: () => line.close(),
  };
}
