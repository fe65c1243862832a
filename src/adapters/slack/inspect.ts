import type { WebClient } from '@slack/web-api';
import type { Trial } from '../../ports.js';
import { codeOfRefusal, deliveryErrorOf } from './delivery-error.js';
import { appScope, botScopes, type Scope } from './scopes.js';

type Outcome = Omit<Trial, 'what'>;

/** Without these the bot cannot do its work; the others make it better. */
const needed: readonly string[] = ['chat:write', 'commands'];

async function tried(what: string, work: () => Promise<Outcome>): Promise<Trial> {
  try {
    return { what, ...(await work()) };
  } catch (error) {
    return { what, ok: false, say: deliveryErrorOf(error, 'repeatable').trouble };
  }
}

function named(scopes: readonly Scope[]): string {
  return scopes.map(({ scope, why }) => `${scope} (to ${why})`).join('; ');
}

async function botToken(web: WebClient): Promise<Outcome> {
  const { team, response_metadata } = await web.auth.test();
  const granted = response_metadata?.scopes;
  const missing = botScopes.filter(({ scope }) => granted?.includes(scope) === false);
  const say = `It is valid${team === undefined ? '' : `, in ${team}`}.`;
  if (missing.length === 0) return { ok: true, say };
  return {
    ok: !missing.some(({ scope }) => needed.includes(scope)),
    say: `${say} The app lacks ${named(missing)}; install it again with the current manifest.`,
  };
}

async function appToken(line: WebClient): Promise<Outcome> {
  try {
    await line.apps.connections.open();
    return { ok: true, say: 'Socket Mode may be opened.' };
  } catch (error) {
    const code = codeOfRefusal(error);
    if (code === 'missing_scope') {
      return { ok: false, say: `The app token lacks ${appScope.scope}; make one that has it.` };
    }
    if (code === 'invalid_auth' || code === 'not_authed' || code === 'not_allowed_token_type') {
      return { ok: false, say: `The app token is not valid (${code}); check SLACK_APP_TOKEN.` };
    }
    throw error;
  }
}

/** Reading one message shows that the channel is there and the bot in it, without a permission of its own. */
async function channel(web: WebClient, id: string): Promise<Outcome> {
  const { messages } = await web.conversations.history({ channel: id, limit: 1 });
  const isArchived = messages?.some(({ subtype }) => subtype === 'channel_archive') === true;
  return isArchived
    ? { ok: false, say: 'The channel is archived.' }
    : { ok: true, say: 'The bot is in the channel.' };
}

/**
 * Tries the bot's token and permissions, the app's token (`line`), and each channel if the bot's token is good. Posts
 * nothing, opens no socket and never throws.
 */
export async function inspectSlack(
  web: WebClient,
  line: WebClient | null,
  channels: readonly string[],
): Promise<readonly Trial[]> {
  const bot = await tried('Slack, bot token', () => botToken(web));
  const trials = [bot];
  if (line !== null) trials.push(await tried('Slack, app token', () => appToken(line)));
  if (!bot.ok) return trials;
  for (const id of channels) trials.push(await tried(`Slack, channel ${id}`, () => channel(web, id)));
  return trials;
}
