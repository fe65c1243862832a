import { describe, expect, it } from 'vitest';
import {
  coverAfter,
  noCover,
  recordOf,
  sameStanding,
  stepsOf,
  tracesAfter,
  type Cover,
  type IncidentTrace,
  type LookNote,
  type Owner,
  type MetaState,
  type StandingStep,
} from '../../../src/domain/history/looks.js';
import type { NumberId } from '../../../src/domain/snapshot.js';
import { after, DAY, HOUR, MINUTE, type Instant, type Span } from '../../../src/domain/time.js';
import { noon } from '../../support/looks.js';

const [one, two] = ['11' as NumberId, '12' as NumberId];
const hour = (hours: number): Instant => after(noon, hours * HOUR);
const span = (from: number, to: number): Span => ({ from: hour(from), to: hour(to) });
const long = hour(-90 * 24);
const good: MetaState = { quality: 'green', status: 'connected', limit: 1_000 };
const gone: MetaState = { quality: 'unknown', status: 'unknown', limit: null };

function noteAt(at: Instant, more: Partial<LookNote> = {}): LookNote {
  return {
    at,
    usageSince: null,
    standings: { portfolio: good, numbers: new Map([[one, good]]) },
    incidents: [],
    ...more,
  };
}
const seesNothing = (at: Instant, more: Partial<LookNote> = {}) => noteAt(at, { standings: null, ...more });
const coverOf = (...notes: readonly LookNote[]): Cover =>
  notes.reduce((cover, note) => coverAfter(cover, note, long), noCover);

describe('standings', () => {
  it.each<[string, Partial<MetaState>, boolean]>([
    ['say the same when all of them do', {}, true],
    ['differ by quality', { quality: 'red' }, false],
    ['differ by status', { status: 'flagged' }, false],
    ['differ by limit', { limit: null }, false],
  ])('of two looks %s', (_, more, same) => {
    expect(sameStanding(good, { ...good, ...more })).toBe(same);
  });
});

describe('looks', () => {
  it.each<[string, readonly LookNote[], readonly Span[]]>([
    ['are one stretch when they follow each other', [noteAt(hour(0)), noteAt(hour(1))], [span(0, 1)]],
    ['are one stretch up to three hours apart', [noteAt(hour(0)), noteAt(hour(3))], [span(0, 3)]],
    [
      'are two stretches further apart',
      [noteAt(hour(0)), noteAt(after(hour(3), 1))],
      [span(0, 0), { from: after(hour(3), 1), to: after(hour(3), 1) }],
    ],
    [
      'are two stretches when one between saw nothing',
      [noteAt(hour(0)), seesNothing(hour(1)), noteAt(hour(2))],
      [span(0, 0), span(2, 2)],
    ],
    [
      'keep their end when the clock is put back',
      [noteAt(hour(0)), noteAt(hour(2)), noteAt(hour(1))],
      [span(0, 2)],
    ],
    ['are none while looks see nothing', [seesNothing(hour(0))], []],
  ])('that saw %s', (_, notes, looked) => {
    expect(coverOf(...notes).looked).toEqual(looked);
  });

  it('tell whether the newest of them saw', () => {
    expect(coverOf(noteAt(hour(0))).open).toBe(true);
    expect(coverOf(noteAt(hour(0)), seesNothing(hour(1))).open).toBe(false);
  });
});

describe('the time that is covered', () => {
  it('holds the usage that looks know of, whatever else they saw', () => {
    const cover = coverOf(
      seesNothing(hour(0), { usageSince: hour(-24) }),
      noteAt(hour(1)),
      noteAt(hour(2), { usageSince: hour(-1) }),
    );
    expect(cover.counted).toEqual([span(-24, 2)]);
  });

  it('is forgotten when it ended before the oldest that is kept', () => {
    const cover = { looked: [span(0, 1), span(2, 3)], counted: [span(0, 1), span(2, 3)], open: false };
    expect(coverAfter(cover, seesNothing(hour(9)), hour(1))).toEqual(cover);
    expect(coverAfter(cover, seesNothing(hour(9)), after(hour(1), 1))).toEqual({
      looked: [span(2, 3)],
      counted: [span(2, 3)],
      open: false,
    });
  });

  it('is kept in a thousand stretches at most, the youngest', () => {
    const looked = Array.from({ length: 1_000 }, (_, n) => span(n, n));
    const cover = coverAfter({ ...noCover, looked }, noteAt(hour(2_000)), hour(0));
    expect(cover.looked).toEqual([...looked.slice(1), span(2_000, 2_000)]);
  });
});

