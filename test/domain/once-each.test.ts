import { expect, it } from 'vitest';
import { onceEach } from '../../src/domain/once-each.js';

it('something is done once for each key, also where it makes nothing', () => {
  const done: string[] = [];
  const make = onceEach((key) => {
    done.push(key);
    return key === 'a' ? undefined : key.length;
  });
  expect([make('a'), make('bc'), make('a'), make('bc')]).toEqual([undefined, 2, undefined, 2]);
  expect(done).toEqual(['a', 'bc']);
});
