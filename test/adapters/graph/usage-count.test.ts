import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messagesFrom, pricingFrom, type PricingWire } from '../../../src/adapters/graph/pricing-wire.js';
import { countsTowardsLimit, volumesOf } from '../../../src/adapters/graph/usage-count.js';
import { instantOf } from '../../../src/domain/time.js';
import { addedSeries, sumWithin } from '../../../src/domain/usage.js';

const day = (text: string) => instantOf(Date.parse(`${text}T00:00:00Z`));

describe('what counts towards the limit', () => {
  test.each([
    ['2025-06-30', 'REGULAR', 'MARKETING', true],
    ['2025-06-30', 'REGULAR', 'SERVICE', false],
    ['2025-06-30', 'FREE_CUSTOMER_SERVICE', 'UTILITY', false],
    ['2025-07-01', 'REGULAR', 'UTILITY', true],
    ['2025-07-01', 'FREE_CUSTOMER_SERVICE', 'UTILITY', false],
    ['2026-09-30', 'REGULAR', 'SERVICE', true],
    ['2026-09-30', 'FREE_ENTRY_POINT', 'REFERRAL_CONVERSION', true],
    ['2025-06-30', 'FREE_ENTRY_POINT', 'REFERRAL_CONVERSION', true],
    ['2025-06-30', 'REGULAR', 'REFERRAL_CONVERSION', true],
    ['2026-09-30', 'FREE_ENTRY_POINT', 'SERVICE', false],
    ['2026-09-30', 'FREE_ENTRY_POINT', 'UTILITY', true],
    ['2026-10-01', 'REGULAR', 'SERVICE', false],
    ['2026-10-01', 'REGULAR', 'MARKETING', true],
    ['2026-10-01', 'REGULAR', 'MARKETING_LITE', true],
    ['2026-10-01', 'REGULAR', 'UTILITY', true],
    ['2026-10-01', 'REGULAR', 'AUTHENTICATION', true],
    ['2026-10-01', 'REGULAR', 'AUTHENTICATION_INTERNATIONAL', true],
    ['2026-10-01', 'REGULAR', 'REFERRAL_CONVERSION', true],
    ['2026-10-01', 'REFERRAL_CONVERSION', 'MARKETING', true],
    ['2026-10-01', 'FREE_CUSTOMER_SERVICE', 'UTILITY', false],
    ['2026-10-01', 'FREE_CUSTOMER_SERVICE', 'REFERRAL_CONVERSION', false],
    ['2026-10-01', 'FREE_ENTRY_POINT', 'MARKETING', true],
    ['2026-10-01', 'FREE_ENTRY_POINT', 'MARKETING_LITE', true],
    ['2026-10-01', 'FREE_ENTRY_POINT', 'AUTHENTICATION', true],
    ['2026-10-01', 'FREE_ENTRY_POINT', 'AUTHENTICATION_INTERNATIONAL', true],
    ['2026-10-01', 'FREE_ENTRY_POINT', 'UTILITY', true],
    ['2026-10-01', 'FREE_ENTRY_POINT', 'SOMETHING_NEW', true],
    ['2026-10-01', 'FREE_ENTRY_POINT', null, true],
    ['2026-10-01', 'FREE_ENTRY_POINT', 'SERVICE', false],
    ['2026-10-01', 'free_entry_point', 'service', false],
    ['2026-10-01', 'SOMETHING_NEW', 'SERVICE', false],
    ['2026-10-01', 'SOMETHING_NEW', 'MARKETING', true],
    ['2026-10-01', 'REGULAR', 'SOMETHING_NEW', true],
    ['2026-10-01', null, null, true],
  ])('on %s the price %s of category %s counts: %s', (at, type, category, counts) => {
    expect(countsTowardsLimit({ type, category }, day(at))).toBe(counts);
  });
});

