import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { HOUR, MINUTE } from '../../domain/time.js';
import { StoreError, type Trial } from '../../ports.js';
import type { SharedState } from '../../sharing-port.js';
import { openStores, whereStoreIs } from '../../stores.js';
import { otherNamesIn, workersIn } from '../../worker-name.js';
import { quietLog } from '../terminal.js';
import { toFix, well, type TrialContext, type TrialOf } from './trial-context.js';

/** Less than this is called little, in bytes: a year of a few numbers takes more. */
const littleRoom = 50_000_000;
/** A running bot looks every few minutes. */
const oldLook = HOUR;

/** Whether the store can be read and written and has room. Also how old its content is. Opens it for reading only. */
export const storeTrials: TrialOf = async (context) => {
  const { configuration, disk } = context;
  const where = whereStoreIs(configuration.storeUrl);
  if (where?.kind === 'server') return [await heldTrial(context, `Store, ${where.name}`, null)];
  if (where?.kind !== 'file') return [well('Store', 'It is in memory, and forgotten when the bot stops.')];
  const path = resolve(where.path);
  const what = `Store, ${path}`;
  const place = nearestThere(path);
  const refusal = await disk.refusal(place);
  if (refusal !== null) return [toFix(what, refusalSentence(place, refusal))];
  const lock = `${path}.lock`;
  if (existsSync(lock) && (await disk.refusal(lock)) !== null) {
    return [toFix(what, `Its lock ${lock} belongs to another user. Run the bot as that user.`)];
  }
  return [await heldTrial(context, what, await disk.free(place))];
};

/** The path, or the folder nearest above it that is there: where the store would be made. */
function nearestThere(path: string): string {
  let place = path;
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  return place;
}

function refusalSentence(place: string, code: string): string {
  if (code === 'EROFS')
    return `Its disk is read-only, at ${place} (${code}). Name another place in STORE_URL.`;
  if (code === 'ENOSPC') return `Its disk is full, at ${place} (${code}). Free some space.`;
  return `This user may not write to ${place} (${code}). Give it that right, or name another place in STORE_URL.`;
}

async function heldTrial(context: TrialContext, what: string, free: number | null): Promise<Trial> {
  try {
    return await openedTrial(context, what, free);
  } catch (error) {
    if (error instanceof StoreError) return toFix(what, error.message);
    throw error;
  }
}

async function openedTrial(context: TrialContext, what: string, free: number | null): Promise<Trial> {
  const { configuration, botRuns, clock } = context;
  const stores = await openStores({
    url: configuration.storeUrl,
    access: 'read',
    keeping: configuration.historyKept,
    log: quietLog(configuration),
  });
  try {
    const states = await Promise.all(configuration.portfolios.map(({ id }) => stores.store.read(id)));
    if (free !== null && free < littleRoom) {
      return toFix(what, `Only ${megabytes(free)} are free on its disk. Free some space.`);
    }
    const sights = states.flatMap((state) => state?.sight?.at ?? []);
    const newest = sights.length === 0 ? null : Math.max(...sights);
    const shared = await stores.sharedState();
    const workers = shared === null ? [] : workersIn(shared.held);
    const runs = botRuns || workers.length > 0;
    const user = userText(shared, runs);
    const room = free === null ? '' : ` ${megabytes(free)} are free.`;
    if (newest === null) {
      return runs && states.length > 0
        ? toFix(what, `${user}, but no look has seen anything yet. See the log of the bot.${room}`)
        : well(what, `${stores.engine}. ${user}, and it holds no look yet.${room}`);
    }
    const age = clock.now() - newest;
    const looked = `the last look that saw anything was ${ageText(age)} ago`;
    return runs && age > oldLook
      ? toFix(what, `${user}, but ${looked}. See the log of the bot.`)
      : well(what, `${stores.engine}. ${user}; ${looked}.${room}`);
  } finally {
    await stores.close();
  }
}

/** Who uses the store, as the beginning of a sentence; of one that is shared, who does and holds what. */
function userText(shared: SharedState | null, runs: boolean): string {
  if (shared === null || !runs) return runs ? 'A bot runs with it' : 'No bot runs with it on this machine';
  const workers = workersIn(shared.held).map(({ holder, roles }) => `${holder} (${roles})`);
  const held = otherNamesIn(shared.held).map(({ name, holder }) => `${name} by ${holder}`);
  const late =
    shared.lookLag === 0 ? 'no look is due' : `a look has been due for ${secondsText(shared.lookLag)}`;
  const count = workers.length === 1 ? '1 process shares it' : `${String(workers.length)} processes share it`;
  const holding = held.length === 0 ? '' : ` Held: ${held.join(', ')}.`;
  return `${count}: ${workers.join(', ')}.${holding} At this moment ${late}`;
}

function secondsText(ms: number): string {
  return `${String(Math.round(ms / 1_000))} s`;
}

function ageText(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / MINUTE));
  if (minutes < 90) return `${String(minutes)} min`;
  const hours = Math.round(ms / HOUR);
  return hours < 48 ? `${String(hours)} h` : `${String(Math.round(hours / 24))} days`;
}

function megabytes(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${String(Math.floor(bytes / 1e6))} MB`;
}
