import {
  DeliveryError,
  stillOurs,
  type Carry,
  type ChatPlatform,
  type Clock,
  type Trial,
} from '../../ports.js';
import { SECOND, type Instant } from '../../domain/time.js';
import { withDeadline } from '../../kit/deadline.js';
import type { Endpoint, Target } from './endpoint.js';
import { eventOf } from './event.js';
import { lineFailure, refusal, title } from './failure.js';
import { signedHeaders } from './signature.js';

/** What posting needs from the world. */
interface WebhookParts {
  readonly clock: Clock;
  readonly fetch: Carry;
  /** Milliseconds that a receiver has for its whole answer. */
  readonly patience?: number;
}

const usualPatience = 15 * SECOND;

/**
 * Posts each message as signed JSON to the address of its channel. A message that is sent again has the same id; an edit
 * is a message of its own. Redirects are not followed.
 */
export function webhookPlatform(
  endpointOf: (channel: string) => Endpoint,
  parts: WebhookParts,
): ChatPlatform {
  const { clock, fetch, patience = usualPatience } = parts;
  const closing = new AbortController();

  /** The answer is read to its end within the same time. None can hold up what follows. */
  function asked({ url }: Target, init: RequestInit): Promise<Response> {
    const ask = (signal: AbortSignal): Promise<Response> =>
      fetch(url, { ...init, signal, redirect: 'manual' });
    return withDeadline(patience, ask, closing.signal);
  }

  async function send(channel: string, id: string, event: ReturnType<typeof eventOf>): Promise<void> {
    const { variables, target } = endpointOf(channel);
    if (target === null) {
      const trouble = { chat: title, reason: 'channel-unknown', setting: variables.url } as const;
      throw new DeliveryError('permanent', trouble);
    }
    const body = JSON.stringify(event);
    const now = clock.now();
    const headers = {
      'content-type': 'application/json',
      ...signedHeaders({ id, at: now, body }, target.keys),
    };
    const answer = await asked(target, { method: 'POST', headers, body }).catch((error: unknown) => {
      throw lineFailure(error);
    });
    const refused = refusal(answer, variables, clock.now());
    if (refused !== null) throw refused;
  }

  async function tried(channel: string): Promise<Trial> {
    const what = `${title}, ${channel}`;
    const { variables, target } = endpointOf(channel);
    if (target === null) return { what, ok: false, say: `Set ${variables.url} and ${variables.secret}.` };
    try {
      const { status } = await asked(target, { method: 'HEAD' });
      const plain = target.url.protocol === 'http:' ? ' What is sent there is not encrypted.' : '';
      return {
        what,
        ok: true,
        say: `Somebody answers at its address (HTTP ${String(status)}); alert-test shows whether messages are taken.${plain}`,
      };
    } catch (error) {
      return { what, ok: false, say: lineFailure(error).trouble };
    }
  }

  return {
    name: 'webhook',
    http: null,
    start: () => Promise.resolve(),
    async post({ channel, card, key, under, matter, maybeSentSince, mayBegin }) {
      const id = messageId(key, matter?.at);
      const root = under?.message ?? null;
      const event = eventOf({ channel, card, matter, replaces: null, under: root, now: clock.now() });
      stillOurs({ mayBegin });
      await send(channel, id, event);
      // What came first stands: a receiver drops what has the id of a message that it took.
      return { channel, message: id, thread: null, earlier: maybeSentSince !== null };
    },
    postPicture: null,
    joins: 1,
    async edit({ channel, message: replaces }, card, { key, matter, mayBegin }) {
      const event = eventOf({ channel, card, matter, replaces, under: null, now: clock.now() });
      stillOurs({ mayBegin });
      await send(channel, messageId(key, matter?.at), event);
    },
    inspect: (channels) => Promise.all(channels.map(tried)),
    ready: () => true,
    stop() {
      closing.abort();
      return Promise.resolve();
    },
  };
}

/** Keys are counted anew in a new store, times are not. */
function messageId(key: string, at: Instant | undefined): string {
  return at === undefined ? key : `${key}-${at.toString(36)}`;
}
