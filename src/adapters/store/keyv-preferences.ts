import type { Preferences } from '../../ports.js';
import type { Database } from './database.js';

/** Preferences in a database, through Keyv. */
export function keyvPreferences(database: Database): Preferences {
  const rows = database.rows('preferences');
  const known = new Map<string, string | null>();
  return {
    async localeOf(person) {
      const cached = known.get(person);
      if (cached !== undefined) return cached;
      const saved = await database.reading(() => rows.get<unknown>(`locale:${person}`));
      const locale = typeof saved === 'string' ? saved : null;
      if (database.access === 'write') known.set(person, locale);
      return locale;
    },
    async setLocale(person, locale) {
      await database.writingRows(() => rows.set(`locale:${person}`, locale));
      known.set(person, locale);
    },
  };
}
