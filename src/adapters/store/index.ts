import type { StoreDescription } from '../../store-description.js';
import { memory } from './place.js';

/** One SQLite file, as settings and the command line know it. */
export const sqlite: StoreDescription = {
  scheme: 'sqlite',
  place: { pattern: /^[^?#]+$/, what: 'the path of a file', example: './data/tierwatch.sqlite' },
  fileOf: (place) => (place === memory ? null : place),
  async open(options) {
    const { openSqliteStores } = await import('./open.js');
    return openSqliteStores(options);
  },
};
