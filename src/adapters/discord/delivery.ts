import { createHash } from 'node:crypto';
import type { REST } from 'discord.js';
import { MessageFlags, Routes } from 'discord-api-types/v10';
import type { Receipt } from '../../domain/thread.js';
import type { Card } from '../../cards/card.js';
import { unsure } from '../../kit/look-back.js';
import { ClaimLost, stillOurs, type Amendment, type Delivery, type Log, type Posted } from '../../ports.js';
import { earlierAttempt } from './earlier-attempt.js';
import { renderCard } from './embed.js';
import { MESSAGE } from './limits.js';
import { createThreads } from './threads.js';
import { deliveryErrorOf, discordCode } from './trouble.js';

/** Posts and edits messages over REST; needs no gateway. What is not loud, and every edit, makes no sound. */
export interface DiscordCourier {
  post(delivery: Delivery): Promise<Posted>;
  edit(receipt: Receipt, card: Card, amendment: Amendment): Promise<void>;
}

/** Refusals that say that the thread is gone or closed to the bot. A reply to its root may still work. */
const THREAD_CLOSED = new Set([10003, 50001, 50013, 50083, 160005]);

const MISSING_PERMISSIONS = 50013;

type Sent = Pick<Posted, 'message' | 'earlier'>;

/** The key as a nonce. A longer key becomes its own fingerprint: cut short, it might equal another one. */
function nonceOf(key: string): string {
  if (key.length <= MESSAGE.nonce) return key;
  return createHash('sha256').update(key).digest('base64url').slice(0, MESSAGE.nonce);
}

/** The role's id, also when it is written with its sign (`@1`, `<@&1>`); null when it is no id. */
function roleOf(mention: string | null, log: Log): string | null {
  if (mention === null) return null;
  const id = /^(?:<@&|@&?)?(\d{15,22})>?$/.exec(mention.trim())?.[1];
  if (id === undefined) log.warn('discord.mention-ignored', { mention, why: 'it is not the id of a role' });
  return id ?? null;
}

function idOf(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string') {
    return answer.id;
  }
  throw new SyntaxError('An answer without the id of the message.');
}

/**
 * The courier. Each post carries its key as an enforced nonce. For some minutes Discord answers a repeat with the
 * message it already has (https://discord.com/developers/docs/resources/message#create-message). So a post whose end is
 * unclear may be posted again. An earlier attempt may have arrived longer ago than that. Then the messages since are
 * looked at first.
 *
 * The receipt of a root has `thread: null`. The receipt of an entry names its thread, in `channel` and in `thread`. It
 * may be kept as the root's thread, which saves one request after a restart. Where the bot may make no threads, entries
 * are replies to the root. `thread` is then null.
 */
export function createCourier(parts: {
  readonly rest: REST;
  /** Waits out the short rate limits that many pages of old messages meet. */
  readonly reading: REST;
  readonly token: string;
  readonly log: Log;
}): DiscordCourier {
  const { rest, reading, token, log } = parts;
  const threads = createThreads(rest);

  async function send(delivery: Delivery, channel: string, replyTo: string | null): Promise<Sent> {
    const nonce = nonceOf(delivery.key);
    const since = delivery.maybeSentSince;
    const before = since === null ? null : await earlierAttempt(reading, log, { channel, nonce, since });
    if (before !== null && before !== unsure) return { message: before, earlier: true };
    const earlier = before === unsure;
    const reference =
      replyTo === null ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
    const showing = { kind: 'notice', role: roleOf(delivery.mention, log) } as const;
    const post = async (card: Card): Promise<Sent> => {
      stillOurs(delivery);
      const { body, files } = renderCard(card, showing);
      const silent = delivery.loud ? {} : { flags: MessageFlags.SuppressNotifications };
      const message = { ...body, ...silent, nonce, enforce_nonce: true, ...reference };
      return {
        message: idOf(await rest.post(Routes.channelMessages(channel), { body: message, files })),
        earlier,
      };
    };
    try {
      return await post(delivery.card);
    } catch (error) {
      if (delivery.card.picture === null || discordCode(error) !== MISSING_PERMISSIONS) throw error;
      // It may be the picture alone that the bot may not send; the words matter more.
      const sent = await post({ ...delivery.card, picture: null });
      log.warn('discord.picture-refused', { channel });
      return sent;
    }
  }

  async function sendUnder(delivery: Delivery, root: Receipt): Promise<Posted> {
    const thread = await threads.under(root, delivery.card);
    if (thread !== null) {
      try {
        return { channel: thread, ...(await send(delivery, thread, null)), thread };
      } catch (error) {
        if (!THREAD_CLOSED.has(discordCode(error))) throw error;
        threads.lost(root);
        log.warn('discord.thread-closed', { channel: root.channel, thread, code: discordCode(error) });
      }
    }
    return { channel: root.channel, ...(await send(delivery, root.channel, root.message)), thread: null };
  }

  return {
    async post(delivery) {
      // A refused token is forgotten by discord.js; without it the next request would not even be tried.
      rest.setToken(token);
      reading.setToken(token);
      const channel = delivery.under?.channel ?? delivery.channel;
      try {
        if (delivery.under !== null) return await sendUnder(delivery, delivery.under);
        return { channel, ...(await send(delivery, channel, null)), thread: null };
      } catch (error) {
        if (error instanceof ClaimLost) throw error;
        throw deliveryErrorOf(error, 'post', false);
      }
    },
    async edit({ channel, message }, card, amendment) {
      rest.setToken(token);
      const { body, files } = renderCard(card, { kind: 'notice', role: null });
      stillOurs(amendment);
      try {
        await rest.patch(Routes.channelMessage(channel, message), { body, files });
      } catch (error) {
        throw deliveryErrorOf(error, 'edit', true);
      }
    },
  };
}
