import { describe, expect, it } from 'vitest';
import type { Judging } from '../../src/domain/absorb.js';
import { known, unknown } from '../../src/domain/reading.js';
import { defaultThresholds } from '../../src/domain/thresholds.js';
import type { PortfolioSnapshot, TokenSnapshot } from '../../src/domain/snapshot.js';
import { freshState, type PortfolioState } from '../../src/domain/state.js';
import { after, MINUTE } from '../../src/domain/time.js';
import { capped, gapOf, noon, numberOf, portfolioId, portfolioOf, usageOf } from '../support/looks.js';
import { perNumber2023 } from '../support/rulebooks.js';
import { absorbNext, judgingOf, routeOf } from '../support/story.js';

const usual: Judging = judgingOf({ routes: [routeOf()] });
const perNumber: Judging = { ...usual, rulebook: perNumber2023 };
const number = numberOf(1, { usage: known(usageOf(9_500)), limit: known(capped(777)) });
const ownThresholds: Judging = {
  ...usual,
  thresholds: { ...defaultThresholds, usageOf: { [number.phone ?? '']: [50] } },
};
/** A portfolio, and its one number, at 95 percent of a limit that is on no ladder. */
const full: Partial<PortfolioSnapshot> = {
  numbers: [number],
  usage: known(usageOf(740)),
  limit: known(capped(777)),
};

interface Life {
  readonly open: () => readonly string[];
  readonly withdrawn: () => readonly string[];
  /** A look under these rules; null sees nothing. Returns why it speaks. */
  readonly looks: (judging: Judging, snapshot: Partial<PortfolioSnapshot> | null) => readonly string[];
}

function life(): Life {
  let state: PortfolioState = freshState(portfolioId, 'Toko Maju');
  let now = noon;
  return {
    open: () => state.incidents.map(({ key }) => key).sort(),
    withdrawn: () =>
      state.ended
        .filter((one) => one.state === 'withdrawn')
        .map(({ key }) => key)
        .sort(),
    looks(judging, snapshot) {
      now = after(now, 5 * MINUTE);
      const seen =
        snapshot === null
          ? { kind: 'blind' as const, at: now, problem: 'unreachable' as const }
          : { kind: 'seen' as const, at: now, snapshot: portfolioOf(snapshot) };
      const taken = absorbNext(state, seen, judging);
      ({ state } = taken);
      return taken.result.notices.map(({ reason, incident }) => `${reason} ${incident.key}`);
    },
  };
}

const ofPortfolio = [`limit:portfolio:${portfolioId}`, `usage:portfolio:${portfolioId}`];
const ofNumber = [`limit:number:${number.id}`, `usage:number:${number.id}`];

describe('alerts of usage and limit', () => {
  it.each([
    ['portfolio', 'its numbers', usual, perNumber, ofPortfolio, ofNumber],
    ['number', 'the portfolio', perNumber, usual, ofNumber, ofPortfolio],
  ] as const)(
    'of a %s are withdrawn once the limit belongs to %s, but not while blind',
    (_owner, _next, before, next, theirs, others) => {
      const told = life();
      told.looks(before, full);
      expect(told.open()).toEqual(theirs);
      told.looks(next, null);
      expect(told.open()).toEqual(theirs);
      const reasons = told.looks(next, full);
      expect(told.open()).toEqual(others);
      expect(told.withdrawn()).toEqual(theirs);
      expect(reasons).toEqual(expect.arrayContaining(theirs.map((key) => `withdrawn ${key}`)));
      expect(told.looks(next, full)).toEqual([]);
    },
  );

  it('of a number with thresholds of its own stay under a shared limit, and go with those thresholds', () => {
    const told = life();
    told.looks(ownThresholds, full);
    const usage = `usage:number:${number.id}`;
    expect(told.open()).toContain(usage);
    told.looks(ownThresholds, { ...full, usage: unknown('not-returned'), gaps: [gapOf()] });
    expect(told.open()).toContain(usage);
    expect(told.looks(usual, full)).toEqual([`withdrawn ${usage}`]);
  });

  it('stay while what they are about is merely hidden', () => {
    const told = life();
    told.looks(perNumber, full);
    expect(told.looks(perNumber, { ...full, numbers: [], gaps: [gapOf()] })).toEqual([]);
    expect(told.open()).toEqual(ofNumber);
  });

  it('leave other alerts of the portfolio alone', () => {
    const told = life();
    const gaps = [gapOf({ waba: null, part: 'limit', problem: 'forbidden' })];
    told.looks(usual, { ...full, gaps });
    told.looks(perNumber, { ...full, gaps });
    expect(told.open()).toContain(`sight:portfolio:${portfolioId}`);
  });
});

describe('the alert of a token', () => {
  const dead = (label: string): TokenSnapshot => ({
    label,
    valid: false,
    expiresAt: known(null),
    scopes: [],
  });

  it('is withdrawn once a look used a token of another name, but not while blind', () => {
    const told = life();
    told.looks(usual, { tokens: [dead('META_ACCESS_TOKEN')] });
    expect(told.open()).toEqual(['token:token:META_ACCESS_TOKEN']);
    expect(told.looks(usual, null)).toEqual([]);
    expect(told.open()).toEqual(['token:token:META_ACCESS_TOKEN']);
    const healthy: TokenSnapshot = { ...dead('TOKO_TOKEN'), valid: true };
    expect(told.looks(usual, { tokens: [healthy] })).toEqual(['withdrawn token:token:META_ACCESS_TOKEN']);
    expect(told.open()).toEqual([]);
  });

  it('stays while a look says of no token', () => {
    const told = life();
    told.looks(usual, { tokens: [dead('META_ACCESS_TOKEN')] });
    expect(told.looks(usual, { tokens: [] })).toEqual([]);
    expect(told.open()).toEqual(['token:token:META_ACCESS_TOKEN']);
  });
});
