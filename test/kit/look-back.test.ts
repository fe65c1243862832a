import { describe, expect, it } from 'vitest';
import { lookBack, unsure, type SearchPage } from '../../src/kit/look-back.js';

/** Pages by where they begin; the newest one is at null. Tells what was read. */
function pages(all: ReadonlyMap<number | null, Partial<SearchPage<number>>>) {
  const asked: (number | null)[] = [];
  const read = (from: number | null): Promise<SearchPage<number>> => {
    asked.push(from);
    return Promise.resolve({ found: null, next: null, ...all.get(from) });
  };
  return { asked, read };
}

describe('looking back', () => {
  it('goes from page to page until it is found', async () => {
    const { asked, read } = pages(
      new Map([
        [1, { next: 2 }],
        [2, { found: 'm-7', next: 3 }],
      ]),
    );
    expect(await lookBack(10, 1, read)).toBe('m-7');
    expect(asked).toEqual([1, 2]);
  });

  it('looks at the newest page too, because the clock may have been wrong', async () => {
    const { asked, read } = pages(new Map([[null, { found: 'm-7' }]]));
    expect(await lookBack(10, 1, read)).toBe('m-7');
    expect(asked).toEqual([1, null]);
  });

  it('says that it is not there when all was read, and that it is unsure when there is more', async () => {
    const chain = new Map([
      [1, { next: 2 }],
      [2, { next: 3 }],
    ]);
    expect(await lookBack(3, 1, pages(chain).read)).toBeNull();
    expect(await lookBack(2, 1, pages(chain).read)).toBe(unsure);
  });
});
