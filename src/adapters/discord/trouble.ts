import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest';
import type { DeliveryTrouble } from '../../domain/delivery-trouble.js';
import { MINUTE, SECOND } from '../../domain/time.js';
import { DeliveryError } from '../../ports.js';
import { TransportError, WallError } from './transport.js';

/** The name by which people know Discord. */
export const chat = 'Discord';

/** What was tried. */
export type Attempt = 'post' | 'edit';

const UNKNOWN_MESSAGE = 10008;
const WALL_PATIENCE = 5 * MINUTE;
const LONGEST_WAIT = 60 * MINUTE;

type Meaning = Omit<DeliveryTrouble, 'chat' | 'code'>;

const tokenRefused: Meaning = { reason: 'token-refused', setting: 'DISCORD_TOKEN' };

/**
 * What Discord's own error codes mean for a delivery.
 * https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
 */
const PERMANENT: Readonly<Record<number, Meaning>> = {
  10003: { reason: 'channel-unknown' },
  10004: { reason: 'server-unknown' },
  10008: { reason: 'message-gone' },
  40001: tokenRefused,
  50001: { reason: 'channel-unseen', permissions: ['View Channel'] },
  50005: { reason: 'edit-not-allowed' },
  50008: { reason: 'channel-of-wrong-kind' },
  50013: {
    reason: 'channel-permission-missing',
    permissions: ['Send Messages', 'Embed Links', 'Attach Files', 'Send Messages in Threads'],
  },
  50014: tokenRefused,
  50035: { reason: 'message-refused' },
  50083: { reason: 'thread-locked' },
  160005: { reason: 'thread-locked' },
};

/** Codes that pass, with how long to wait. Same page. */
const RETRIED_CODES: Readonly<Record<number, number>> = {
  // Slow mode of a channel, and too many writes to it.
  20016: 10 * SECOND,
  20028: 10 * SECOND,
  // Too many edits of a message older than an hour.
  30046: 60 * MINUTE,
  // Overloaded.
  130000: 30 * SECOND,
};

function wait(ms: number): number {
  return Math.min(LONGEST_WAIT, Math.max(0, Math.ceil(ms)));
}

function ofStatus(status: number): Meaning {
  if (status === 401) return tokenRefused;
  if (status === 403) return { reason: 'access-refused' };
  return { reason: status === 404 ? 'channel-unknown' : 'message-refused' };
}

/** The code Discord gave, else 0. */
export function discordCode(error: unknown): number {
  return error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : 0;
}

function isHtml(error: DiscordAPIError): boolean {
  return !('message' in error.rawError) && !('error' in error.rawError);
}

/**
 * Any trouble of a delivery as a DeliveryError, without a token.
 * `repeatable`: doing it twice has the same effect as once, so nothing is ever unclear.
 */
export function deliveryErrorOf(error: unknown, attempt: Attempt, repeatable: boolean): DeliveryError {
  const unsure = repeatable ? 'retry' : 'unclear';
  if (error instanceof DeliveryError) return error;
  if (error instanceof RateLimitError) {
    return new DeliveryError('retry', { chat, reason: 'too-many-messages' }, wait(error.retryAfter));
  }
  if (error instanceof WallError) {
    const patience = wait(Math.max(WALL_PATIENCE, error.retryAfter ?? 0));
    return new DeliveryError('retry', { chat, reason: 'blocked-on-the-way' }, patience);
  }
  if (error instanceof TransportError) {
    const { reason, code, sent } = error;
    const trouble = { chat, reason, ...(code === null ? {} : { code }) };
    return new DeliveryError(sent ? unsure : 'retry', trouble);
  }
  if (error instanceof HTTPError) {
    const kind = error.status === 503 ? 'retry' : unsure;
    return new DeliveryError(kind, { chat, reason: 'own-trouble', code: `HTTP ${String(error.status)}` });
  }
  if (error instanceof DiscordAPIError) return ofRefusal(error, attempt, unsure);
  if (error instanceof SyntaxError) return new DeliveryError(unsure, { chat, reason: 'answer-unreadable' });
  const code = error instanceof Error ? { code: error.constructor.name } : {};
  return new DeliveryError('permanent', { chat, reason: 'message-unmade', ...code });
}

function ofRefusal(error: DiscordAPIError, attempt: Attempt, unsure: 'retry' | 'unclear'): DeliveryError {
  const number = discordCode(error);
  const code = `HTTP ${String(error.status)}${number === 0 ? '' : `, ${String(number)}`}`;
  const later = RETRIED_CODES[number];
  if (later !== undefined)
    return new DeliveryError('retry', { chat, reason: 'too-many-messages', code }, later);
  if (error.status === 408) return new DeliveryError(unsure, { chat, reason: 'line-broke', code });
  if (error.status !== 401 && isHtml(error)) {
    return new DeliveryError('retry', { chat, reason: 'blocked-on-the-way', code }, WALL_PATIENCE);
  }
  const kind = number === UNKNOWN_MESSAGE && attempt === 'edit' ? 'gone' : 'permanent';
  return new DeliveryError(kind, { chat, ...(PERMANENT[number] ?? ofStatus(error.status)), code });
}
