import type { Preferences } from '../../ports.js';
import type { Database } from './database.js';
import { diskMemory } from './disk-memory.js';
import { run } from './statement.js';

/** Preferences in a database, through Keyv. */
export function keyvPreferences(database: Database): Preferences {
  const rows = database.rows('preferences');
  const known = diskMemory<string, string | null>(database, 'preferences');
  return {
    async localeOf(person) {
      const cached = known.get(person);
      if (cached !== undefined) return cached;
      const mark = known.markOf(person);
      const saved = await database.reading(() => rows.get<unknown>(`locale:${person}`));
      const locale = typeof saved === 'string' ? saved : null;
      known.set(person, locale, mark);
      return locale;
    },
    async setLocale(person, locale) {
      const mark = known.markOf(person);
      known.delete(person);
      await database.writingRows(async (tables) => {
        await rows.set(`locale:${person}`, locale);
        await run(tables, database.others.word('preferences', person));
      });
      known.set(person, locale, mark);
    },
  };
}
