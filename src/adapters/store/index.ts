import type { StoreDescription } from '../../store-description.js';
import { memory } from './place.js';
import { secretsIn, shownAddress } from './postgres/address.js';

/** One SQLite file, as settings and the command line know it. */
export const sqlite: StoreDescription = {
  scheme: 'sqlite',
  place: { pattern: /^[^?#]+$/, what: 'the path of a file', example: './data/tierwatch.sqlite' },
  whereIs: (place) => (place === memory ? { kind: 'memory' } : { kind: 'file', path: place }),
  secretsIn: () => [],
  async open(options) {
    const { openSqliteStores } = await import('./open.js');
    return openSqliteStores(options);
  },
};

/** A database of PostgreSQL, as settings and the command line know it. */
export const postgres: StoreDescription = {
  scheme: 'postgres',
  place: {
    // Letters that mean something in an address must be written as %XX, or a part of the password is taken for a host.
    pattern: /^(?:[^\s:@/?#]+(?::[^\s:@/?#]*)?@)?[^\s@/?#]*\/[^\s/?#]+(?:\?[^\s#]*)?$/,
    what: 'a user, password (with %XX for : / ? # @), host and database',
    example: 'user:password@host/database',
  },
  whereIs: (place) => ({ kind: 'server', name: shownAddress(place) }),
  secretsIn,
  async open(options) {
    const { openPostgresStores } = await import('./postgres/open.js');
    return openPostgresStores(options);
  },
};
