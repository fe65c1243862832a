// Run as a process of its own: opens a store and lives the days that are left of a life, a look on each, from wherever an
// earlier process of the same life was killed. Where processes share the store, each look is taken in its turn.
import { openStores } from '../../../src/stores.js';
import type { Schedule, Turn } from '../../../src/sharing-port.js';
import { MINUTE } from '../../../src/domain/time.js';
import { fakeLog } from '../../support/fakes/log.js';
import { portfolioId } from '../../support/looks.js';
import { mortal } from './mortal.js';
import { mortalStatements } from './mortal-statements.js';
import { dayAt, noteOn, stateAfter, storeKeeping, usageOn, type StoreScript } from './old-store.js';

const script = JSON.parse(process.argv[2] ?? '') as StoreScript;
const body = mortal(script.killAt);
if (script.counts === 'from the start') mortalStatements(body);
const { store, sharing } = await openStores({ url: script.store, keeping: storeKeeping, log: fakeLog() });
const before = await store.read(portfolioId);
if (script.counts === 'from the first look') mortalStatements(body);
if (before === null && script.days > 0) throw new Error('The store is empty.');

/** The turn of a day's look, which no look that was saved has ended. */
async function turnOf(schedule: Schedule, day: number): Promise<Turn> {
  await schedule.offer(dayAt(day), [portfolioId]);
  const [turn] = await schedule.take([], 1, MINUTE);
  if (turn === undefined) throw new Error(`The look of day ${String(day)} is over, and was not saved.`);
  return turn;
}

for (let day = before?.outbox.sequence ?? 0; day < script.days; day += 1) {
  const turn = sharing ? await turnOf(sharing.schedule, day) : undefined;
  await store.update(portfolioId, (saved) => {
    if (saved === null) throw new Error('The store is empty.');
    return {
      state: stateAfter(day, saved),
      result: undefined,
      past: { usage: usageOn(day), note: noteOn(day) },
      turn,
    };
  });
}
await store.close();
process.stdout.write('lived\n');
