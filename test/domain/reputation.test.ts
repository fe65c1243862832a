import { describe, expect, it } from 'vitest';
import type { Incident } from '../../src/domain/incident.js';
import { hidesNumbers, reputationsOf } from '../../src/domain/reputation.js';
import type { LookGap, NumberSnapshot } from '../../src/domain/snapshot.js';
import { gapOf, noon, numberOf, portfolioOf } from '../support/looks.js';
import { story } from '../support/story.js';

/** What is open of a number after one look at it. */
function openOf(more: Partial<NumberSnapshot>): readonly Incident[] {
  const s = story();
  s.sees({ numbers: [numberOf(1, more)] });
  return s.state.incidents;
}
const seen = (more: Partial<NumberSnapshot>, incidents: readonly Incident[]) =>
  reputationsOf([{ ...numberOf(1, more), label: 'Promo' }], incidents);

describe('the reputation of a number', () => {
  const low = { quality: 'red', status: 'flagged' } as const;

  it('is dated by the trouble that is open', () => {
    expect(seen(low, openOf(low))).toEqual([
      { number: numberOf(1).id, label: 'Promo', ...low, statusSince: noon, qualitySince: noon },
    ]);
  });

  it.each<[string, Partial<NumberSnapshot>, readonly Incident[]]>([
    ['nothing is open', low, []],
    ['it was yellow and offline before', low, openOf({ quality: 'yellow', status: 'offline' })],
    ['it is well again', {}, openOf(low)],
  ])('has no date when %s', (_why, more, incidents) => {
    expect(seen(more, incidents)).toMatchObject([{ statusSince: null, qualitySince: null }]);
  });

  it('has no date by the trouble of another number', () => {
    const two = reputationsOf(
      [1, 2].map((n) => ({ ...numberOf(n, low), label: String(n) })),
      openOf(low),
    );
    expect(two).toMatchObject([{ statusSince: noon }, { statusSince: null, qualitySince: null }]);
  });
});

describe('a look that may have missed numbers', () => {
  it.each<[LookGap['part'], boolean]>([
    ['numbers', true],
    ['discovery', true],
    ['usage', false],
    ['health', false],
    ['templates', false],
  ])('is one with a gap in %s: %s', (part, hides) => {
    expect(hidesNumbers(portfolioOf({ gaps: [gapOf({ part: 'usage' }), gapOf({ part })] }))).toBe(hides);
  });
});
