// Run as a process of its own: opens a store of an older version and lives the days that are left of a life, a look on
// each, from wherever an earlier process of the same life was killed.
import { storesIn } from '../../../src/adapters/store/stores-in.js';
import { openSqlite } from '../../../src/adapters/store/sqlite-file.js';
import { fakeLog } from '../../support/fakes/log.js';
import { portfolioId } from '../../support/looks.js';
import { mortal } from './mortal.js';
import { mortalStatements } from './mortal-statements.js';
import { noteOn, stateAfter, storeKeeping, usageOn, type StoreScript } from './old-store.js';

const script = JSON.parse(process.argv[2] ?? '') as StoreScript;
mortalStatements(mortal(script.killAt));
const log = fakeLog();
const file = await openSqlite({ url: `sqlite://${script.store}`, access: 'write', log });
const { store } = storesIn(file, { keeping: storeKeeping, log });
const before = await store.read(portfolioId);
if (before === null) throw new Error('The store is empty.');
for (let day = before.outbox.sequence; day < script.days; day += 1) {
  await store.update(portfolioId, (saved) => ({
    state: stateAfter(day, saved ?? before),
    result: undefined,
    past: { usage: usageOn(day), note: noteOn(day) },
  }));
}
await store.close();
process.stdout.write('lived\n');
