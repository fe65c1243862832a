import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deliveredBefore,
  deliveredBetween,
  deliveriesBetween,
  eachFilledBucket,
} from '../../src/simulator/volume.js';
import type { SimSend } from '../../src/simulator/volume.js';
import { hour, noon } from './world-for-tests.js';

const kind = { numberId: '1', category: 'MARKETING', type: 'REGULAR' };
const minute = 60_000;

const anySend: fc.Arbitrary<SimSend> = fc.oneof(
  fc.record({ at: offset(), total: fc.nat(5_000) }).map((send) => ({ ...kind, ...send })),
  fc
    .record({ from: offset(), length: span(), total: fc.nat(5_000), rest: span(), again: fc.boolean() })
    .map(({ from, length, total, rest, again }) => ({
      ...kind,
      from,
      to: from + length,
      total,
      ...(again ? { everyMs: length + rest } : {}),
    })),
  fc.record({ from: offset(), perHour: fc.nat(500) }).map((send) => ({ ...kind, ...send })),
);

function offset(): fc.Arbitrary<number> {
  return fc.integer({ min: -3_000, max: 3_000 }).map((minutes) => noon + minutes * minute);
}

function span(): fc.Arbitrary<number> {
  return fc.integer({ min: 1, max: 600 }).map((minutes) => minutes * minute);
}

describe('what a number delivered', () => {
  it('is spread evenly over a campaign and complete at its end', () => {
    const send = { ...kind, from: noon, to: noon + 2 * hour, total: 1_001 };
    expect(deliveredBetween(send, noon, noon + hour, noon + 9 * hour)).toBe(500);
    expect(deliveredBetween(send, noon, noon + 2 * hour, noon + 9 * hour)).toBe(1_001);
    expect(deliveredBetween(send, noon - hour, noon, noon + 9 * hour)).toBe(0);
  });

  it('counts only what happened up to now', () => {
    const send = { ...kind, from: noon, to: noon + hour, total: 100 };
    expect(deliveredBetween(send, noon, noon + hour, noon + hour / 4)).toBe(25);
    expect(deliveredBetween({ ...kind, at: noon, total: 7 }, noon, noon + hour, noon - 1)).toBe(0);
    expect(deliveredBetween({ ...kind, at: noon, total: 7 }, noon, noon + hour, noon)).toBe(7);
  });

  it('comes again each day when it repeats', () => {
    const send = { ...kind, from: noon, to: noon + hour, total: 60, everyMs: 24 * hour };
    expect(deliveredBefore(send, noon + 49 * hour)).toBe(180);
    expect(deliveredBetween(send, noon + 25 * hour, noon + 48 * hour, noon + 999 * hour)).toBe(0);
    const burst = { ...kind, at: noon, total: 5, everyMs: 24 * hour };
    expect(deliveredBefore(burst, noon + 48 * hour + 1)).toBe(15);
  });

  it('is the same however the time is cut', () => {
    fc.assert(
      fc.property(anySend, offset(), span(), span(), offset(), (send, from, first, second, now) => {
        const middle = from + first;
        const end = middle + second;
        expect(deliveredBetween(send, from, middle, now) + deliveredBetween(send, middle, end, now)).toBe(
          deliveredBetween(send, from, end, now),
        );
      }),
    );
  });

  it('is told one by one, each at the moment from which it counts', () => {
    fc.assert(
      fc.property(anySend, offset(), span(), (send, from, length) => {
        const all = deliveriesBetween(send, from, from + length);
        expect(all).toHaveLength(deliveredBetween(send, from, from + length, Infinity));
        for (const { index, at } of all.slice(0, 5)) {
          expect(deliveredBefore(send, at)).toBeLessThanOrEqual(index);
          expect(deliveredBefore(send, at + 1)).toBeGreaterThan(index);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('fills exactly the buckets that hold something', () => {
    fc.assert(
      fc.property(anySend, offset(), fc.integer({ min: 1, max: 60 }), offset(), (send, start, count, now) => {
        const edges = Array.from({ length: count + 1 }, (_, index) => start + index * 30 * minute);
        const found: (readonly [number, number])[] = [];
        eachFilledBucket(send, edges, now, (bucket, volume) => found.push([bucket, volume]));
        const expected = edges.slice(0, -1).flatMap((edge, bucket) => {
          const volume = deliveredBetween(send, edge, edge + 30 * minute, now);
          return volume > 0 ? [[bucket, volume] as const] : [];
        });
        expect(found).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});
