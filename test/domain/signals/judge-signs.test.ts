import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsOf, type SignalCounts } from '../../../src/domain/signals/counts.js';
import { judgeSigns, mayBeTrouble, type SignsJudged } from '../../../src/domain/signals/judge-signs.js';
import type { SignalWindow } from '../../../src/domain/signals/window.js';
import { defaultThresholds } from '../../../src/domain/thresholds.js';

const settings = defaultThresholds.warningSigns;

/** Three hours now, and the same hours of earlier days by how many days ago. */
function window(
  now: Partial<SignalCounts>,
  before: Readonly<Record<number, Partial<SignalCounts>>>,
): SignalWindow {
  const days = Object.entries({ ...before, 0: now }).map(
    ([ago, counts]) => [Number(ago), countsOf(counts)] as const,
  );
  return { hours: 3, days: new Map(days) };
}

const weeks = (counts: Partial<SignalCounts>, n = 8): Readonly<Record<number, Partial<SignalCounts>>> =>
  Object.fromEntries(Array.from({ length: n }, (_, week) => [7 * (week + 1), counts]));
const levelOf = (judged: SignsJudged): number | null =>
  judged.kind === 'too-little' ? null : (judged.signs[0]?.level ?? 0);
const judge = (one: SignalWindow): SignsJudged => judgeSigns([one], settings);

const bad = ['keptHealthy', 'spamRate', 'policy', 'optedOut', 'undeliverable'] as const;
const counts = fc
  .record({
    sent: fc.integer({ min: 0, max: 5_000 }),
    keptHealthy: fc.integer({ min: 0, max: 300 }),
    spamRate: fc.integer({ min: 0, max: 100 }),
    policy: fc.integer({ min: 0, max: 100 }),
    optedOut: fc.integer({ min: 0, max: 100 }),
    undeliverable: fc.integer({ min: 0, max: 300 }),
    stops: fc.integer({ min: 0, max: 200 }),
    optOuts: fc.integer({ min: 0, max: 200 }),
  })
  .map((one) => ({ ...one, sent: bad.reduce((sum, name) => sum + one[name], one.sent) }));
const before = fc.dictionary(fc.integer({ min: 1, max: 56 }).map(String), counts, { maxKeys: 40 });

