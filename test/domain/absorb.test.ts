import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../src/domain/reading.js';
import { isoOf, HOUR } from '../../src/domain/time.js';
import type { NumberId, WabaId } from '../../src/domain/snapshot.js';
import { capped, gapOf, noon, numberOf, portfolioId, wabaId, wabaOf } from '../support/looks.js';
import { story } from '../support/story.js';

const elsewhere = '200' as WabaId;
const here = numberOf(1);
const there = numberOf(2, { waba: elsewhere });
const both = { numbers: [here, there], wabas: [wabaOf(), wabaOf({ id: elsewhere })] };

const numbersOf = ({ state }: ReturnType<typeof story>): readonly string[] =>
  (state.sight?.snapshot.numbers ?? []).map((number) => `${number.id} ${number.quality} ${number.status}`);

describe('a number that a look did not reach', () => {
  it('stays in the picture with nothing of it known', () => {
    const s = story();
    s.sees(both);
    s.sees({ ...both, numbers: [here], gaps: [gapOf({ waba: elsewhere })] });
    expect(numbersOf(s)).toEqual([`${here.id} green connected`, `${there.id} unknown unknown`]);
    expect(s.state.sight?.snapshot.numbers[1]).toMatchObject({
      usage: { known: false, why: 'incomplete' },
      health: { known: false, why: 'incomplete' },
      series: [],
      name: there.name,
    });
  });

  it('is gone when its own account was read and another was not', () => {
    const s = story();
    s.sees(both);
    s.sees({ ...both, numbers: [here], gaps: [gapOf({ waba: wabaId })] });
    expect(numbersOf(s)).toEqual([`${here.id} green connected`]);
  });

  it.each([
    ['discovery failed', gapOf({ waba: null, part: 'discovery' }), 2],
    ['only usage was hidden', gapOf({ waba: elsewhere, part: 'usage' }), 1],
    ['only health was hidden', gapOf({ waba: null, part: 'health' }), 1],
  ] as const)('when %s', (_why, gap, kept) => {
    const s = story();
    s.sees(both);
    s.sees({ ...both, numbers: [here], gaps: [gap] });
    expect(numbersOf(s)).toHaveLength(kept);
  });

  it('is not made up when no look ever saw it', () => {
    const s = story();
    s.sees({ ...both, numbers: [here], gaps: [gapOf({ waba: elsewhere })] });
    expect(numbersOf(s)).toEqual([`${here.id} green connected`]);
  });
});

describe('trouble of something that is gone', () => {
  const template = { id: 't1', name: 'promo', language: 'id', quality: 'red', status: 'APPROVED' } as const;
  const withTemplate = { wabas: [wabaOf({ templates: known([template]) })] };
  const openRules = ({ state }: ReturnType<typeof story>): readonly string[] =>
    state.incidents.map((one) => one.finding.rule);

  it('is withdrawn with a template, but not while templates cannot be read', () => {
    const s = story();
    s.sees(withTemplate);
    s.sees(withTemplate);
    expect(openRules(s)).toEqual(['template']);
    s.sees({ wabas: [wabaOf({ templates: unknown('not-returned') })] });
    expect(openRules(s)).toEqual(['template']);
    s.sees({ wabas: [wabaOf({ templates: known([]) })] });
    expect(openRules(s)).toEqual([]);
    expect(s.state.ended.map((one) => one.state)).toEqual(['withdrawn']);
  });

  it('is withdrawn with an account, but not while accounts cannot be listed or this one cannot be read', () => {
    const blocked = wabaOf({
      id: elsewhere,
      health: known({ canSend: 'blocked', reasons: [] }),
    });
    const s = story();
    const all = { numbers: [here], wabas: [wabaOf(), blocked] };
    s.sees(all);
    s.sees(all);
    expect(openRules(s)).toEqual(['health']);
    s.sees({ numbers: [here], gaps: [gapOf({ waba: null, part: 'discovery' })] });
    expect(openRules(s)).toEqual(['health']);
    s.sees({ numbers: [here], gaps: [gapOf({ waba: elsewhere, part: 'health' })] });
    expect(openRules(s)).toEqual(['health']);
    s.sees({ numbers: [here] });
    expect(openRules(s)).toEqual([]);
  });

  it('stays open while a look sees nothing at all', () => {
    const s = story();
    const red = { numbers: [numberOf(1, { quality: 'red' })] };
    s.sees(red);
    s.isBlind('unreachable');
    expect(openRules(s)).toContain('quality');
  });
});

