import { describe, expect, it } from 'vitest';
import { isOneOf, putRows } from '../../../src/adapters/store/ledger/put-rows.js';
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
  it('holds whole numbers and plain codes only', () => {
    expect(isOneOf('hash', ['a+/=', 7])).toBe("hash in ('a+/=',7)");
    for (const value of ["'", '?', 'a b', 1.5, Number.NaN])
      expect(() => isOneOf('hash', [value])).toThrow(RangeError);
  });
});
