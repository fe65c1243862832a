import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packSeries, unpackSeries } from '../../../src/adapters/store/packed-series.js';
import { DAY, HALF_HOUR, HOUR, instantOf } from '../../../src/domain/time.js';
import { seriesOf, type Series } from '../../../src/domain/usage.js';
import { seriesFrom } from '../../support/contracts/history-contract.js';

const through = (series: Series): Series | null =>
  unpackSeries(JSON.parse(JSON.stringify(packSeries(series))));

describe('a packed series', () => {
  it('comes back as it was, whatever it holds', () => {
    const bucket = fc.record({
      at: fc.integer({ min: 0, max: 40 * DAY }).map(instantOf),
      recipients: fc.nat(1_000_000),
    });
    fc.assert(
      fc.property(fc.array(bucket), (buckets) => {
        const series = seriesOf(buckets);
        expect(through(series)).toEqual(series);
      }),
    );
  });

  it.each<[string, Series]>([
    ['between half hours', [...seriesFrom(0, 1), ...seriesFrom(HALF_HOUR + 1, 2)]],
    ['far apart', [...seriesFrom(0, 1), ...seriesFrom(300 * HOUR, 2)]],
    ['out of order', [...seriesFrom(HOUR, 1), ...seriesFrom(0, 2)]],
    ['twice', [...seriesFrom(0, 1), ...seriesFrom(0, 2)]],
  ])('keeps buckets %s as they are', (_, series) => {
    expect(packSeries(series)).toBe(series);
    expect(through(series)).toEqual(series);
  });

  it('is much shorter', () => {
    const day = seriesFrom(Date.parse('2026-11-22T00:00:00Z'), ...Array.from({ length: 48 }, (_, i) => i));
    expect(JSON.stringify(packSeries(day)).length * 8).toBeLessThan(JSON.stringify(day).length);
  });

  it.each([[null], ['text'], [{ from: 'x', counts: [] }], [{ from: 0, counts: 1 }], [{ from: 0 }]])(
    'is none when it is %j',
    (value) => {
      expect(unpackSeries(value)).toBeNull();
    },
  );
});
