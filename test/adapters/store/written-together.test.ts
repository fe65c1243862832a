import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/adapters/store/database.js';
import { changing, deleting, putting, puttingNew } from '../../../src/adapters/store/statement.js';
import { describeWithPostgres } from '../../support/postgres.js';
import { fileAt, newPlace } from './opened.js';
import { databaseAt, newStore } from './postgres/opened.js';

interface SightRow {
  readonly portfolio: string;
  readonly sight: string;
}

const put = (portfolio: string, sight: string) => putting('sight', ['portfolio'], [{ portfolio, sight }]);

async function sightsIn(database: Database): Promise<readonly SightRow[]> {
  return database.reading((tables) => tables<SightRow>('sight').orderBy('portfolio').select());
}

function together(open: () => Promise<Database>): void {
  it('are on disk in their order, each value as it is', async () => {
    const database = await open();
    const odd = `it's "odd" ? ?? :a $1 \\? é 🙂 ${'x'.repeat(200_000)}`;
    const written = await database.writingTogether([
      puttingNew('sight', ['portfolio'], { portfolio: 'a', sight: 'first' }),
      puttingNew('sight', ['portfolio'], { portfolio: 'a', sight: 'too late' }),
      ...putting(
        'sight',
        ['portfolio'],
        [
          { portfolio: 'b', sight: 'old' },
          { portfolio: 'c', sight: 'gone' },
        ],
      ),
      ...put('b', odd),
      deleting('sight', { portfolio: 'c' }),
    ]);
    expect(written).toBeNull();
    expect(await sightsIn(database)).toEqual([
      { portfolio: 'a', sight: 'first' },
      { portfolio: 'b', sight: odd },
    ]);
  });

  it('are all undone when a later one fails, and the next ones are written', async () => {
    const database = await open();
    const failing = { sql: 'insert into sight (portfolio, sight) values (?, ?)', values: ['b', null] };
    await expect(database.writingTogether([...put('a', '1'), failing, ...put('c', '3')])).rejects.toThrow();
    expect(await sightsIn(database)).toEqual([]);
    expect(await database.writingTogether([...put('d', '4'), ...put('e', '5')])).toBeNull();
    expect((await sightsIn(database)).map(({ portfolio }) => portfolio)).toEqual(['d', 'e']);
  });

  it('are all undone when one changes no row that had to, which is told', async () => {
    const database = await open();
    const idle = { ...changing('sight', { portfolio: 'z' }, { sight: 'new' }), mustChange: true };
    expect(await database.writingTogether([...put('a', '1'), idle, ...put('c', '3')])).toBe(idle);
    expect(await database.writingTogether([idle])).toBe(idle);
    expect(await sightsIn(database)).toEqual([]);
    await database.writingTogether(put('z', 'old'));
    expect(await database.writingTogether([...put('a', '1'), idle])).toBeNull();
    expect(await sightsIn(database)).toEqual([
      { portfolio: 'a', sight: '1' },
      { portfolio: 'z', sight: 'new' },
    ]);
  });

  it('keep apart from those that are written at the same time', async () => {
    const database = await open();
    const idle = { ...changing('sight', { portfolio: 'z' }, { sight: '' }), mustChange: true };
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        database.writingTogether([...put(`p${String(i)}`, '1'), ...(i % 2 === 0 ? [] : [idle])]),
      ),
    );
    expect(all.filter((one) => one === null)).toHaveLength(10);
    expect(await sightsIn(database)).toHaveLength(10);
  });
}

describe('statements that are written together in a file', () => {
  together(() => fileAt(newPlace()));
});

describeWithPostgres('statements that are written together on a server', () => {
  together(async () => databaseAt(await newStore()));
});
