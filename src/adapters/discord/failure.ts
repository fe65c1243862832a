import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest';
import { TransportError, WallError } from './transport.js';

/** Discord cannot be set up like this. The sentence says what to do and holds no token. */
export class DiscordSetupError extends Error {
  override readonly name = 'DiscordSetupError';
}

/** Why something with Discord failed, as a sentence without tokens. Also whether trying again can help. */
export interface DiscordRefusal {
  readonly message: string;
  readonly passing: boolean;
}

const TOKEN_REFUSED =
  'Discord refuses the token. Copy it again from the application\'s "Bot" page into DISCORD_TOKEN.';

/** What an error of a set-up step (registration, connecting) means. */
export function refusalMeantBy(error: unknown): DiscordRefusal {
  if (error instanceof DiscordSetupError) return { message: error.message, passing: false };
  if (error instanceof DiscordAPIError) {
    const told = `(HTTP ${error.status}, code ${String(error.code)})`;
    if (error.status === 401) return { message: `${TOKEN_REFUSED} ${told}`, passing: false };
    if (error.code === 50001) {
      const message = `The bot is not on that server, or was invited without its commands: use the invite link, and check DISCORD_GUILD_ID ${told}.`;
      return { message, passing: false };
    }
    if (error.status === 403 || error.status === 404) {
      return {
        message: `Discord does not know this application. Check DISCORD_APPLICATION_ID ${told}.`,
        passing: false,
      };
    }
    return { message: `Discord refuses the commands ${told}.`, passing: false };
  }
  if (error instanceof HTTPError)
    return { message: `Discord has a problem of its own: HTTP ${error.status}.`, passing: true };
  if (error instanceof RateLimitError) return { message: 'Discord asks to wait.', passing: true };
  if (error instanceof TransportError || error instanceof WallError)
    return { message: error.message, passing: true };
  if (error instanceof Error && /sessions remaining/.test(error.message)) {
    return { message: 'Discord allows no new connection for now.', passing: true };
  }
  return { message: 'The connection to Discord failed.', passing: true };
}

/** What a close code of the gateway means that allows no return; null for one that does. */
export function fatalClose(code: number): string | null {
  switch (code) {
    case 4004:
      return TOKEN_REFUSED;
    case 4010:
    case 4011:
      return `Discord wants this bot to be split into shards, which it cannot (close code ${code}).`;
    case 4012:
      return `Discord no longer speaks the version of its gateway that this bot knows. Update the bot (close code ${code}).`;
    case 4013:
    case 4014:
      return `Discord refuses the events this bot asks for (close code ${code}).`;
    default:
      return null;
  }
}

/** What went wrong with a request, in a few words for the log: no token, no address, nobody's text. */
export function shortCause(error: unknown): string {
  if (error instanceof DiscordAPIError) return `HTTP ${error.status}, code ${String(error.code)}`;
  if (error instanceof HTTPError) return `HTTP ${error.status}`;
  if (error instanceof RateLimitError) return 'rate limit';
  if (error instanceof TransportError || error instanceof WallError) return error.message;
  if (error instanceof SyntaxError) return 'an answer that makes no sense';
  const name = error instanceof Error ? error.constructor.name : 'no error object';
  return `an error inside the bot (${name})`;
}