describe('the signs of a number', () => {
  it('are strongest first, with the usual and how it was found', () => {
    const judged = judge(
      window({ sent: 1_000, keptHealthy: 120, stops: 40 }, weeks({ sent: 900, keptHealthy: 9 })),
    );
    expect(judged).toMatchObject({
      kind: 'judged',
      isCalm: false,
      signs: [
        {
          signal: 'kept-healthy',
          count: 120,
          of: 1_000,
          usual: 0.01,
          level: 2,
          compared: { with: 'weeks', n: 8 },
        },
        { signal: 'stops', count: 40, of: 880, usual: 0, level: 2 },
      ],
    });
  });

  it('are held against earlier days where there are too few weeks', () => {
    const days = Object.fromEntries([1, 2, 3, 4, 5].map((ago) => [ago, { sent: 900 }]));
    const judged = judge(window({ sent: 1_000, stops: 60 }, days));
    expect(judged).toMatchObject({
      signs: [{ signal: 'stops', compared: { with: 'days', n: 5 } }],
    });
  });

  it.each([
    ['few messages', window({ sent: 39, keptHealthy: 38 }, weeks({ sent: 900 }))],
    ['nothing to compare with', window({ sent: 1_000, keptHealthy: 500 }, weeks({ sent: 900 }, 2))],
    ['weeks of few messages', window({ sent: 1_000, keptHealthy: 500 }, weeks({ sent: 30 }))],
    ['nothing at all', { hours: 3, days: new Map() }],
  ])('are not known with %s', (_what, one) => {
    expect(judge(one)).toEqual({ kind: 'too-little' });
  });

  it('are told of a number that sends little, whose days are joined', () => {
    const little = Object.fromEntries(
      Array.from({ length: 56 }, (_, day) => [day + 1, { sent: 60, keptHealthy: 1 }]),
    );
    expect(levelOf(judge(window({ sent: 120, keptHealthy: 20, stops: 6 }, little)))).toBe(2);
    expect(levelOf(judge(window({ sent: 120, keptHealthy: 4, stops: 1 }, little)))).toBe(0);
  });

  it('are a warning together where each alone is none', () => {
    const usual = weeks({ sent: 1_000, keptHealthy: 15, stops: 5, optOuts: 4 });
    const [held, stops] = [{ keptHealthy: 38 }, { stops: 18 }];
    expect(levelOf(judge(window({ sent: 1_000, ...held, stops: 5 }, usual)))).toBeLessThan(2);
    expect(levelOf(judge(window({ sent: 1_000, keptHealthy: 15, ...stops }, usual)))).toBeLessThan(2);
    const both = judge(window({ sent: 1_000, ...held, ...stops }, usual));
    expect(both).toMatchObject({
      isCalm: false,
      signs: [
        { signal: 'stops', level: 2 },
        { signal: 'kept-healthy', level: 2 },
      ],
    });
  });

  it('do not add up over different hours', () => {
    const usual = weeks({ sent: 1_000, keptHealthy: 15, stops: 5 });
    const held = window({ sent: 1_000, keptHealthy: 38, stops: 5 }, usual);
    const stops = { ...window({ sent: 1_000, keptHealthy: 15, stops: 18 }, usual), hours: 24 };
    expect(levelOf(judgeSigns([held, stops], settings))).toBeLessThan(2);
  });

  it('are usual on a weekday that is always so, and not on another', () => {
    const calm = Object.fromEntries(
      Array.from({ length: 56 }, (_, day) => [day + 1, { sent: 1_000, stops: 5 }]),
    );
    const bad = { sent: 1_000, stops: 60 };
    expect(levelOf(judge(window(bad, { ...calm, ...weeks(bad) })))).toBe(0);
    expect(levelOf(judge(window(bad, calm)))).toBe(2);
  });

  it('are not moved by how much is sent', () => {
    const usual = weeks({ sent: 1_000, keptHealthy: 10, undeliverable: 20, stops: 2 });
    const holiday = window({ sent: 2_000, keptHealthy: 20, undeliverable: 40, stops: 4 }, usual);
    expect(judge(holiday)).toMatchObject({ isCalm: true });
    expect(levelOf(judge(holiday))).toBe(0);
  });

  it('are usual where they were as bad for weeks', () => {
    const usual = { sent: 1_000, keptHealthy: 200 };
    expect(levelOf(judge(window(usual, weeks(usual))))).toBe(0);
  });

  it('never weaken when there is more of a bad one', () => {
    fc.assert(
      fc.property(
        counts,
        before,
        fc.constantFrom(...bad, 'stops' as const, 'optOuts' as const),
        fc.integer({ min: 1, max: 500 }),
        (now, days, name, more) => {
          const isFailure = name !== 'stops' && name !== 'optOuts';
          const worse = {
            ...now,
            [name]: now[name] + more,
            sent: now.sent + (isFailure ? more : 0),
          };
          const [was, is] = [judge(window(now, days)), judge(window(worse, days))];
          // Where nothing was suspicious earlier days do not matter; where something is, they may be too few to tell.
          expect(levelOf(is) ?? 0).toBeGreaterThanOrEqual(levelOf(was) ?? 0);
          if (was.kind === 'judged' && !was.isCalm) expect(is).not.toMatchObject({ isCalm: true });
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('never warn and never calm where they are not known', () => {
    fc.assert(
      fc.property(counts, before, (now, days) => {
        const few = { ...now, sent: now.sent % settings.leastMessages };
        expect(judge(window(few, days))).toEqual({ kind: 'too-little' });
      }),
    );
  });

  it('are never trouble where earlier days need not be read', () => {
    fc.assert(
      fc.property(counts, before, (now, days) => {
        const one = window(now, days);
        if (mayBeTrouble(one, settings)) return;
        const judged = judge(one);
        expect(levelOf(judged) ?? 0).toBe(0);
        expect(judge(window(now, {}))).toMatchObject(
          judged.kind === 'too-little' ? { kind: 'too-little' } : { isCalm: true },
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