const start = 1_795_000_000 - (1_795_000_000 % 1800);
const point = (more: object = {}) => ({
  start,
  end: start + 1800,
  phone_number: '628111',
  pricing_type: 'REGULAR',
  pricing_category: 'MARKETING',
  volume: 5,
  ...more,
});
const wire = (...points: unknown[]) => ({ data: [{ data_points: points }] });
const volumesIn = (pricing: PricingWire | null) =>
  pricing?.rows.flatMap(({ volumes }) => [...volumes.values()]);

test('templates that Meta tells apart though nobody asked are added up', () => {
  const points = ['ID', 'MY', 'MY'].map((country) => ({ start, end: start + 1800, country, delivered: 5 }));
  expect(volumesIn(messagesFrom({ data_points: points }))).toEqual([5, 5]);
});

describe('pricing points', () => {
  test.each([
    [wire(point()), 1],
    [{ pricing_analytics: wire(point()) }, 1],
    [[{ data_points: [point()] }], 1],
    [{ data_points: [point()] }, 1],
    [{ data: [] }, 0],
    [wire(), 0],
    [wire(point(), point()), 1],
    [wire(point(), point({ pricing_category: 'UTILITY' }), point({ phone_number: '+62 8112' })), 3],
    [wire(point(), point({ phone_number: '+62 8111' })), 1],
    [wire(point({ country: 'ID' }), point({ country: 'MY' }), point({ country: 'MY' })), 2],
    [wire(point({ something_new: 1 }), point({ something_new: 2 }), point({ something_new: 2 })), 2],
    [wire(point({ cost: 1 }), point({ cost: 2 })), 1],
  ])('%j holds %i', (answer, count) => {
    expect(volumesIn(pricingFrom(answer))).toHaveLength(count);
  });

  test.each([[null], ['x'], [5], [{}], [{ data: {} }], [{ data: [{}] }], [{ data: [{ data_points: 'x' }] }]])(
    '%j holds no list',
    (answer) => {
      expect(pricingFrom(answer)).toBeNull();
    },
  );

  test.each([
    [{ volume: 'many' }],
    [{ volume: -1 }],
    [{ volume: undefined }],
    [{ start: null }],
    [{ start: 1e15 }],
    [{ end: start + 86_400 }],
  ])('a point with %j is not zero but broken', (more) => {
    const pricing = pricingFrom(wire(point(more), point({ phone_number: '628222' })));
    expect([...(pricing?.broken ?? [])]).toEqual(['628111']);
    expect(volumesIn(pricing)).toEqual([5]);
  });

  test('text and fractions are numbers too, rounded up', () => {
    expect(volumesIn(pricingFrom(wire(point({ volume: '5.2' }))))).toEqual([6]);
  });

  test('sums do not depend on order, on repeats, or on half hours that are absent', () => {
    const one = fc.record({
      start: fc.integer({ min: 0, max: 48 }).map((n) => start + n * 1800),
      phone_number: fc.constantFrom('628111', '628222'),
      pricing_category: fc.constantFrom('MARKETING', 'UTILITY', 'SERVICE'),
      pricing_type: fc.constantFrom('REGULAR', 'FREE_CUSTOMER_SERVICE'),
      volume: fc.nat(1000),
    });
    const key = (p: {
      start: number;
      phone_number: string;
      pricing_category: string;
      pricing_type: string;
    }) => [p.start, p.phone_number, p.pricing_category, p.pricing_type].join('|');
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: key }), fc.array(fc.nat()), (points, picks) => {
        const repeats = picks.flatMap((pick) => points[pick % Math.max(1, points.length)] ?? []);
        const mixed = [...repeats, ...points].sort((a, b) => a.volume - b.volume);
        const span = { from: instantOf(start * 1000), to: instantOf((start + 49 * 1800) * 1000) };
        const read = pricingFrom(wire(...mixed));
        const sum = sumWithin(addedSeries(volumesOf(read?.rows ?? [], span).values()), span);
        const counted = points.filter(
          (p) => p.pricing_type === 'REGULAR' && p.pricing_category !== 'SERVICE',
        );
        expect(sum).toBe(counted.reduce((total, p) => total + p.volume, 0));
      }),
    );
  });
});
