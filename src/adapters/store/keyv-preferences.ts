import type { Preferences } from '../../ports.js';
import type { SqliteFile } from './sqlite-file.js';

/** Preferences in a SQLite file, through Keyv. */
export function keyvPreferences(file: SqliteFile): Preferences {
  const rows = file.rows('preferences');
  const known = new Map<string, string | null>();
  return {
    async localeOf(person) {
      const cached = known.get(person);
      if (cached !== undefined) return cached;
      const saved = await file.reading(() => rows.get<unknown>(`locale:${person}`));
      const locale = typeof saved === 'string' ? saved : null;
      if (file.access === 'write') known.set(person, locale);
      return locale;
    },
    async setLocale(person, locale) {
      await file.writingRows(() => rows.set(`locale:${person}`, locale));
      known.set(person, locale);
    },
  };
}
