import { KeyvSqlite } from '@keyv/sqlite';
import Keyv from 'keyv';
import type { Log } from '../../ports.js';
import { storeErrorOf } from './trouble.js';

/** Keyv's SQLite with several rows in one transaction. Opens the file at once; other programs are waited for up to 5 s. */
export function sqliteAdapter(path: string): KeyvSqlite {
  const adapter = new KeyvSqlite({ uri: `sqlite://${path}`, busyTimeout: 5_000 });
  return Object.assign(adapter, {
    // Without this, Keyv sets several rows one by one, and a crash leaves some of them behind.
    setMany: async (entries: readonly { readonly key: string; readonly value: unknown }[]): Promise<void> => {
      const places = entries.map(() => '(?, ?)').join(', ');
      const values = entries.flatMap(({ key, value }) => [key, value]);
      await adapter.query(
        `INSERT INTO keyv (key, value) VALUES ${places} ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        ...values,
      );
    },
  });
}

/** The rows of one namespace. Every trouble is thrown. */
export function rowsOf(adapter: KeyvSqlite, namespace: string, log: Log): Keyv {
  // Keyv clears a namespace with LIKE, where _ stands for any character.
  if (!/^[a-z0-9-]+$/.test(namespace)) throw new RangeError(`No namespace may be called ${namespace}.`);
  const rows = new Keyv({
    store: adapter,
    namespace,
    // Otherwise a locked or broken file reads as if nothing had ever been saved.
    throwOnErrors: true,
    serialize: ({ value }) => JSON.stringify({ value }),
    deserialize: (text) => {
      const row: unknown = JSON.parse(text);
      if (typeof row !== 'object' || row === null || !('value' in row) || row.value === null) {
        throw new SyntaxError('The row holds no value.');
      }
      // Nothing here expires; a row must never vanish by being read.
      return { value: row.value as never };
    },
  });
  rows.on('error', (error: unknown) => {
    log.debug('store-error', { kind: storeErrorOf(error, '').kind });
  });
  return rows;
}
