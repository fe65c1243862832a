import type { WebClient } from '@slack/web-api';
import type { Card } from '../../cards/card.js';
import type { Receipt } from '../../domain/outbox.js';
import { DeliveryError, type Clock, type Delivery, type Log, type Posted } from '../../ports.js';
import { plainMessage, slackMessage, type SlackMessage } from './blocks.js';
import { codeOfRefusal, deliveryErrorOf, type Repeatable } from './delivery-error.js';
import { mentionOf } from './mention.js';
import type { Pace } from './pace.js';
import { sendPicture } from './pictures.js';
import { EVENT_TYPE, postedBefore, threadOf } from './posted-before.js';
import { refusalOf } from './refusals.js';

/** Posts and edits cards. Both throw DeliveryError. */
export interface Poster {
  post(delivery: Delivery): Promise<Posted>;
  edit(receipt: Receipt, card: Card): Promise<void>;
}

/** Nothing in a message turns into a preview or a mention that we did not write. */
const quiet = { unfurl_links: false, unfurl_media: false, link_names: false } as const;

const unreadable = Symbol('the channel cannot be read');

/** A poster that talks through `web`, at most once per channel and turn of `pace`. */
export function slackPoster(parts: {
  readonly web: WebClient;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly log: Log;
}): Poster {
  const { web, pace, clock, log } = parts;

  async function inBlocksOrWords<T>(
    card: Card,
    mention: string | null,
    repeatable: Repeatable,
    send: (message: SlackMessage) => Promise<T>,
  ): Promise<T> {
    try {
      return await send(slackMessage(card, mention));
    } catch (error) {
      const code = codeOfRefusal(error);
      if (code === null || refusalOf(code).kind !== 'blocks') throw deliveryErrorOf(error, repeatable);
      log.warn('slack.blocks-refused', { code });
    }
    try {
      return await send(plainMessage(card, mention));
    } catch (error) {
      throw deliveryErrorOf(error, repeatable);
    }
  }

  /** The earlier message of this delivery; null: there is none. `unreadable`: there may be one. */
  async function earlierOf(delivery: Delivery): Promise<Receipt | null | typeof unreadable> {
    if (!delivery.maybeSent) return null;
    try {
      return await postedBefore(web, delivery, clock);
    } catch (error) {
      const trouble = deliveryErrorOf(error, 'repeatable');
      if (trouble.kind !== 'permanent')
        throw new DeliveryError('unclear', trouble.message, trouble.retryAfter);
      log.warn('slack.cannot-look-back', { channel: delivery.channel, detail: trouble.message });
      return unreadable;
    }
  }

  async function illustrate(delivery: Delivery, receipt: Receipt): Promise<void> {
    const { picture } = delivery.card;
    if (picture === null) return;
    try {
      await sendPicture(
        web,
        picture,
        receipt.channel,
        delivery.under === null ? null : threadOf(delivery.under),
      );
    } catch (error) {
      const detail = deliveryErrorOf(error, 'repeatable').message;
      log.warn('slack.picture-failed', { channel: receipt.channel, detail });
    }
  }

  async function send(delivery: Delivery): Promise<Posted> {
    const { channel, card, key, under, mention } = delivery;
    if (mention !== null && mentionOf(mention) === null) log.warn('slack.mention-unknown', { mention });
    const before = await earlierOf(delivery);
    if (before !== null && before !== unreadable) return { ...before, earlier: true };
    const into = (thread: Receipt | null): ReturnType<typeof web.chat.postMessage> =>
      inBlocksOrWords(card, mention, 'once', (message) =>
        web.chat.postMessage({
          channel,
          ...message,
          ...quiet,
          metadata: { event_type: EVENT_TYPE, event_payload: { key } },
          ...(thread === null ? {} : { thread_ts: threadOf(thread) }),
        }),
      );
    const sent = await into(under).catch((error: unknown) => {
      if (under === null || !(error instanceof DeliveryError) || error.kind !== 'gone') throw error;
      log.warn('slack.thread-gone', { channel });
      return into(null);
    });
    if (sent.ts === undefined) throw new DeliveryError('unclear', 'Slack did not say where the message is.');
    const receipt = { channel: sent.channel ?? channel, message: sent.ts, thread: null };
    await illustrate(delivery, receipt);
    return { ...receipt, earlier: before === unreadable };
  }

  return {
    post: (delivery) => pace.take(delivery.channel, () => send(delivery)),
    edit: (receipt, card) =>
      pace.take(receipt.channel, async () => {
        await inBlocksOrWords(card, null, 'repeatable', (message) =>
          web.chat.update({ channel: receipt.channel, ts: receipt.message, link_names: false, ...message }),
        );
      }),
  };
}
