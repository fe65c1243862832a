import { setTimeout as pause } from 'node:timers/promises';
import type { ChatPostMessageArguments, ImageBlock, WebClient } from '@slack/web-api';
import type { Card } from '../../cards/card.js';
import type { Receipt } from '../../domain/thread.js';
import { SECOND } from '../../domain/time.js';
import { unsure } from '../../kit/look-back.js';
import {
  ClaimLost,
  DeliveryError,
  type Amendment,
  type Delivery,
  type Log,
  type PictureDelivery,
  type Posted,
  stillOurs,
} from '../../ports.js';
import { plainMessage, quiet, slackMessage, type SlackMessage } from './blocks.js';
import { codeOfRefusal, deliveryErrorOf, type Repeatable } from './delivery-error.js';
import { mentionOf } from './mention.js';
import type { ChannelPace } from './pace.js';
import { pictureBlock } from './pictures.js';
import { earlierAttempt, EVENT_TYPE, threadTsOf } from './earlier-attempt.js';
import { chat, refusalOf } from './refusals.js';
import { unformatted } from './text.js';

/** Posts cards and pictures, and edits cards. Throws DeliveryError. */
export interface Poster {
  post(delivery: Delivery): Promise<Posted>;
  postPicture(delivery: PictureDelivery): Promise<Posted>;
  edit(receipt: Receipt, card: Card, amendment: Amendment): Promise<void>;
}

/**
 * Slack scans an uploaded file before a message may show it, for about a second. It refuses the blocks until then:
 * https://github.com/slackapi/python-slack-sdk/issues/1521. So long it is waited after each refusal.
 */
const SCAN = [SECOND, 2 * SECOND, 4 * SECOND];

/** A poster that talks through `web`, at most once per channel and turn of `pace`. */
export function slackPoster(parts: {
  readonly web: WebClient;
  readonly pace: ChannelPace;
  readonly log: Log;
  /** Waits for Slack to take an uploaded picture, in milliseconds. */
  readonly scan?: readonly number[];
}): Poster {
  const { web, pace, log, scan = SCAN } = parts;

  async function inBlocksOrWords<T>(
    card: Card,
    mention: string | null,
    repeatable: Repeatable,
    send: (message: SlackMessage) => Promise<T>,
  ): Promise<T> {
    const failed = (error: unknown): Error =>
      error instanceof ClaimLost ? error : deliveryErrorOf(error, repeatable);
    try {
      return await send(slackMessage(card, mention));
    } catch (error) {
      const code = codeOfRefusal(error);
      if (code === null || refusalOf(code).kind !== 'blocks') throw failed(error);
      log.warn('slack.blocks-refused', { code });
    }
    try {
      return await send(plainMessage(card, mention));
    } catch (error) {
      throw failed(error);
    }
  }

  /** What every message of ours carries; its key tells later whether it arrived. */
  const marked = (key: string): Pick<ChatPostMessageArguments, 'metadata'> & typeof quiet => ({
    ...quiet,
    metadata: { event_type: EVENT_TYPE, event_payload: { key } },
  });

  function receiptOf(sent: { ts?: string; channel?: string }, channel: string): Receipt {
    if (sent.ts === undefined) throw new DeliveryError('unclear', { chat, reason: 'answer-unreadable' });
    return { channel: sent.channel ?? channel, message: sent.ts, thread: null };
  }

  async function send(delivery: Delivery): Promise<Posted> {
    const { channel, card, key, under, mention } = delivery;
    if (mention !== null && mentionOf(mention) === null) log.warn('slack.mention-unknown', { mention });
    const before = await earlierAttempt(web, log, delivery);
    if (before !== null && before !== unsure) return { ...before, earlier: true };
    const into = (thread: Receipt | null): ReturnType<typeof web.chat.postMessage> =>
      inBlocksOrWords(card, mention, 'once', (message) => {
        stillOurs(delivery);
        return web.chat.postMessage({
          channel,
          ...message,
          ...marked(key),
          ...(thread === null ? {} : { thread_ts: threadTsOf(thread) }),
        });
      });
    const sent = await into(under).catch((error: unknown) => {
      if (under === null || !(error instanceof DeliveryError) || error.kind !== 'gone') throw error;
      log.warn('slack.thread-gone', { channel });
      return into(null);
    });
    return { ...receiptOf(sent, channel), earlier: before === unsure };
  }

  /** The block that shows a picture. Nobody sees an upload by itself, so it may be repeated. */
  async function uploaded({ picture }: PictureDelivery): Promise<ImageBlock> {
    const block = await pictureBlock(web, picture).catch((error: unknown) => {
      throw deliveryErrorOf(error, 'repeatable');
    });
    if (block === null) throw new DeliveryError('retry', { chat, reason: 'answer-unreadable' });
    return block;
  }

  /**
   * A message rather than the upload's own share of the file. A share comes some time after Slack's answer, sometimes
   * never. It carries no key by which a repeat would know it.
   */
  async function sendPicture(delivery: PictureDelivery): Promise<Posted> {
    const { channel, key } = delivery;
    const before = await earlierAttempt(web, log, { ...delivery, under: null });
    if (before !== null && before !== unsure) return { ...before, earlier: true };
    const block = await uploaded(delivery);
    const message = { channel, text: unformatted(block.alt_text), blocks: [block], ...marked(key) };
    for (const wait of [...scan, null]) {
      stillOurs(delivery);
      try {
        return {
          ...receiptOf(await web.chat.postMessage(message), channel),
          earlier: before === unsure,
        };
      } catch (error) {
        const code = codeOfRefusal(error);
        if (code === null || refusalOf(code).kind !== 'blocks') throw deliveryErrorOf(error, 'once');
        if (wait !== null) await pause(wait);
      }
    }
    throw new DeliveryError('retry', { chat, reason: 'picture-not-ready' });
  }

  return {
    post: (delivery) => pace.take(delivery.channel, () => send(delivery)),
    postPicture: (delivery) => pace.take(delivery.channel, () => sendPicture(delivery)),
    edit: ({ channel, message: ts }, card, amendment) =>
      pace.take(channel, async () => {
        await inBlocksOrWords(card, null, 'repeatable', (message) => {
          stillOurs(amendment);
          return web.chat.update({ channel, ts, link_names: false, ...message });
        });
      }),
  };
}
