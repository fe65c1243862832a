import { KeyvSqlite } from '@keyv/sqlite';

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
