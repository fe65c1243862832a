import { describe, expect, it } from 'vitest';
import { controlSocket } from '../src/control-socket.js';
import { openStores, storeFile, storeUrlMistake, usualStoreUrl } from '../src/stores.js';
import { fakeLog } from './support/fakes/log.js';

const sentence = 'This must be sqlite:// and the path of a file, like sqlite://./data/tierwatch.sqlite.';

describe('a STORE_URL', () => {
  it('names a store by what it begins with', () => {
    for (const url of [usualStoreUrl, 'sqlite:///var/lib/t.sqlite', 'sqlite://:memory:'])
      expect(storeUrlMistake(url)).toBeNull();
  });

  it.each(['redis://sari:secret@localhost', 'sqlite://', 'sqlite:t.sqlite', 'sqlite://a?b', ''])(
    'that is %j is refused by a sentence that does not repeat it',
    async (url) => {
      expect(storeUrlMistake(url)).toBe(sentence);
      const keeping = { halfHours: 1, hours: 1, days: 1 };
      await expect(openStores({ url, keeping, log: fakeLog() })).rejects.toMatchObject({
        name: 'StoreError',
        message: `STORE_URL: ${sentence}`,
      });
      expect(storeFile(url)).toBeNull();
    },
  );

  it('says where the running bot listens, which in memory is nowhere', () => {
    expect(storeFile(usualStoreUrl)).toBe('./data/tierwatch.sqlite');
    expect(storeFile('sqlite://:memory:')).toBeNull();
    expect(controlSocket(usualStoreUrl)).toBe('data/tierwatch.sqlite.sock');
    expect(controlSocket('sqlite://:memory:')).toBeNull();
  });
});
