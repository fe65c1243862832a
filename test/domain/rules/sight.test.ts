import { describe, expect, it } from 'vitest';
import { sight } from '../../../src/domain/rules/sight.js';
import type { LookGap, Observation, WabaId } from '../../../src/domain/snapshot.js';
import { hiddenKey } from '../../../src/domain/look-memory.js';
import { freshState, type PortfolioState } from '../../../src/domain/state.js';
import { after, DAY, HOUR, MINUTE } from '../../../src/domain/time.js';
import {
  blindLook,
  factsIn,
  gapOf,
  inShort,
  lookAt,
  noon,
  only,
  portfolioId,
  portfolioOf,
  wabaOf,
} from '../../support/looks.js';
import { absorbNext, judgingOf } from '../../support/story.js';

describe('sight', () => {
  it.each(['unauthorised', 'forbidden'] as const)('tells at once that access is %s', (problem) => {
    expect(inShort(only(sight.judge(blindLook(problem, 1))))).toBe('firing critical 2');
  });

  it.each(['throttled', 'unreachable', 'unintelligible'] as const)('waits three looks when %s', (problem) => {
    expect(inShort(only(sight.judge(blindLook(problem, 1))))).toBe('unknown');
    expect(inShort(only(sight.judge(blindLook(problem, 2))))).toBe('unknown');
    expect(inShort(only(sight.judge(blindLook(problem, 3))))).toBe('firing warning 1');
  });

  it('says since when, how often, and when it last saw anything', () => {
    const seenAt = after(noon, -2 * HOUR);
    const since = after(noon, -HOUR);
    const look = blindLook('unreachable', 4, {
      lastSeenAt: seenAt,
      blind: { since, problem: 'unreachable', cause: { reason: 'too-slow' }, looks: 4 },
    });
    expect(factsIn(only(sight.judge(look)))).toEqual({
      rule: 'sight',
      problem: 'unreachable',
      cause: { reason: 'too-slow' },
      since,
      looks: 4,
      lastSeenAt: seenAt,
    });
  });

  it('can tell even when nothing was ever seen', () => {
    const verdict = only(sight.judge(blindLook('unauthorised', 1, { lastSeenAt: null })));
    expect(verdict).toMatchObject({
      finding: { subject: { kind: 'portfolio', label: 'Toko Maju' }, facts: { lastSeenAt: null } },
    });
  });

  it('is clear on the portfolio and each WABA when all was seen', () => {
    expect(sight.judge(lookAt(portfolioOf())).map(inShort)).toEqual(['clear', 'clear']);
  });

  it.each([2 * DAY, -3 * HOUR])('warns at once that our clock is not that of Meta (%i ms)', (metaAhead) => {
    const [portfolio, account] = sight.judge(lookAt(portfolioOf({ metaAhead })));
    expect(account && inShort(account)).toBe('clear');
    expect(portfolio && inShort(portfolio)).toBe('firing warning 0');
    expect(portfolio && factsIn(portfolio)).toMatchObject({
      cause: { reason: 'clock-apart', note: { kind: 'clock', ahead: -metaAhead } },
    });
  });

  it('tells what it cannot see before it tells of the clock', () => {
    const gaps = [gapOf({ waba: null, part: 'discovery', problem: 'forbidden' })];
    const [portfolio] = sight.judge(lookAt(portfolioOf({ metaAhead: DAY, gaps })));
    expect(portfolio && factsIn(portfolio)).toMatchObject({ problem: 'forbidden', part: 'discovery' });
  });

  it('names the one WABA that refuses us while the rest is seen', () => {
    const other = wabaOf({ id: '777' as WabaId, name: null });
    const gaps = [
      gapOf({ waba: other.id, problem: 'throttled' }),
      gapOf({ waba: other.id, problem: 'forbidden' }),
    ];
    const verdicts = sight.judge(lookAt(portfolioOf({ wabas: [wabaOf(), other], gaps })));
    expect(verdicts.map(inShort)).toEqual(['clear', 'clear', 'firing critical 2']);
    expect(verdicts[2]).toMatchObject({ finding: { subject: { kind: 'waba', id: '777', label: '777' } } });
  });

  it('names a WABA that refuses us and was not seen at all', () => {
    const gaps = [gapOf({ waba: '888' as WabaId, problem: 'unauthorised' })];
    const verdicts = sight.judge(lookAt(portfolioOf({ gaps })));
    expect(verdicts.map(inShort)).toEqual(['clear', 'clear', 'firing critical 2']);
  });

  it('cannot tell of a WABA with a gap of another kind', () => {
    const verdicts = sight.judge(lookAt(portfolioOf({ gaps: [gapOf({ problem: 'unreachable' })] })));
    expect(verdicts.map(inShort)).toEqual(['clear', 'unknown']);
  });

  it('warns when what no WABA owns is refused', () => {
    const gaps = [gapOf({ waba: null, part: 'discovery', problem: 'forbidden' })];
    expect(sight.judge(lookAt(portfolioOf({ gaps }))).map(inShort)).toEqual(['firing warning 1', 'clear']);
  });

  const seenFor = (looks: number) => ({ since: after(noon, -HOUR), looks });

  it.each(['unreachable', 'throttled', 'unintelligible'] as const)(
    'warns of a WABA of which a part is %s for three looks while the rest is seen',
    (problem) => {
      const usage = gapOf({ part: 'usage', problem });
      const judged = (looks: number) =>
        sight.judge(
          lookAt(portfolioOf({ gaps: [usage] }), { hidden: { [hiddenKey(usage)]: seenFor(looks) } }),
        );
      expect(judged(1).map(inShort)).toEqual(['clear', 'unknown']);
      expect(judged(2).map(inShort)).toEqual(['clear', 'unknown']);
      expect(judged(3).map(inShort)).toEqual(['clear', 'firing warning 1']);
      expect(judged(300)[1]).toMatchObject({
        finding: {
          subject: { kind: 'waba', label: 'Toko Maju ID' },
          facts: { problem, cause: { reason: 'no-answer' }, since: after(noon, -HOUR), looks: 300 },
        },
      });
    },
  );

  it('does not add up looks at which different parts were hidden', () => {
    const gaps = [gapOf({ part: 'usage' }), gapOf({ part: 'health' })];
    const hidden = Object.fromEntries(gaps.map((gap) => [hiddenKey(gap), seenFor(2)]));
    expect(sight.judge(lookAt(portfolioOf({ gaps }), { hidden })).map(inShort)).toEqual(['clear', 'unknown']);
  });

  it('names the part that has been hidden for longest', () => {
    const [usage, health] = [
      gapOf({ part: 'usage' }),
      gapOf({ part: 'health', cause: { reason: 'garbled' } }),
    ];
    const hidden = { [hiddenKey(usage)]: seenFor(4), [hiddenKey(health)]: seenFor(9) };
    const verdicts = sight.judge(lookAt(portfolioOf({ gaps: [usage, health] }), { hidden }));
    expect(verdicts[1]).toMatchObject({ finding: { facts: { cause: { reason: 'garbled' }, looks: 9 } } });
  });

  it('warns on the portfolio when its list of WABAs is out of reach for three looks', () => {
    const gap = gapOf({ waba: null, part: 'discovery' });
    const judged = (looks: number) =>
      sight.judge(lookAt(portfolioOf({ gaps: [gap] }), { hidden: { [hiddenKey(gap)]: seenFor(looks) } }));
    expect(judged(2).map(inShort)).toEqual(['clear', 'clear']);
    expect(judged(3).map(inShort)).toEqual(['firing warning 1', 'clear']);
  });

  describe('through the state', () => {
    const gap = gapOf({ part: 'usage' });
    const seen = (minutes: number, gaps: readonly LookGap[]): Observation => ({
      kind: 'seen',
      at: after(noon, minutes * MINUTE),
      snapshot: portfolioOf({ gaps }),
    });
    const taken = (observations: readonly Observation[]) =>
      observations.reduce(
        (state, observation) => absorbNext(state, observation, judgingOf()).state,
        freshState(portfolioId, 'Toko Maju'),
      );
    const sightOf = (state: PortfolioState) =>
      state.verdicts.filter((verdict) => verdict.kind === 'firing').map(inShort);

    it('looks are counted while the part stays hidden', () => {
      expect(sightOf(taken([seen(0, [gap]), seen(5, [gap])]))).toEqual([]);
      const state = taken([seen(0, [gap]), seen(5, [gap]), seen(10, [gap])]);
      expect(sightOf(state)).toEqual(['firing warning 1']);
      expect(state.hidden).toEqual({ [hiddenKey(gap)]: { since: noon, looks: 3 } });
    });

    it('one look that sees it begins the count anew', () => {
      const state = taken([seen(0, [gap]), seen(5, [gap]), seen(10, []), seen(15, [gap]), seen(20, [gap])]);
      expect(sightOf(state)).toEqual([]);
    });

    it('a blind look between neither counts nor forgives', () => {
      const blind: Observation = {
        kind: 'blind',
        at: after(noon, 7 * MINUTE),
        problem: 'unreachable',
      };
      expect(sightOf(taken([seen(0, [gap]), seen(5, [gap]), blind, seen(10, [gap])]))).toEqual([
        'firing warning 1',
      ]);
    });
  });
});
