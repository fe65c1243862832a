import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { commands } from '../../../commands/index.js';
import { surveyConfiguration } from '../../../config/load.js';
import { openControl } from '../../../src/adapters/control/server.js';
import { registerCommands } from '../../../src/adapters/discord/registration.js';
import { systemClock } from '../../../src/adapters/system/clock.js';
import { commandCards } from '../../../src/app/dispatch.js';
import { realDisk, type Disk } from '../../../src/cli/trials/disk.js';
import type { PortfolioId } from '../../../src/domain/snapshot.js';
import { freshState } from '../../../src/domain/state.js';
import { needsOf } from '../../../src/cli/needs.js';
import { checkSetup } from '../../../src/cli/check.js';
import { DAY, HOUR, instantOf, MINUTE } from '../../../src/domain/time.js';
import { controlSocket } from '../../../src/control-socket.js';
import { openStores } from '../../../src/stores.js';
import type { SimFault } from '../../../src/simulator/faults.js';
import { demoAccount, demoMoments } from '../../../src/simulator/stories/demo.js';
import type { World } from '../../../src/simulator/world.js';
import { HOME_CHANNEL as DISCORD } from '../discord/guild.js';
import { folderWith } from '../folder.js';
import { HOME_CHANNEL as SLACK } from '../slack/workspace.js';
import { fakeLog } from '../fakes/log.js';
import { portfolioOf } from '../looks.js';
import { secretIn } from './secrets.js';
import { openShop, standingStory, type Shop, type ShopChats } from './shop.js';

/** One thing that is wrong in a shop where all else is well. */
export interface Fault extends ShopChats {
  /** What Meta's world is like instead. */
  readonly world?: (world: World) => World;
  /** What Meta answers instead. */
  readonly meta?: readonly SimFault[];
  /** By how many milliseconds Meta's clock differs from this machine's. */
  readonly metaAhead?: number;
  /** Done before the check. */
  readonly prepare?: (shop: Shop, folder: string) => unknown;
  readonly disk?: Disk;
  /** Undefined: not set. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly settings?: string;
}

/** What a check found. */
export interface Checked {
  readonly code: number;
  /** What is to be fixed, or what is wrong with the settings: one line each. */
  readonly toFix: readonly string[];
  /** What is well. */
  readonly well: readonly string[];
}

/** Settings with a portfolio by its id and a route to each chat. */
export const usualSettings = `portfolios:
  - { name: Toko Maju, id: "${demoAccount.portfolioId}" }
routes:
  - to: slack:${SLACK}
  - to: discord:${DISCORD}
`;

const keeping = { halfHours: 8 * DAY, hours: 60 * DAY, days: 730 * DAY };

/** The store of a folder, as STORE_URL names it. */
function storeIn(folder: string): string {
  return `sqlite://${join(folder, 'data', 'tierwatch.sqlite')}`;
}

/** Variables that leave out Slack and Discord. */
export const withoutChats = {
  SLACK_BOT_TOKEN: undefined,
  SLACK_APP_TOKEN: undefined,
  DISCORD_TOKEN: undefined,
} as const;

/** Has the commands registered, as a bot does when it starts. */
export async function commandsAreOffered({ discord }: Shop): Promise<void> {
  await registerCommands(commandCards(commands), {
    token: discord.token,
    applicationId: discord.applicationId,
    guildId: discord.guildId,
    apiUrl: discord.apiUrl,
    commandPrefix: '',
    log: fakeLog(),
    fetch,
  });
}

/** Lets the check find a bot that runs with the store of a folder, whose last look was so many milliseconds ago. */
export async function aBotRuns(_shop: Shop, folder: string, lookedAgo = MINUTE): Promise<void> {
  const id = demoAccount.portfolioId as PortfolioId;
  const stores = await openStores({ url: storeIn(folder), keeping, log: fakeLog() });
  const sight = { at: instantOf(Date.now() - lookedAgo), snapshot: portfolioOf({ id }) };
  await stores.store.update(id, () => ({ state: { ...freshState(id, 'Toko Maju'), sight }, result: null }));
  await stores.close();
  const path = controlSocket(storeIn(folder));
  if (path === null) throw new Error('The path of the folder is too long for a socket.');
  const control = await openControl({ path, log: fakeLog(), run: () => Promise.resolve({}) });
  onTestFinished(() => control.close());
}

/** Runs the whole check within this process; fails when it shows a secret. */
export async function checked(fault: Fault): Promise<Checked> {
  const told = standingStory(Date.now() - (demoMoments.promoRed + HOUR));
  const story = { ...told, start: fault.world?.(told.start) ?? told.start };
  const shop = await openShop(story, () => Date.now() + (fault.metaAhead ?? 0), fault);
  const folder = folderWith({ 'tierwatch.yaml': fault.settings ?? usualSettings });
  try {
    shop.meta.setFaults(fault.meta ?? []);
    await fault.prepare?.(shop, folder);
    const env: Record<string, string | undefined> = { ...shop.env, STORE_URL: storeIn(folder), ...fault.env };
    const out: string[] = [];
    const err: string[] = [];
    const screen = {
      out: (text: string) => out.push(text),
      error: (text: string) => err.push(text),
      width: 100,
    };
    const survey = surveyConfiguration({ env, cwd: folder }, needsOf.check);
    const machine = { clock: systemClock, disk: fault.disk ?? realDisk };
    const code = await checkSetup(survey, { json: false }, screen, machine);
    const secrets = [
      ...shop.secrets,
      ...Object.values(env).flatMap((one) => (one?.includes('CANARY') === true ? one : [])),
    ];
    expect(secretIn([...out, ...err].join('\n'), secrets)).toBeNull();
    const lines = out.map((line) => [line.slice(0, 3), line.slice(5)] as const);
    return {
      code,
      toFix: [...lines.flatMap(([state, line]) => (state === 'FIX' ? [line] : [])), ...err],
      well: lines.flatMap(([state, line]) => (state === 'ok ' ? [line] : [])),
    };
  } finally {
    await shop.close();
  }
}
