import { describe, expect, it } from 'vitest';
import { usageReport } from '../../src/app/usage-report.js';
import { withCounted } from '../../src/domain/joined-usage.js';
import type { LedgerFigure } from '../../src/domain/ledger/figure.js';
import { known, unknown } from '../../src/domain/reading.js';
import { countedOf } from '../support/counted.js';
import { capped, noon, portfolioOf, usageOf } from '../support/looks.js';

const report = (
  figure: LedgerFigure | null,
  usage: Parameters<typeof usageReport>[0] = known(usageOf(6_800)),
) => usageReport(withCounted(portfolioOf({ usage }), figure).usage, known(capped(10_000)));

describe('usage as JSON', () => {
  it('is the exact count with its releases, and the volume beside it', () => {
    expect(report(countedOf(6_120))).toEqual({
      known: true,
      source: 'ledger',
      accuracy: 'exact',
      recipients: 6_120,
      atLeast: 6_120,
      atMost: 6_120,
      releases: [
        { at: '2026-11-22T06:00:00.000Z', recipients: 612 },
        { at: '2026-11-22T14:00:00.000Z', recipients: 5_508 },
      ],
      volume: { recipients: 6_800, source: 'pricing_analytics' },
      countingSince: '2026-11-19T05:00:00.000Z',
      exactFrom: '2026-11-21T05:00:00.000Z',
      percent: 61.2,
      from: '2026-11-21T05:00:00.000Z',
      to: '2026-11-22T05:00:00.000Z',
    });
  });

  it('is the upper of two bounds, and its share that of the smallest sure bound', () => {
    const between = countedOf(6_120, noon, { accuracy: 'between', atLeast: 6_000 });
    expect(report(between, known(usageOf(6_050)))).toMatchObject({
      accuracy: 'between',
      recipients: 6_120,
      atLeast: 6_000,
      atMost: 6_120,
      percent: 60.5,
    });
  });

  it('is what was surely reached while nobody knows how many more, and its share is that of the volume', () => {
    const begun = countedOf(2_100, noon, { accuracy: 'at-least', atMost: null });
    expect(report(begun)).toMatchObject({
      source: 'ledger',
      accuracy: 'at-least',
      recipients: 2_100,
      atMost: null,
      percent: 68,
    });
    expect(report(begun, unknown('refused'))).toMatchObject({
      recipients: 2_100,
      volume: null,
      percent: null,
    });
  });

  it('is the volume alone where nobody was ever counted', () => {
    expect(report(null)).toMatchObject({
      source: 'pricing_analytics',
      accuracy: 'at-most',
      recipients: 6_800,
      percent: 68,
    });
    expect(report(null)).not.toHaveProperty('atLeast');
    expect(report(null, unknown('refused'))).toEqual({ known: false, why: 'refused', percent: null });
  });
});
