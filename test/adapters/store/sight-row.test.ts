import { expect, it } from 'vitest';
import { sightIn, sightRow } from '../../../src/adapters/store/sight-row.js';
import { known, unknown } from '../../../src/domain/reading.js';
import type { WabaId } from '../../../src/domain/snapshot.js';
import { freshState } from '../../../src/domain/state.js';
import { after, HOUR } from '../../../src/domain/time.js';
import { noon, numberOf, portfolioId, portfolioOf, usageOf } from '../../support/looks.js';

const throughJson = (value: unknown): never => JSON.parse(JSON.stringify(value)) as never;

it('a row brings back a sight whose numbers were counted in the same way, in another, or not at all', () => {
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
  expect(sightIn(throughJson(row))).toEqual(sight);
});

it('a row brings back a sight with volume that belongs to no number', () => {
  const snapshot = portfolioOf({
    numbers: [
      numberOf(1, { usage: known({ ...usageOf(700), unmatched: 400 }) }),
      numberOf(2, { usage: known({ ...usageOf(400), unmatched: 400 }) }),
      numberOf(3, { usage: known(usageOf(5)) }),
    ],
    usage: known({ ...usageOf(705), unmatched: 400 }),
    unmatched: [
      { name: '628999', number: null, series: [{ at: noon, recipients: 300 }] },
      { name: null, number: numberOf(9).id, series: [{ at: noon, recipients: 100 }] },
    ],
  });
  const row = sightRow({ ...freshState(portfolioId, 'Toko Maju'), sight: { at: noon, snapshot } });
  expect(sightIn(throughJson(row))).toEqual({ at: noon, snapshot });
});

it('a row brings back how each number stands, whatever words Meta used for it', () => {
  const numbers = [
    numberOf(1, {
      waba: '1' as WabaId,
      quality: 'red',
      rawQuality: 'RED',
      limit: known({ kind: 'unlimited' }),
    }),
    numberOf(2, { waba: '2' as WabaId, quality: 'unknown', rawQuality: '"],[', limit: unknown('not-set') }),
    numberOf(3, {
      waba: '1' as WabaId,
      phone: null,
      health: known({
        canSend: 'blocked',
        reasons: [{ entity: 'WABA', code: 141006, description: 'No payment', solution: null }],
      }),
    }),
    numberOf(4, {
      waba: '1' as WabaId,
      quality: 'red',
      rawQuality: 'RED',
      limit: known({ kind: 'unlimited' }),
    }),
  ];
  const sight = { at: noon, snapshot: portfolioOf({ numbers }) };
  const row = sightRow({ ...freshState(portfolioId, 'Toko Maju'), sight });
  expect(sightIn(throughJson(row))).toEqual(sight);
});

it('a row of numbers that were written out whole, as they used to be, is read', () => {
  const sight = { at: noon, snapshot: portfolioOf({ numbers: [numberOf(1, { usage: known(usageOf(7)) })] }) };
  const { recipients, ...counting } = usageOf(7);
  const [number] = sight.snapshot.numbers;
  const written = { ...sight.snapshot, numbers: [{ ...number, usage: recipients, series: [] }] };
  const row = { version: 1, counting, sight: { ...sight, snapshot: written } };
  expect(sightIn(throughJson(row))).toEqual({
    ...sight,
    snapshot: { ...sight.snapshot, numbers: [{ ...number, series: [] }] },
  });
});

it.each([[{ standings: [] }], [{ standings: null }], [{ wabas: null }], [{ wabas: [] }]])(
  'a row holds no number that leads nowhere: %j',
  (broken) => {
    const sight = { at: noon, snapshot: portfolioOf({ numbers: [numberOf(1)] }) };
    const row = throughJson(sightRow({ ...freshState(portfolioId, 'Toko Maju'), sight })) as object;
    expect(sightIn({ ...row, ...broken })).toMatchObject({ snapshot: { numbers: [undefined] } });
  },
);

it('a row tells once what numbers have in common', () => {
  const size = (count: number): number => {
    const numbers = Array.from({ length: count }, (_, i) => numberOf(i, { usage: known(usageOf(i)) }));
    const sight = { at: noon, snapshot: portfolioOf({ numbers }) };
    return JSON.stringify(sightRow({ ...freshState(portfolioId, 'Toko Maju'), sight })).length;
  };
  const each = (size(101) - size(1)) / 100;
  expect(each).toBeLessThan(JSON.stringify(numberOf(1)).length / 3);
});
