// Run as a process of its own: saves one update after the other and says each when it is acknowledged.
import { openStores } from '../../../src/stores.js';
import type { NumberId } from '../../../src/domain/snapshot.js';
import { DAY, HALF_HOUR, instantOf } from '../../../src/domain/time.js';
import { botCounted, counted, looked, toko } from '../../support/contracts/state-changes.js';

const [path = '', mode = 'write'] = process.argv.slice(2);
const quiet = (): void => undefined;
const stores = await openStores({
  url: `sqlite://${path}`,
  keeping: { halfHours: 30 * DAY, hours: 60 * DAY, days: 730 * DAY },
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
});
process.stdout.write('open\n');
if (mode === 'hold') setInterval(quiet, 60_000);
for (let i = 1; mode === 'write'; i += 1) {
  const number = '1' as NumberId;
  const usage = new Map([[number, [{ at: instantOf(i * HALF_HOUR), recipients: i }]]]);
  await stores.store.update(toko, (state) => {
    const { state: sighted } = looked(toko, i, 200)(state);
    return { ...counted(toko)(sighted), past: { usage, note: null } };
  });
  await stores.store.updateBot(botCounted);
  process.stdout.write(`${String(i)}\n`);
}
