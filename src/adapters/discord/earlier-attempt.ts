import type { REST } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import { MINUTE, type Instant } from '../../domain/time.js';
import { lookBack, unsure } from '../../kit/look-back.js';
import { DeliveryError, type Log } from '../../ports.js';
import { deliveryErrorOf } from './trouble.js';

/** The most that Discord gives at once: https://discord.com/developers/docs/resources/message#get-channel-messages */
const PAGE = 100;
const PAGES = 50;
/** The clock here and Discord's may differ by so much. */
const SKEW = 5 * MINUTE;

/** The instant from which Discord's ids count their milliseconds: https://discord.com/developers/docs/reference#snowflakes */
const EPOCH = 1_420_070_400_000;

interface Found {
  readonly id: string;
  readonly nonce: unknown;
}

function messagesIn(answer: unknown): readonly Found[] {
  const messages: readonly unknown[] = Array.isArray(answer) ? answer : [];
  return messages.flatMap((message) =>
    typeof message === 'object' && message !== null && 'id' in message && typeof message.id === 'string'
      ? [{ id: message.id, nonce: 'nonce' in message ? message.nonce : undefined }]
      : [],
  );
}

/** Looks through the first 5,000 messages since an instant, and the newest 100. Throws what Discord's REST throws. */
function lookThrough(
  rest: REST,
  channel: string,
  nonce: string,
  since: Instant,
): Promise<string | null | typeof unsure> {
  const first = BigInt(Math.max(0, Math.floor(since - SKEW - EPOCH))) << 22n;
  return lookBack(PAGES, first, async (after) => {
    const query = new URLSearchParams({
      limit: String(PAGE),
      ...(after === null ? {} : { after: String(after) }),
    });
    const page = messagesIn(await rest.get(Routes.channelMessages(channel), { query }));
    // The next page is the one after the newest of this one.
    const ids = page.map(({ id }) => BigInt(id));
    const newest = ids.reduce((most, id) => (id > most ? id : most), after ?? first);
    return {
      found: page.find((message) => message.nonce === nonce)?.id ?? null,
      next: page.length < PAGE ? null : newest,
    };
  });
}

/** The id of an attempt that did arrive; null: none did. Throws DeliveryError when it is to be asked again. */
export async function earlierAttempt(
  rest: REST,
  log: Log,
  { channel, nonce, since }: { readonly channel: string; readonly nonce: string; readonly since: Instant },
): Promise<string | null | typeof unsure> {
  try {
    const found = await lookThrough(rest, channel, nonce, since);
    if (found === unsure) {
      log.warn('discord.cannot-look-back', { channel, why: `more than ${PAGE * PAGES} messages came since` });
    }
    return found;
  } catch (error) {
    const trouble = deliveryErrorOf(error, 'post', true);
    if (trouble.kind !== 'permanent') throw new DeliveryError('unclear', trouble.trouble, trouble.retryAfter);
    // A bot that may not read the channel can still post; what else there is to say, posting says.
    log.warn('discord.cannot-look-back', { channel, why: trouble.message });
    return unsure;
  }
}
