import type { WebClient } from '@slack/web-api';
import type { Receipt } from '../../domain/outbox.js';
import { DAY } from '../../domain/time.js';
import type { Clock, Delivery } from '../../ports.js';

/** How our messages are marked, unseen by readers: https://docs.slack.dev/messaging/message-metadata */
export const EVENT_TYPE = 'tierwatch';

const PAGE = 200;
const PAGES = 5;

/** The ts under which a receipt's thread hangs. */
export function threadOf(receipt: Receipt): string {
  return receipt.thread ?? receipt.message;
}

/**
 * The receipt of an earlier attempt of this delivery that did arrive within the last day; null when there is none among
 * the newest thousand messages. Throws what the vendor throws.
 */
export async function postedBefore(
  web: WebClient,
  delivery: Pick<Delivery, 'channel' | 'key' | 'under'>,
  clock: Clock,
): Promise<Receipt | null> {
  const { channel, key, under } = delivery;
  const oldest = String(Math.floor((clock.now() - DAY) / 1000));
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const asked = {
      channel,
      oldest,
      limit: PAGE,
      include_all_metadata: true,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const found =
      under === null
        ? await web.conversations.history(asked)
        : await web.conversations.replies({ ...asked, ts: threadOf(under) });
    for (const { ts, metadata } of found.messages ?? []) {
      const payload: unknown = metadata?.event_payload;
      const isOurs =
        typeof payload === 'object' && payload !== null && 'key' in payload && payload.key === key;
      if (metadata?.event_type === EVENT_TYPE && isOurs && ts !== undefined) {
        return { channel, message: ts, thread: null };
      }
    }
    cursor = found.response_metadata?.next_cursor;
    if (cursor === undefined || cursor === '') return null;
  }
  return null;
}
