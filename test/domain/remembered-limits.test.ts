import { describe, expect, it } from 'vitest';
import { withNothingAhead } from '../../src/domain/put-back.js';
import { known } from '../../src/domain/reading.js';
import type { PortfolioSnapshot, WabaId } from '../../src/domain/snapshot.js';
import { freshState, type PortfolioState } from '../../src/domain/state.js';
import { after, DAY, HOUR } from '../../src/domain/time.js';
import { capped, gapOf, noon, numberOf, portfolioId, portfolioOf, wabaId } from '../support/looks.js';
import { perNumber2023 } from '../support/rulebooks.js';
import { absorbNext, judgingOf } from '../support/story.js';

const judging = judgingOf({ rulebook: perNumber2023 });
const first = numberOf(1, { limit: known(capped(10_000)) });
const second = numberOf(2, { limit: known(capped(10_000)) });
const lowered = numberOf(2, { limit: known(capped(1_000)) });
const both = { numbers: [first, second] };
const one = { numbers: [first] };

/** Looks at what is seen at these times, in hours, one after the other. */
function looks(...seen: readonly (readonly [number, Partial<PortfolioSnapshot>])[]): {
  readonly state: PortfolioState;
  readonly told: readonly string[];
} {
  let state = freshState(portfolioId, 'Toko Maju');
  const told: string[] = [];
  for (const [hours, snapshot] of seen) {
    const observation = {
      kind: 'seen',
      at: after(noon, hours * HOUR),
      snapshot: portfolioOf(snapshot),
    } as const;
    const taken = absorbNext(state, observation, judging);
    state = taken.state;
    told.push(...taken.result.notices.map(({ reason, incident }) => `${reason} ${incident.finding.rule}`));
  }
  return { state, told };
}

const remembered = (state: PortfolioState): readonly string[] => Object.keys(state.limits.numbers).toSorted();

describe('the limit of a number that left', () => {
  it('is remembered for a week: what changed meanwhile is told when it comes back', () => {
    const { state, told } = looks(
      [0, both],
      [1, one],
      [7 * 24, one],
      [7 * 24 + 0.5, { numbers: [first, lowered] }],
    );
    expect(told).toContain('event limit');
    expect(state.limits.left).toBeUndefined();
    expect(remembered(state)).toEqual([first.id, second.id]);
  });

  it('is forgotten after a week, with the time of its last change', () => {
    const changed = looks([0, both], [1, { numbers: [first, lowered] }], [2, one]);
    expect(Object.keys(changed.state.limitSince)).toEqual([second.id]);
    const { state } = looks([0, both], [1, { numbers: [first, lowered] }], [2, one], [2 + 7 * 24, one]);
    expect(remembered(state)).toEqual([first.id]);
    expect(state.limitSince).toEqual({});
    expect(state.limits.left).toBeUndefined();
  });

  it('is not forgotten while it may only be hidden', () => {
    const hidden = { ...one, gaps: [gapOf()] };
    expect(
      remembered(looks([0, both], [1, hidden], [30 * 24, hidden], [60 * 24, hidden]).state),
    ).toHaveLength(2);
    expect(remembered(looks([0, both], [1, one], [30 * 24, hidden]).state)).toHaveLength(2);
    expect(remembered(looks([0, both], [1, one], [30 * 24, hidden], [31 * 24, one]).state)).toHaveLength(1);
  });

  it('is that of a number that left also where another account is hidden', () => {
    const elsewhere = { ...one, gaps: [gapOf({ waba: '999' as WabaId })] };
    const { state } = looks([0, both], [1, elsewhere]);
    expect(wabaId).not.toBe('999');
    expect(state.limits.left).toEqual({ [second.id]: after(noon, HOUR) });
  });

  it('is remembered for a week more when the number was back in between', () => {
    const { state } = looks([0, both], [1, one], [6 * 24, both], [7 * 24, one], [12 * 24, one]);
    expect(remembered(state)).toHaveLength(2);
  });

  it('is not written again at each look', () => {
    const { state } = looks([0, both], [1, one]);
    const next = { kind: 'seen', at: after(noon, 2 * HOUR), snapshot: portfolioOf(one) } as const;
    expect(absorbNext(state, next, judging).state.limits).toBe(state.limits);
  });

  it('is remembered no longer because a clock was put back', () => {
    const { state } = looks([0, both], [1_000 * 24, one]);
    const now = after(noon, DAY);
    expect(withNothingAhead(state, now).limits.left).toEqual({ [second.id]: after(now, -1) });
  });
});
