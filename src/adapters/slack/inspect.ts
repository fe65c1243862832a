import type { WebClient } from '@slack/web-api';
import type { Trial } from '../../ports.js';
import { codeOfRefusal, deliveryErrorOf } from './delivery-error.js';
import { botScopes, groupScope, historyScopes, neededScopes, type Scope } from './scopes.js';
import { appTokenTrouble, botStanding, channelTrouble } from './bot-identity.js';

type Outcome = Omit<Trial, 'what'>;

/** A user group and the setting that names it. */
interface NamedGroup {
  readonly id: string;
  readonly under: 'access' | 'mention';
}

/** What is tried. */
export interface SlackTries {
  readonly web: WebClient;
  /** With the app's token; null: there is none. */
  readonly line: WebClient | null;
  readonly channels: readonly string[];
  readonly groups: readonly NamedGroup[];
}

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

async function botToken({ web, channels, groups }: SlackTries, granted: Set<string>): Promise<Outcome> {
  const { team, scopes: told, trouble } = await botStanding(web);
  if (trouble !== null) return { ok: false, say: trouble };
  for (const scope of told ?? []) granted.add(scope);
  const asks = groups.some(({ under }) => under === 'access');
  const wanted = asks ? [...botScopes, groupScope] : botScopes;
  const missing = told === null ? [] : wanted.filter(({ scope }) => !granted.has(scope));
  const say = `It is valid${team === null ? '' : `, in ${team}`}.`;
  if (missing.length === 0) return { ok: true, say };
  const isBlind = channels.length > 0 && historyScopes.every((scope) => !granted.has(scope));
  const ok =
    !isBlind && !missing.some(({ scope }) => neededScopes.includes(scope) || scope === groupScope.scope);
  const effect = isBlind ? ' Until then no channel can be tried.' : '';
  const remedy = `The app lacks ${named(missing)}; install it again with the current manifest.`;
  return { ok, say: `${say} ${remedy}${effect}` };
}

async function appToken(line: WebClient): Promise<Outcome> {
  const trouble = await appTokenTrouble(line);
  return trouble === null ? { ok: true, say: 'Socket Mode may be opened.' } : { ok: false, say: trouble };
}

async function channel(web: WebClient, id: string): Promise<Outcome> {
  const trouble = await channelTrouble(web, id);
  return trouble === null ? { ok: true, say: 'The bot is in the channel.' } : { ok: false, say: trouble };
}

async function group(web: WebClient, { id, under }: NamedGroup): Promise<Outcome> {
  try {
    await web.usergroups.users.list({ usergroup: id });
    return { ok: true, say: 'Slack knows it.' };
  } catch (error) {
    if (codeOfRefusal(error) !== 'no_such_subteam') throw error;
    return { ok: false, say: `Slack knows no such user group. Check its id under ${under}.` };
  }
}

/**
 * Tries the bot's token and permissions, and the app's token. If the bot's token is good, each channel and group too.
 * Posts nothing, opens no socket and never throws.
 */
export async function inspectSlack(tries: SlackTries): Promise<readonly Trial[]> {
  const { web, line, channels, groups } = tries;
  const granted = new Set<string>();
  const bot = await tried('Slack, bot token', () => botToken(tries, granted));
  const { say } = bot;
  // Nobody there is one fault, whatever is asked of it.
  if (typeof say !== 'string' && say.reason === 'unreachable') return [{ ...bot, what: 'Slack' }];
  const trials = [bot];
  if (line !== null) trials.push(await tried('Slack, app token', () => appToken(line)));
  if (!bot.ok) return trials;
  for (const id of channels) trials.push(await tried(`Slack, channel ${id}`, () => channel(web, id)));
  if (!granted.has(groupScope.scope)) return trials;
  for (const one of groups) trials.push(await tried(`Slack, user group ${one.id}`, () => group(web, one)));
  return trials;
}
