import { describe, expect, it } from 'vitest';
import {
  isForWorse,
  latelyChanged,
  limitChanges,
  qualityChanges,
  statusChanges,
} from '../../../src/domain/causes/standing-change.js';
import type { MetaState, StandingStep } from '../../../src/domain/history/looks.js';
import { after, DAY, HOUR } from '../../../src/domain/time.js';
import { noon } from '../../support/looks.js';

const well: MetaState = { quality: 'green', status: 'connected', limit: 10_000 };
const step = (days: number, more: Partial<MetaState> = {}): StandingStep => ({
  at: after(noon, -days * DAY),
  ...well,
  ...more,
});

describe('a change of standing', () => {
  it('is between what is known, whatever was unknown between', () => {
    const steps = [
      step(6),
      step(5, { quality: 'unknown' }),
      step(4),
      step(3, { quality: 'unknown' }),
      step(2, { quality: 'red' }),
    ];
    expect(qualityChanges(steps)).toEqual([
      { what: 'quality', at: after(noon, -2 * DAY), before: 'green', now: 'red' },
    ]);
    expect(statusChanges([step(3, { status: 'unknown' }), step(2, { status: 'flagged' })])).toEqual([]);
    expect(limitChanges([step(3), step(2, { limit: null }), step(1)])).toEqual([]);
  });

  it('is for the worse in one direction only', () => {
    const [fall, rise] = limitChanges([
      step(3),
      step(2, { limit: 2_000 }),
      step(1, { limit: Number.POSITIVE_INFINITY }),
    ]);
    expect([fall, rise].map((one) => one && isForWorse(one))).toEqual([true, false]);
    const back = statusChanges([step(3, { status: 'flagged' }), step(2)]);
    expect(back.map(isForWorse)).toEqual([false]);
  });
});

describe('what changed lately', () => {
  it('is the newest fall, and the return after it', () => {
    const steps = [step(8), step(5, { quality: 'yellow' }), step(4), step(3, { quality: 'red' }), step(1)];
    const { worse, better } = latelyChanged(qualityChanges(steps), noon);
    expect(worse).toMatchObject({ now: 'red', at: after(noon, -3 * DAY) });
    expect(better).toMatchObject({ now: 'green', at: after(noon, -DAY) });
  });

  it('is nothing that is a week old or lies ahead', () => {
    const changes = qualityChanges([step(9), step(7, { quality: 'red' })]);
    expect(latelyChanged(changes, noon)).toEqual({ worse: null, better: null });
    const ahead = qualityChanges([step(9), step(-1, { quality: 'red' })]);
    expect(latelyChanged(ahead, noon)).toEqual({ worse: null, better: null });
  });

  it('is the status where all of it changed in one look', () => {
    const steps = [step(3), { ...step(1, { quality: 'red', status: 'flagged', limit: 2_000 }) }];
    const all = [...statusChanges(steps), ...qualityChanges(steps), ...limitChanges(steps)];
    expect(latelyChanged(all, after(noon, HOUR)).worse?.what).toBe('status');
  });
});
