import { describe, expect, it } from 'vitest';
import { mostQuestions, questionRate } from '../../src/app/question-rate.js';
import { MINUTE, SECOND } from '../../src/domain/time.js';
import type { Asker } from '../../src/ports.js';
import { somebody } from '../support/asking.js';
import { fakeClock } from '../support/fakes/clock.js';
import { noon } from '../support/looks.js';

describe('the rate of questions', () => {
  it("counts the last minute, not the clock's", () => {
    const clock = fakeClock(noon);
    const rate = questionRate(clock);
    for (let i = 0; i < mostQuestions; i += 1) {
      expect(rate.wait(somebody)).toBe(0);
      clock.move(SECOND);
    }
    expect(rate.wait(somebody)).toBe(40 * SECOND);
    clock.move(40 * SECOND);
    expect(rate.wait(somebody)).toBe(0);
    expect(rate.wait(somebody)).toBe(SECOND);
  });

  it('does not make whoever keeps asking wait longer', () => {
    const clock = fakeClock(noon);
    const rate = questionRate(clock);
    for (let i = 0; i < 500; i += 1) rate.wait(somebody);
    clock.move(MINUTE);
    expect(rate.wait(somebody)).toBe(0);
  });

  it('holds for each person by themselves, and not for the operator', () => {
    const rate = questionRate(fakeClock(noon));
    const operator: Asker = { ...somebody, isOperator: true };
    for (let i = 0; i <= mostQuestions; i += 1) {
      rate.wait(somebody);
      expect(rate.wait(operator)).toBe(0);
    }
    expect(rate.wait(somebody)).toBeGreaterThan(0);
    expect(rate.wait({ ...somebody, platform: 'discord' })).toBe(0);
    expect(rate.wait({ ...somebody, user: 'U2' })).toBe(0);
  });

  it('forgets those who asked longest ago rather than remembering the whole world', () => {
    const rate = questionRate(fakeClock(noon));
    const full = { ...somebody, user: 'first' };
    for (let i = 0; i <= mostQuestions; i += 1) rate.wait(full);
    expect(rate.wait(full)).toBeGreaterThan(0);
    for (let i = 0; i < 2_000; i += 1) rate.wait({ ...somebody, user: `U${String(i)}` });
    expect(rate.wait(full)).toBe(0);
  });
});
