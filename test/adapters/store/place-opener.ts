// Run as a process of its own, because a place that hangs would hang the tests: opens a store at each path, as the
// given user where it is root, and prints the path, the kind of trouble and its sentence as a line of JSON.
import { openStores } from '../../../src/stores.js';
import { DAY } from '../../../src/domain/time.js';
import { StoreError } from '../../../src/ports.js';

const [access, ...paths] = process.argv.slice(2);
const quiet = (): void => undefined;
for (const path of paths) {
  const trouble = await openStores({
    url: `sqlite://${path}`,
    access: access === 'read' ? 'read' : 'write',
    keeping: { halfHours: 30 * DAY, hours: 60 * DAY, days: 730 * DAY },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  }).then(
    (stores) => stores.close().then(() => null),
    (error: unknown) => error,
  );
  const told = trouble instanceof StoreError ? [trouble.kind, trouble.message] : ['none', String(trouble)];
  process.stdout.write(`${JSON.stringify([path, ...told])}\n`);
}
