import { expect, it } from 'vitest';
import { sightOf, sightRow } from '../../../src/adapters/store/sight-row.js';
import { known, unknown } from '../../../src/domain/reading.js';
import { freshState } from '../../../src/domain/state.js';
import { after, HOUR } from '../../../src/domain/time.js';
import { noon, numberOf, portfolioId, portfolioOf, usageOf } from '../../support/looks.js';

const throughJson = (value: unknown): never => JSON.parse(JSON.stringify(value)) as never;

it('brings back a sight whose numbers were counted in the same way, in another, or not at all', () => {
  const numbers = [
    numberOf(1, { usage: unknown('incomplete') }),
    numberOf(2, { usage: known(usageOf(7)) }),
    numberOf(3, { usage: known(usageOf(0)) }),
    numberOf(4, { usage: known(usageOf(7, after(noon, -HOUR))) }),
    numberOf(5, { usage: known(usageOf(7, noon, 'exact')) }),
    numberOf(6, { usage: known({ ...usageOf(7), source: 'ledger' }) }),
  ];
  const sight = { at: noon, snapshot: portfolioOf({ numbers }) };
  const row = sightRow({ ...freshState(portfolioId, 'Toko Maju'), sight });
  expect(sightOf(throughJson(row))).toEqual(sight);
});

it('tells how usage was counted once for all numbers', () => {
  const size = (count: number): number => {
    const numbers = Array.from({ length: count }, (_, i) => numberOf(i, { usage: known(usageOf(i)) }));
    const sight = { at: noon, snapshot: portfolioOf({ numbers }) };
    return JSON.stringify(sightRow({ ...freshState(portfolioId, 'Toko Maju'), sight })).length;
  };
  const each = (size(101) - size(1)) / 100;
  expect(each).toBeLessThan(JSON.stringify(numberOf(1)).length - 100);
});
