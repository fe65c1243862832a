import { describe, expect, it } from 'vitest';
import { sight } from '../../../src/domain/rules/sight.js';
import type { WabaId } from '../../../src/domain/snapshot.js';
import { after, HOUR } from '../../../src/domain/time.js';
import {
  blindLook,
  factsIn,
  gapOf,
  inShort,
  lookAt,
  noon,
  only,
  portfolioOf,
  wabaOf,
} from '../../support/looks.js';

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
      sight: { at: seenAt, snapshot: portfolioOf() },
      blind: { since, problem: 'unreachable', detail: 'why', looks: 4 },
    });
    expect(factsIn(only(sight.judge(look)))).toEqual({
      rule: 'sight',
      problem: 'unreachable',
      detail: 'why',
      since,
      looks: 4,
      lastSeenAt: seenAt,
    });
  });

  it('can tell even when nothing was ever seen', () => {
    const verdict = only(sight.judge(blindLook('unauthorised', 1, { sight: null })));
    expect(verdict).toMatchObject({
      finding: { subject: { kind: 'portfolio', label: 'Toko Maju' }, facts: { lastSeenAt: null } },
    });
  });

  it('is clear on the portfolio and each WABA when all was seen', () => {
    expect(sight.judge(lookAt(portfolioOf())).map(inShort)).toEqual(['clear', 'clear']);
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
});
