import { DiscordAPIError } from '@discordjs/rest';
import { cutToFit } from '../../kit/cut.js';
import { shortCause } from './failure.js';
import { onOneLine } from './literal.js';
import { discordCode } from './trouble.js';

const longestQuote = 160;

/** Why something could not be read, and what to do; `invite` begins a sentence that says how the bot is invited. */
export function refusalSentence(error: unknown, invite: string): string {
  switch (discordCode(error)) {
    case 10003:
      return 'Discord does not know this channel. Check its id.';
    case 10004:
      return `Discord does not know this server, or the bot is not on it. Check DISCORD_GUILD_ID. ${invite}`;
    case 50001:
      return `The bot is not there, or cannot see it. ${invite}, and give it "View Channel".`;
    default:
      return unforeseen(error);
  }
}

/** Discord's own words for what nobody foresaw. */
function unforeseen(error: unknown): string {
  const said = error instanceof DiscordAPIError && 'message' in error.rawError ? error.rawError.message : '';
  const quote = onOneLine(said).trim();
  if (quote === '') return `It cannot be read: ${shortCause(error)}.`;
  const shown = cutToFit(quote, longestQuote, (text) => text.length);
  return `Discord refuses: “${shown}” (${shortCause(error)}).`;
}
