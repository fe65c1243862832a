import { describe, expect, it } from 'vitest';
import { readTogether } from '../../../src/adapters/store/read-together.js';

describe('reads that are asked for at the same moment', () => {
  it('are made together, however many, and each has its own', async () => {
    const made: number[] = [];
    const read = readTogether(async (keys: readonly number[]) => {
      made.push(keys.length);
      return new Map(keys.filter((key) => key !== 7).map((key) => [key, key * 2]));
    });
    const all = await Promise.all(Array.from({ length: 450 }, (_, i) => read(i)));
    expect(all).toEqual(all.map((_, i) => (i === 7 ? undefined : i * 2)));
    expect(made).toEqual([200, 200, 50]);
    expect(await read(3)).toBe(6);
    expect(made).toEqual([200, 200, 50, 1]);
  });

  it('fail together, and no later one with them', async () => {
    let isAway = true;
    const read = readTogether((keys: readonly string[]) =>
      isAway ? Promise.reject(new Error('away')) : Promise.resolve(new Map(keys.map((key) => [key, key]))),
    );
    const both = await Promise.allSettled([read('a'), read('b')]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isAway = false;
    expect(await read('a')).toBe('a');
  });
});
