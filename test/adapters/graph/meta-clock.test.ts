import { beforeEach, describe, expect, test } from 'vitest';
import { createMetaClock, type MetaClock } from '../../../src/adapters/graph/meta-clock.js';
import { DAY, HOUR, instantOf, MINUTE, SECOND } from '../../../src/domain/time.js';
import { clockAt, now, type TurnedClock } from './graph-answers.js';

let clock: TurnedClock;
let elapsed: number;
let meta: MetaClock;

beforeEach(() => {
  clock = clockAt(now);
  elapsed = 0;
  meta = createMetaClock(clock, () => elapsed);
});

/** Time goes by on both clocks. */
function passes(ms: number): void {
  clock.turn(ms);
  elapsed += ms;
}

/** An answer of a Graph whose clock is so far ahead of ours. */
function hears(ahead: number, took = 0): void {
  meta.heard(new Date(clock.now() - took / 2 + ahead).toUTCString(), took);
}

describe("Meta's clock", () => {
  test('is not known before it was heard, and counts as ours', () => {
    expect([meta.isKnown(), meta.ahead()]).toEqual([false, 0]);
    for (const nothing of [null, '', 'soon']) meta.heard(nothing, 0);
    expect(meta.isKnown()).toBe(false);
  });

  test.each([0, SECOND, -MINUTE, 4 * MINUTE, -4 * MINUTE])('is ours when it is %i ms ahead', (ahead) => {
    hears(ahead);
    expect([meta.isKnown(), meta.ahead()]).toEqual([true, 0]);
  });

  test.each([2 * DAY, -2 * DAY, 3 * HOUR, -6 * MINUTE])('is found to be %i ms ahead', (ahead) => {
    hears(ahead);
    expect(meta.ahead()).toBe(ahead);
  });

  test('is not behind because an answer took long', () => {
    hears(0, 12 * MINUTE);
    expect(meta.ahead()).toBe(0);
  });

  test('stays where it is while the seconds differ', () => {
    hears(2 * HOUR);
    for (const more of [40, 80, 20, 90, 10]) {
      passes(MINUTE);
      hears(2 * HOUR + more * SECOND);
      expect(meta.ahead()).toBe(2 * HOUR);
    }
  });
});

describe('one odd answer', () => {
  test.each([0, 2 * DAY])('among those that say %i changes nothing', (ahead) => {
    for (let i = 0; i < 3; i++) hears(ahead);
    hears(-400 * DAY);
    expect(meta.ahead()).toBe(ahead);
    hears(ahead);
    expect(meta.ahead()).toBe(ahead);
  });

  test('that comes first is overruled by the next one that agrees with our clock', () => {
    hears(-400 * DAY);
    hears(0);
    expect(meta.ahead()).toBe(0);
  });
});

describe('a clock that is set', () => {
  test('is compared anew', () => {
    for (let i = 0; i < 5; i++) hears(2 * DAY);
    clock.turn(2 * DAY);
    expect([meta.isKnown(), meta.ahead()]).toEqual([false, 0]);
    hears(0);
    expect([meta.isKnown(), meta.ahead()]).toEqual([true, 0]);
  });

  test('is not taken for one that went on', () => {
    hears(2 * DAY);
    passes(DAY);
    expect(meta.ahead()).toBe(2 * DAY);
  });

  test('back by three hours is found to be behind by the next answer', () => {
    for (let i = 0; i < 5; i++) hears(0);
    clock.turn(-3 * HOUR);
    meta.heard(new Date(instantOf(clock.now() + 3 * HOUR)).toUTCString(), 0);
    expect(meta.ahead()).toBe(3 * HOUR);
  });
});
