import { describe, expect, it } from 'vitest';
import { controlSocket } from '../src/control-socket.js';
import {
  openStores,
  secretsInStoreUrl,
  storeUrlMistake,
  usualStoreUrl,
  whereStoreIs,
} from '../src/stores.js';
import { fakeLog } from './support/fakes/log.js';

const sentence =
  'This must be sqlite:// and the path of a file, like sqlite://./data/tierwatch.sqlite; or postgres:// and a user, password (with %XX for : / ? # @), host and database, like postgres://user:password@host/database.';

describe('a STORE_URL', () => {
  it.each([
    usualStoreUrl,
    'sqlite:///var/lib/t.sqlite',
    'sqlite://:memory:',
    'postgres://tier:p%40ss@10.0.0.5:5433/tierwatch?sslmode=verify-full',
    'postgres://tier@%2Frun%2Fpostgresql/tierwatch',
    'postgres:///tierwatch?host=/run/postgresql',
  ])('that is %j names a store by what it begins with', (url) => {
    expect(storeUrlMistake(url)).toBeNull();
  });

  it.each([
    'redis://sari:secret@localhost',
    'sqlite://',
    'sqlite:t.sqlite',
    'sqlite://a?b',
    '',
    'postgres://localhost',
    'postgres://sari:se/cret@localhost/db',
    'postgres://sari:se#cret@localhost/db',
  ])('that is %j is refused by a sentence that does not repeat it', async (url) => {
    expect(storeUrlMistake(url)).toBe(sentence);
    const keeping = { halfHours: 1, hours: 1, days: 1 };
    await expect(openStores({ url, keeping, log: fakeLog() })).rejects.toMatchObject({
      name: 'StoreError',
      message: `STORE_URL: ${sentence}`,
    });
    expect(whereStoreIs(url)).toBeNull();
  });

  it('says where the store is, without a secret, and which secrets it holds', () => {
    expect(whereStoreIs(usualStoreUrl)).toEqual({ kind: 'file', path: './data/tierwatch.sqlite' });
    expect(whereStoreIs('sqlite://:memory:')).toEqual({ kind: 'memory' });
    const url = 'postgres://tier:p%40ss@db.example:5433/watch?sslmode=require&password=a%20b';
    expect(whereStoreIs(url)).toEqual({ kind: 'server', name: 'db.example:5433/watch' });
    expect(secretsInStoreUrl(url)).toEqual(['p%40ss', 'p@ss', 'a%20b', 'a b']);
    for (const open of [usualStoreUrl, 'postgres://tier@db/watch', 'redis://sari:secret@localhost'])
      expect(secretsInStoreUrl(open)).toEqual([]);
  });

  it('says where the running bot listens, which in memory is nowhere', () => {
    expect(controlSocket(usualStoreUrl)).toBe('data/tierwatch.sqlite.sock');
    expect(controlSocket('sqlite://:memory:')).toBeNull();
    expect(controlSocket('postgres://tier:secret@db.example:5433/watch')).toBe(
      'tierwatch-db.example-5433-watch.sock',
    );
  });
});
