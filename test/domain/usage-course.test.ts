import { describe, expect, it } from 'vitest';
import { after, HOUR } from '../../src/domain/time.js';
import { courseFrom, firstReaching, highestWithin } from '../../src/domain/usage-course.js';
import { noon } from '../support/looks.js';

const later = (hours: number) => after(noon, hours * HOUR);

describe('a course of usage', () => {
  it('has whole people: a part of one that is expected counts as one', () => {
    expect(courseFrom(noon, 10, [{ at: later(1), people: 0.2 }])).toEqual([
      { at: noon, recipients: 10 },
      { at: later(1), recipients: 11 },
    ]);
  });

  it('does not count one more where parts add up to a whole', () => {
    const thirds = [1, 2, 3].map((hour) => ({ at: later(hour), people: 1 / 3 }));
    expect(courseFrom(noon, 10, thirds).at(-1)).toEqual({ at: later(1), recipients: 11 });
  });

  it('has one step for all that happens at once, and none where that changes nothing', () => {
    const swap = [
      { at: later(1), people: 400 },
      { at: later(1), people: -400 },
      { at: later(2), people: -10 },
    ];
    expect(courseFrom(noon, 400, swap)).toEqual([
      { at: noon, recipients: 400 },
      { at: later(2), recipients: 390 },
    ]);
  });

  it('is looked at within a span: a step that began before it counts from its beginning', () => {
    const course = courseFrom(noon, 100, [
      { at: later(1), people: 50 },
      { at: later(3), people: -120 },
      { at: later(5), people: 900 },
    ]);
    const span = { from: later(2), to: later(5) };
    expect(highestWithin(course, span)).toEqual({ at: later(2), recipients: 150 });
    expect(firstReaching(course, 150, span)).toBe(later(2));
    expect(firstReaching(course, 151, span)).toBeNull();
    expect(firstReaching(course, 151, { ...span, to: later(6) })).toBe(later(5));
  });
});
