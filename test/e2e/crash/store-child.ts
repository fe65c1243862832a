// Run as a process of its own: opens a store of an older version and lives the days that are left of a life, with the
// record of each, from wherever an earlier process of the same life was killed.
import type Keyv from 'keyv';
import { keyvHistory } from '../../../src/adapters/store/keyv-history.js';
import { openSqlite, type SqliteFile } from '../../../src/adapters/store/sqlite-file.js';
import { tableStore } from '../../../src/adapters/store/table-store.js';
import { fakeLog } from '../../support/fakes/log.js';
import { portfolioId } from '../../support/looks.js';
import { mortal } from './mortal.js';
import {
  noteOn,
  rawRows,
  stateAfter,
  storeDays,
  storeKeeping,
  usageOn,
  type StoreScript,
} from './old-store.js';

const script = JSON.parse(process.argv[2] ?? '') as StoreScript;
const body = mortal(script.killAt);
const opened = await openSqlite({ url: `sqlite://${script.store}`, access: 'write', log: fakeLog() });
const [state] = (await rawRows(opened)) as readonly { readonly version: number }[];
let isOld = state?.version === 1;

/** What a write is for, told from the names of its rows. */
function writeOf(namespace: string, keys: readonly string[]): string {
  return `${namespace}: ${[...new Set(keys.map((key) => key.split(':')[0]))].sort().join(', ')}`;
}

/** The same rows; the process may die around every write. */
function watched(namespace: string, rows: Keyv): Keyv {
  const setMany: Keyv['setMany'] = (entries) =>
    body.call(
      writeOf(
        namespace,
        entries.map(({ key }) => key),
      ),
      () => rows.setMany(entries),
    );
  const remove: Keyv['delete'] = (key) =>
    body.call(`${writeOf(namespace, [key].flat())} dropped`, () => rows.delete(key));
  return new Proxy(rows, {
    get(target, name) {
      if (name === 'setMany') return setMany;
      if (name === 'delete') return remove;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

const file: SqliteFile = {
  ...opened,
  rows: (namespace) => watched(namespace, opened.rows(namespace)),
  writing(work) {
    const name = isOld ? 'the migration' : 'portfolio: sight, state';
    isOld = false;
    return body.call(name, () => opened.writing(work));
  },
};
const store = tableStore(file);
const history = keyvHistory(file, storeKeeping);
const before = await store.read(portfolioId);
if (before === null) throw new Error('The store is empty.');
// The first update, whatever it is for, saves the document as it is today.
if (isOld) {
  await store.update(portfolioId, (saved) => ({ state: { ...(saved ?? before) }, result: undefined }));
}
for (let day = before.outbox.sequence; day < storeDays; day += 1) {
  await history.append(portfolioId, usageOn(day));
  await history.note(portfolioId, noteOn(day));
  await store.update(portfolioId, (saved) => ({
    state: stateAfter(day, saved ?? before),
    result: undefined,
  }));
}
await store.close();
process.stdout.write('lived\n');
