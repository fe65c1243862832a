import type { ConversationsHistoryResponse, WebClient } from '@slack/web-api';
import type { Receipt } from '../../domain/thread.js';
import { MINUTE, type Instant } from '../../domain/time.js';
import { lookBack, unsure } from '../../kit/look-back.js';
import { DeliveryError, type Delivery, type Log } from '../../ports.js';
import { deliveryErrorOf } from './delivery-error.js';

/** How our messages are marked, unseen by readers: https://docs.slack.dev/messaging/message-metadata */
export const EVENT_TYPE = 'tierwatch';

/** Slack recommends no larger ones, and allows some 50 a minute: https://docs.slack.dev/apis/web-api/rate-limits */
const PAGE = 200;
const PAGES = 25;
/** The clock here and Slack's may differ by so much. */
const SKEW = 5 * MINUTE;

/** A delivery, as far as its earlier attempts are concerned. */
type Attempt = Pick<Delivery, 'channel' | 'key' | 'under' | 'maybeSentSince'>;
type Page = Pick<ConversationsHistoryResponse, 'messages' | 'response_metadata'>;

/** The ts under which a receipt's thread hangs. */
export function threadTsOf(receipt: Receipt): string {
  return receipt.thread ?? receipt.message;
}

/** The ts of the message that carries the key; null when none does. */
function tsOf(key: string, { messages = [] }: Page): string | null {
  const found = messages.find(({ metadata }) => {
    const payload: unknown = metadata?.event_payload;
    const isOurs = typeof payload === 'object' && payload !== null && 'key' in payload && payload.key === key;
    return metadata?.event_type === EVENT_TYPE && isOurs;
  });
  return found?.ts ?? null;
}

/** Looks through the first 5,000 messages since an instant, and the newest 200. Throws what the vendor throws. */
function lookThrough(
  web: WebClient,
  { channel, key, under }: Attempt,
  since: Instant,
): Promise<string | null | typeof unsure> {
  const oldest = String(Math.max(0, Math.floor((since - SKEW) / 1000)));
  return lookBack<{ readonly oldest: string; readonly cursor?: string }>(PAGES, { oldest }, async (from) => {
    const asked = { channel, limit: PAGE, include_all_metadata: true, ...from };
    const page: Page =
      under === null
        ? await web.conversations.history(asked)
        : await web.conversations.replies({ ...asked, ts: threadTsOf(under) });
    const cursor = page.response_metadata?.next_cursor ?? '';
    return { found: tsOf(key, page), next: cursor === '' ? null : { oldest, cursor } };
  });
}

/** The receipt of an attempt that did arrive; null: none did. Throws DeliveryError when it is to be asked again. */
export async function earlierAttempt(
  web: WebClient,
  log: Log,
  attempt: Attempt,
): Promise<Receipt | null | typeof unsure> {
  const { channel, under, maybeSentSince } = attempt;
  if (maybeSentSince === null) return null;
  try {
    const ts = await lookThrough(web, attempt, maybeSentSince);
    if (ts === unsure) {
      log.warn('slack.cannot-look-back', {
        channel,
        detail: `More than ${PAGE * PAGES} messages came since.`,
      });
      return unsure;
    }
    return ts === null ? null : { channel, message: ts, thread: null };
  } catch (error) {
    const trouble = deliveryErrorOf(error, 'repeatable');
    // What cannot go into its thread goes into the channel.
    if (trouble.kind === 'gone' && under !== null) {
      return earlierAttempt(web, log, { ...attempt, under: null });
    }
    if (trouble.kind !== 'permanent') throw new DeliveryError('unclear', trouble.trouble, trouble.retryAfter);
    log.warn('slack.cannot-look-back', { channel, detail: trouble.message });
    return unsure;
  }
}
