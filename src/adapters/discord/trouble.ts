import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { MINUTE, SECOND } from '../../domain/time.js';
import { DeliveryError } from '../../ports.js';
import { TransportError, WallError } from './transport.js';

/** What was tried, for the sentence: `post to channel 1`, `edit message 2 in channel 1`. */
export type Attempt =
  | { readonly kind: 'post'; readonly channel: string }
  | { readonly kind: 'edit'; readonly channel: string; readonly message: string };

const UNKNOWN_MESSAGE = 10008;
const WALL_PATIENCE = 5 * MINUTE;
const LONGEST_WAIT = 60 * MINUTE;

/**
 * What Discord's own error codes mean for a delivery, and what to do about them.
 * https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
 */
const PERMANENT: Readonly<Record<number, string>> = {
  10003:
    'Discord does not know this channel. Check the channel id of the route, and that the bot is on that server.',
  10004: 'Discord does not know this server. Invite the bot again.',
  10008: 'The message is gone from Discord; somebody deleted it.',
  40001: 'Discord refuses the bot. Check DISCORD_TOKEN.',
  50001: 'The bot cannot see this channel. Give it "View Channel" there, or invite it again.',
  50005: 'The message was written by another bot, so it cannot be edited.',
  50008: 'Messages cannot be posted into this kind of channel. Use a text channel.',
  50013:
    'The bot lacks a permission in this channel. Give it "Send Messages", "Embed Links", "Attach Files" and "Send Messages in Threads".',
  50014: 'Discord refuses the token. Check DISCORD_TOKEN.',
  50035: 'Discord finds the message malformed.',
  50083: 'The thread is locked.',
  160005: 'The thread is locked.',
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

function named(attempt: Attempt): string {
  const where = `channel ${attempt.channel}`;
  return attempt.kind === 'post' ? where : `message ${attempt.message} in ${where}`;
}

function ofStatus(status: number): string {
  if (status === 401) return 'Discord refuses the token. Check DISCORD_TOKEN.';
  if (status === 403) return 'Discord refuses the bot access. Check its permissions in this channel.';
  if (status === 404) return 'Discord does not know this channel. Check the channel id of the route.';
  return 'Discord does not accept the message.';
}

/** The code Discord gave, else 0. */
export function discordCode(error: unknown): number {
  return error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : 0;
}

function isHtml(error: DiscordAPIError): boolean {
  return !('message' in error.rawError) && !('error' in error.rawError);
}

/**
 * Any trouble of a delivery as a DeliveryError. Its sentence says what to do and holds no token.
 * `repeatable`: doing it twice has the same effect as once, so nothing is ever unclear.
 */
export function deliveryErrorOf(error: unknown, attempt: Attempt, repeatable: boolean): DeliveryError {
  const at = `(${named(attempt)})`;
  const unsure = repeatable ? 'retry' : 'unclear';
  if (error instanceof DeliveryError) return error;
  if (error instanceof RateLimitError) {
    const ms = wait(error.retryAfter);
    return new DeliveryError('retry', `Discord asks to wait ${ms} ms ${at}.`, ms);
  }
  if (error instanceof WallError) {
    return new DeliveryError(
      'retry',
      `${error.message} ${at}`,
      wait(Math.max(WALL_PATIENCE, error.retryAfter ?? 0)),
    );
  }
  if (error instanceof TransportError) {
    return new DeliveryError(error.sent ? unsure : 'retry', `${error.message} ${at}`);
  }
  if (error instanceof HTTPError) {
    const kind = error.status === 503 ? 'retry' : unsure;
    return new DeliveryError(kind, `Discord has a problem of its own: HTTP ${error.status} ${at}.`);
  }
  if (error instanceof DiscordAPIError) return ofRefusal(error, attempt, unsure);
  if (error instanceof SyntaxError) {
    return new DeliveryError(unsure, `Discord gave an answer that makes no sense ${at}.`);
  }
  const name = error instanceof Error ? error.constructor.name : 'unknown';
  return new DeliveryError('permanent', `The message cannot be made ready for Discord: ${name} ${at}.`);
}

function ofRefusal(error: DiscordAPIError, attempt: Attempt, unsure: 'retry' | 'unclear'): DeliveryError {
  const at = `(${named(attempt)})`;
  const code = discordCode(error);
  const told = `${at} [HTTP ${error.status}${code === 0 ? '' : `, ${code}`}]`;
  const later = RETRIED_CODES[code];
  if (later !== undefined)
    return new DeliveryError('retry', `Discord asks to come back later ${told}.`, later);
  if (error.status === 408)
    return new DeliveryError(unsure, `Discord did not get the whole request ${told}.`);
  if (error.status !== 401 && isHtml(error)) {
    return new DeliveryError(
      'retry',
      `Something in front of Discord refuses the request ${told}.`,
      WALL_PATIENCE,
    );
  }
  const kind = code === UNKNOWN_MESSAGE && attempt.kind === 'edit' ? 'gone' : 'permanent';
  return new DeliveryError(kind, `${PERMANENT[code] ?? ofStatus(error.status)} ${told}`);
}