describe('a step', () => {
  const latest = (at: Instant): ReadonlyMap<Owner, StandingStep> =>
    new Map<Owner, StandingStep>([
      ['portfolio', { at, ...good }],
      [one, { at, ...good }],
      [two, { at, ...good }],
    ]);
  const red: MetaState = { ...good, quality: 'red' };
  const numbers = (standing: MetaState) => new Map([[one, standing]]);

  it('is made by the first look, and then by what changed or left', () => {
    const note = noteAt(hour(1), { standings: { portfolio: good, numbers: numbers(red) } });
    expect(stepsOf(new Map(), note)).toEqual([
      { owner: 'portfolio', step: { at: hour(1), ...good } },
      { owner: one, step: { at: hour(1), ...red } },
    ]);
    expect(stepsOf(latest(hour(0)), note)).toEqual([
      { owner: one, step: { at: hour(1), ...red } },
      { owner: two, step: { at: hour(1), ...gone } },
    ]);
  });

  it.each<[string, LookNote]>([
    ['that saw nothing', seesNothing(hour(1))],
    [
      'of the time of the last change',
      noteAt(hour(0), { standings: { portfolio: red, numbers: numbers(red) } }),
    ],
    ['from before it', noteAt(hour(-1), { standings: { portfolio: red, numbers: numbers(red) } })],
  ])('is made by no look %s', (_, note) => {
    expect(stepsOf(latest(hour(0)), note)).toEqual([]);
  });
});

const trace = (id: string, at: Instant, more: Partial<IncidentTrace> = {}): IncidentTrace => ({
  id,
  number: null,
  severity: 'warning',
  at,
  until: null,
  ...more,
});

describe('traces of incidents', () => {
  const [first, second] = [trace('a', hour(0)), trace('b', hour(1))];
  const noted = (...incidents: readonly IncidentTrace[]) => noteAt(hour(9), { incidents });

  it('stay the same object when a look says nothing new', () => {
    const traces = [first, second];
    expect(tracesAfter(traces, noted(), long)).toBe(traces);
    expect(tracesAfter(traces, noted(first, second), long)).toBe(traces);
  });

  it.each<[string, Partial<IncidentTrace>]>([
    ['that it ended', { until: hour(2) }],
    ['that it grew worse', { severity: 'critical' }],
  ])('take in %s', (_, more) => {
    expect(tracesAfter([first, second], noted(first, { ...second, ...more }), long)).toEqual([
      first,
      { ...second, ...more },
    ]);
  });

  it('come in order of their beginning', () => {
    const early = trace('c', hour(0.5));
    expect(tracesAfter([second], noted(first, early), long)).toEqual([first, early, second]);
  });

  it('are forgotten when they ended before the oldest that is kept, and not while they go on', () => {
    const ended = trace('c', hour(0), { until: hour(2) });
    const news = noted(second);
    expect(tracesAfter([first, ended], news, hour(2))).toEqual([first, ended, second]);
    expect(tracesAfter([first, ended], news, after(hour(2), 1))).toEqual([first, second]);
  });

  it('are two thousand at most, the youngest', () => {
    const many = Array.from({ length: 2_000 }, (_, n) => trace(`m${n}`, after(hour(0), n)));
    expect(tracesAfter(many, noted(second), long)).toEqual([...many.slice(1), second]);
  });
});

describe('the record of a span', () => {
  const step = (at: Instant): StandingStep => ({ at, ...good });
  const of = (more: {
    cover?: Cover;
    steps?: readonly StandingStep[];
    traces?: readonly IncidentTrace[];
    owner?: NumberId;
  }) => recordOf(more.owner ?? null, span(0, 24), more.cover ?? noCover, more.steps ?? [], more.traces ?? []);

  it('has the steps within it, and the one that was in force when it began', () => {
    const steps = [-9, -2, 3, 23, 24, 30].map((hours) => step(hour(hours)));
    expect(of({ steps }).steps).toEqual([-2, 3, 23].map((hours) => step(hour(hours))));
    expect(of({ steps: [step(hour(0)), step(hour(5))] }).steps).toEqual([step(hour(0)), step(hour(5))]);
    expect(of({ steps: [step(hour(5))] }).steps).toEqual([step(hour(5))]);
  });

  it('has the stretches that touch it', () => {
    const [before, into, within, beyond, later] = [
      { from: hour(-2), to: after(hour(0), -MINUTE) },
      span(-2, 0),
      span(3, 4),
      { from: after(hour(24), -MINUTE), to: hour(30) },
      span(24, 30),
    ];
    const all = [before, into, within, beyond, later];
    const { looked, counted } = of({ cover: { looked: all, counted: all.slice(1), open: true } });
    expect(looked).toEqual([into, within, beyond]);
    expect(counted).toEqual([into, within, beyond]);
  });

  it('has the incidents that were live in it, of the number that is asked for', () => {
    const traces = [
      trace('over', hour(-9), { until: after(hour(0), -1) }),
      trace('just over', hour(-9), { until: hour(0) }),
      trace('going on', hour(-9)),
      trace('of a number', hour(2), { number: one, until: hour(3) }),
      trace('of another', hour(2), { number: two, until: after(hour(3), DAY) }),
      trace('later', hour(24)),
    ];
    const ids = (owner?: NumberId) =>
      of({ traces, ...(owner === undefined ? {} : { owner }) }).incidents.map(({ id }) => id);
    expect(ids()).toEqual(['just over', 'going on', 'of a number', 'of another']);
    expect(ids(one)).toEqual(['of a number']);
  });
});
