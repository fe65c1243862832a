import { describe, expect, it } from 'vitest';
import { isOneOf, putRows, valuesIn } from '../../../src/adapters/store/ledger/put-rows.js';
import { fileAt, newPlace } from './opened.js';

const columns = ['portfolio', 'coverage'];
const keep = '(portfolio) do update set coverage = excluded.coverage';

describe('many rows in one statement', () => {
  it.each(["o'clock", 'why?', '', 'a\\?b', ':name', 'é', 'x'.repeat(300_000), 'plain+/='])(
    'keep a text as it is, plain or not',
    async (text) => {
      const file = await fileAt(newPlace());
      const rows = Array.from({ length: 3 }, (_, i) => [`${String(i)}${text}`, text]);
      await file.writing((tables) => putRows(tables, 'ledger_portfolio', columns, rows, keep));
      expect(
        await file.reading((tables) => tables('ledger_portfolio').select(columns).orderBy('portfolio')),
      ).toEqual(rows.map(([portfolio, coverage]) => ({ portfolio, coverage })));
    },
  );

  it('are so many as are asked for, and the last of two that meet stays', async () => {
    const file = await fileAt(newPlace());
    const rows = Array.from({ length: 30_000 }, (_, i) => [
      String(i % 20_000),
      i < 20_000 ? 'first' : "it's",
    ]);
    await file.writing((tables) => putRows(tables, 'ledger_portfolio', columns, rows, keep));
    const kept = await file.reading((tables) => tables('ledger_portfolio').where({ coverage: "it's" }));
    expect(kept).toHaveLength(10_000);
  });
});

describe('a list in a condition', () => {
  it('holds whole numbers and plain codes only', async () => {
    const file = await fileAt(newPlace());
    const found = await file.reading(async (tables) => {
      const { sql, bound } = isOneOf(tables, 'number', ['a+/=', 7]);
      const query = tables
        .from(
          tables.raw(
            "(select 7 as number, 'x' as code union select 8, 'y' union select 'a+/=', 'z') as rows",
          ),
        )
        .whereRaw(sql, [...bound]);
      return valuesIn(tables, query, ['number', 'code']);
    });
    expect(found.toSorted()).toEqual(['7', 'a+/=', 'x', 'z']);
    await file.reading((tables) => {
      for (const value of ["'", '?', 'a b', 1.5, Number.NaN])
        expect(() => isOneOf(tables, 'hash', [value]), String(value)).toThrow(RangeError);
      return Promise.resolve();
    });
  });
});
