import { describe, expect, it } from 'vitest';
import { absorb } from '../../src/domain/absorb.js';
import { startSilence } from '../../src/domain/attend.js';
import { known, unknown } from '../../src/domain/reading.js';
import { freshState } from '../../src/domain/state.js';
import { after, DAY, isoOf, HOUR, MINUTE } from '../../src/domain/time.js';
import type {
  NumberId,
  Observation,
  PortfolioSnapshot,
  WabaId,
  WabaSnapshot,
} from '../../src/domain/snapshot.js';
import { capped, gapOf, noon, numberOf, portfolioId, portfolioOf, wabaId, wabaOf } from '../support/looks.js';
import { absorbNext, judgingOf, routeOf, story, type Story } from '../support/story.js';

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

  it('stays when discovery failed as well as another account', () => {
    const s = story();
    s.sees(both);
    s.sees({ ...both, numbers: [here], gaps: [gapOf(), gapOf({ waba: null, part: 'discovery' })] });
    expect(numbersOf(s)).toHaveLength(2);
  });

  it('stays among ten thousand others at most, however many lists that never end bring up', () => {
    const s = story();
    const gaps = [gapOf({ waba: wabaId })];
    const sees = (first: number): void => {
      const numbers = Array.from({ length: 6_000 }, (_, i) => numberOf(first + i));
      s.sees({ numbers, gaps });
    };
    for (const first of [1, 10_001, 20_001, 30_001]) sees(first);
    expect(s.state.sight?.snapshot.numbers).toHaveLength(16_000);
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

  it('is withdrawn with a template only when the templates of all accounts were read', () => {
    const other = (templates: WabaSnapshot['templates']) => wabaOf({ id: elsewhere, templates });
    const s = story();
    s.sees({ wabas: [...withTemplate.wabas, other(known([]))] });
    const gone = wabaOf({ templates: known([]) });
    s.sees({ wabas: [gone, other(unknown('not-returned'))] });
    expect(openRules(s)).toEqual(['template']);
    s.sees({ wabas: [gone, other(known([]))] });
    expect(openRules(s)).toEqual([]);
  });

  it('is withdrawn with a number of which only usage was hidden', () => {
    const s = story();
    s.sees({ ...both, numbers: [here, { ...there, quality: 'red' }] });
    expect(openRules(s)).toEqual(['quality']);
    s.sees({ ...both, numbers: [here], gaps: [gapOf({ waba: elsewhere, part: 'usage' })] });
    expect(openRules(s)).toEqual([]);
  });

  it('is never withdrawn with a token: one that is not listed may be as dead as before', () => {
    const s = story();
    s.sees({ tokens: [{ label: 'main', valid: false, expiresAt: known(null), scopes: [] }] });
    s.sees({ tokens: [] });
    expect(openRules(s)).toEqual(['token']);
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
    expect(s.state.blind).toEqual({ since, problem: 'throttled', cause: { reason: 'no-answer' }, looks: 2 });
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

describe('limits that are as they were', () => {
  it('are not remembered anew, however often they are seen or not known', () => {
    const s = story();
    const number = numberOf(1, { limit: known(capped(250)) });
    s.sees({ numbers: [number] });
    const { limits, limitSince } = s.state;
    s.sees({ numbers: [number] });
    s.sees({ numbers: [{ ...number, limit: unknown('not-set') }], limit: unknown('not-set') });
    expect(s.state.limits).toBe(limits);
    expect(s.state.limitSince).toBe(limitSince);
  });

  it('keep their date when another one changes', () => {
    const s = story();
    s.sees({ limit: known(capped(1_000)), numbers: [numberOf(1, { limit: known(capped(250)) })] });
    s.sees({ limit: known(capped(2_000)), numbers: [numberOf(1, { limit: known(capped(250)) })] });
    const raised = s.now;
    s.sees({ limit: known(capped(2_000)), numbers: [numberOf(1, { limit: known(capped(1_000)) })] });
    expect(s.state.limitSince).toEqual({ [portfolioId]: raised, [numberOf(1).id]: s.now });
    expect(s.state.limits).toEqual({
      portfolio: capped(2_000),
      numbers: { [numberOf(1).id]: capped(1_000) },
    });
  });
});

describe('what is long over', () => {
  const red = { numbers: [numberOf(1, { quality: 'red' })] };
  const week = 7 * DAY;
  /** Trouble came and went, and the next look is so much later. */
  const over = (s: Story, later: number): Story => {
    for (const look of [red, {}, {}]) s.sees(look);
    s.waits(later);
    s.sees({});
    return s;
  };

  it('is kept for seven days, with the thread that shows it', () => {
    const { state } = over(story(), week - 1);
    expect([state.ended.length, state.outbox.threads.length]).toEqual([1, 1]);
    const later = over(story(), week).state;
    expect([later.ended.length, later.outbox.threads.length]).toEqual([0, 0]);
  });

  it('is kept for seven days when nobody was told, because it may come back', () => {
    expect(over(story({ routes: [] }), week - 1).state.ended).toHaveLength(1);
    expect(over(story({ routes: [] }), week).state.ended).toHaveLength(0);
  });

  it('is kept while something of its thread waits to be told', () => {
    const s = story();
    s.down = ['slack:C1'];
    over(s, week);
    expect([s.state.ended.length, s.state.outbox.threads.length]).toEqual([1, 1]);
    s.down = [];
    s.waits(HOUR);
    s.sees({});
    s.sees({});
    expect([s.state.ended.length, s.state.outbox.threads.length]).toEqual([0, 0]);
  });

  it('is kept while a thread shows it beside what goes on', () => {
    const s = story();
    s.sees({ numbers: [1, 2, 3].map((n) => numberOf(n, { quality: 'red' })) });
    const third = { numbers: [numberOf(1), numberOf(2), numberOf(3, { quality: 'red' })] };
    s.sees(third);
    s.sees(third);
    s.waits(2 * week);
    s.sees(third);
    expect(s.state.ended).toHaveLength(2);
    expect(s.state.outbox.threads.map((thread) => thread.incidents.length)).toEqual([3]);
  });

  it('is kept of silences as well, for seven days after their end', () => {
    const wish = { scope: { rule: null, subject: null }, untilHealthy: false, by: 'slack:U1', reason: null };
    const silenced = (later: number) => {
      const s = story();
      s.sees({});
      s.state = startSilence(s.state, { ...wish, until: after(s.now, HOUR) }, s.now).state;
      s.waits(HOUR + later);
      s.sees({});
      return s.state.silences.length;
    };
    expect([silenced(week - 1), silenced(week)]).toEqual([1, 0]);
  });
});

describe('what a look came to', () => {
  const slack = judgingOf({ routes: [routeOf()] });
  const fresh = freshState(portfolioId, 'Toko Maju');
  const look = (minutes: number, snapshot: Partial<PortfolioSnapshot>): Observation => ({
    kind: 'seen',
    at: after(noon, minutes * MINUTE),
    snapshot: portfolioOf(snapshot),
  });
  const first = look(0, { numbers: [numberOf(1, { quality: 'red' }), numberOf(2)] });
  const second = look(5, { numbers: [1, 2].map((n) => numberOf(n, { quality: 'red' })) });

  it('is the news, and how much of it is to be told', () => {
    const one = absorbNext(fresh, first, slack);
    expect(one.result).toMatchObject({ taken: true, notices: [{ reason: 'opened' }], queued: 1 });
    const two = absorbNext(one.state, second, slack);
    expect(two.result).toMatchObject({ taken: true, notices: [{ reason: 'opened' }], queued: 1 });
    const nothing = { taken: false, notices: [], queued: 0 };
    expect(absorb(two.state, second, judgingOf(), two.state.look)).toEqual({
      state: two.state,
      result: nothing,
    });
    expect(absorbNext(one.state, second, judgingOf()).result).toMatchObject({ taken: true, queued: 0 });
  });

  it('is on record of all trouble, and of what is well only for those who own a limit', () => {
    const limits = { portfolio: capped(2_000), numbers: {} };
    const { verdicts } = absorbNext({ ...fresh, limits }, first, slack).state;
    expect(verdicts.map((one) => [one.kind, 'finding' in one ? one.finding.rule : one.rule])).toEqual([
      ['firing', 'quality'],
      ['event', 'limit'],
      ['clear', 'usage'],
    ]);
  });

  it('is, when it sees nothing, that we are blind since the last one that did', () => {
    const s = story();
    s.isBlind('forbidden');
    s.sees({});
    const seen = s.now;
    s.isBlind('forbidden');
    const facts = [...s.state.ended, ...s.state.incidents].map((one) => one.finding.facts);
    expect(facts).toMatchObject([{ lastSeenAt: null }, { lastSeenAt: seen }]);
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
  it.each([
    ['stands still', 0],
    ['was put back', -HOUR],
  ])('is taken in when the clock %s, so that nobody goes blind for that', (_how, moved) => {
    const s = story();
    s.sees({ limit: known(capped(1_000)) });
    s.waits(moved);
    s.sees({ limit: known(capped(2_000)) });
    expect(s.state.limits.portfolio).toEqual(capped(2_000));
  });
});
