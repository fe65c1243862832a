import { everything, nothing, type Needs } from '../../config/needs.js';
import { discord } from '../adapters/discord/index.js';

const file: Needs = { ...nothing, settings: 'all' };

/** What each command needs of the configuration when it does its work by itself. */
export const needsOf = {
  check: everything,
  poll: { ...file, meta: true, routes: () => true },
  dryPoll: { ...file, meta: true },
  webhooks: { ...file, meta: true },
  ask: file,
  history: file,
  digest: { ...file, routes: (route) => route.digest !== null },
  dryDigest: file,
  slackManifest: { ...nothing, settings: ['commandPrefix', 'access'] },
  discordRegister: { ...nothing, settings: ['commandPrefix'], chats: [discord.name], answering: true },
} as const satisfies Readonly<Record<string, Needs>>;

/** What a test of one route (null: of all) needs. */
export function needsOfAlertTest(wanted: string | null): Needs {
  return { ...file, routes: (route) => wanted === null || route.id === wanted };
}