describe('what looks did not see', () => {
  it('is counted, part by part, from the first of them, and forgotten when it is seen', () => {
    const s = story();
    s.sees({ gaps: [gapOf({ part: 'usage' })] });
    const since = s.now;
    s.isBlind('unreachable');
    s.sees({ gaps: [gapOf({ part: 'usage' }), gapOf({ part: 'health' })] });
    expect(s.state.hidden).toEqual({
      [`${wabaId}:usage`]: { since, looks: 2 },
      [`${wabaId}:health`]: { since: s.now, looks: 1 },
    });
    s.sees({});
    expect(s.state.hidden).toEqual({});
  });

  it('is a time of blindness, as long as nothing is seen', () => {
    const s = story();
    s.sees({});
    expect(s.state.blind).toBeNull();
    s.isBlind('unreachable');
    const since = s.now;
    s.isBlind('throttled');
    expect(s.state.blind).toEqual({ since, problem: 'throttled', detail: 'no answer', looks: 2 });
    s.sees({});
    expect(s.state.blind).toBeNull();
  });
});

describe('the last limit that was known', () => {
  it('outlasts looks that do not know it, and says since when it holds once it was seen to change', () => {
    const s = story();
    s.sees({ limit: known(capped(1_000)) });
    s.sees({ limit: unknown('not-returned') });
    expect(s.state.limits.portfolio).toEqual(capped(1_000));
    expect(s.state.limitSince).toEqual({});
    s.sees({ limit: known(capped(2_000)) });
    const raised = s.now;
    expect(s.state.limitSince).toEqual({ [portfolioId]: raised });
    s.isBlind('unreachable');
    s.sees({ limit: known(capped(2_000)) });
    expect(s.state.limits.portfolio).toEqual(capped(2_000));
    expect(s.state.limitSince).toEqual({ [portfolioId]: raised });
  });

  it('is kept of each number apart', () => {
    const [one, two] = ['1', '2'] as [NumberId, NumberId];
    const limits = (first: number, second: number): object => ({
      numbers: [
        numberOf(1, { id: one, limit: known(capped(first)) }),
        numberOf(2, { id: two, limit: known(capped(second)) }),
      ],
    });
    const s = story();
    s.sees(limits(250, 1_000));
    s.sees({ numbers: [numberOf(1, { id: one, limit: unknown('not-set') })] });
    s.sees(limits(250, 10_000));
    expect(s.state.limits.numbers).toEqual({ [one]: capped(250), [two]: capped(10_000) });
    expect(s.state.limitSince).toEqual({ [two]: s.now });
  });
});

describe('planned work', () => {
  const window = (from: number, to: number): object => ({ from, to, weekdays: null, zone: 'UTC' });

  it('hides news until the last of its windows ends', () => {
    const s = story({
      maintenance: [window(4 * 60, 6 * 60), window(4 * 60, 7 * 60), window(9 * 60, 10 * 60)] as never,
    });
    s.sees({});
    expect(isoOf(s.now)).toBe(isoOf(noon));
    expect(s.state.maintenanceUntil).toBe(noon + 2 * HOUR);
    s.waits(3 * HOUR);
    s.sees({});
    expect(s.state.maintenanceUntil).toBeNull();
  });
});

describe('a look', () => {
  it('is taken in once, and also when the clock was put back, so that nobody goes blind for that', () => {
    const s = story();
    s.sees({ limit: known(capped(1_000)) });
    const before = s.state;
    s.waits(0);
    s.sees({ limit: known(capped(2_000)) });
    expect(s.state).toEqual(before);
    s.waits(-HOUR);
    s.sees({ limit: known(capped(2_000)) });
    expect(s.state.limits.portfolio).toEqual(capped(2_000));
  });
});
