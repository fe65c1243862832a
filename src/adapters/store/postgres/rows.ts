import type { Knex } from 'knex';
import type { KeyvStoreAdapter } from 'keyv';

/** Keys and values for Keyv in the table that SQLite's own adapter makes too; its library for PostgreSQL dies with a connection. */
export function keyvTable(tables: Knex): KeyvStoreAdapter {
  const all = () => tables<{ key: string; value: string }>('keyv');
  return {
    opts: {},
    on() {
      return this;
    },
    async get<Value>(key: string) {
      return (await all().where({ key }).first())?.value as Value | undefined;
    },
    async set(key: string, value: string) {
      await all().insert({ key, value }).onConflict('key').merge();
    },
    async delete(key: string) {
      return (await all().where({ key }).delete()) > 0;
    },
    async clear() {
      await all().delete();
    },
  };
}
