import { describe, expect, it } from 'vitest';
import { extremeOf, isUnusual, signalPanels, type SignalPanel } from '../../../src/domain/signals/panels.js';
import { after, HOUR } from '../../../src/domain/time.js';
import { usualHour, weeksBefore } from '../../support/counted-weeks.js';
import { noon } from '../../support/looks.js';
import { firstDays, promotionWeek } from '../../support/signal-pictures.js';

const named = (panels: readonly SignalPanel[], name: SignalPanel['name']): SignalPanel => {
  const panel = panels.find((one) => one.name === name);
  if (!panel) throw new Error(`There is no panel ${name}.`);
  return panel;
};

describe('the panels of a week', () => {
  it('show each three hours once, up to the last whole hour', () => {
    for (const { cells } of signalPanels(weeksBefore(noon), after(noon, 20 * 60_000))) {
      expect(cells).toHaveLength(56);
      expect(cells.at(-1)?.span).toEqual({ from: after(noon, -3 * HOUR), to: noon });
    }
  });

  it('find nothing unusual in usual weeks', () => {
    const panels = signalPanels(weeksBefore(noon), noon);
    expect(panels.flatMap(({ name, cells }) => cells.filter((cell) => isUnusual(name, cell)))).toEqual([]);
  });

  it('find what is unusual only in the hours of the promotion', () => {
    for (const { name, cells } of promotionWeek.panels) {
      const odd = cells.filter((cell) => isUnusual(name, cell));
      expect(odd.length).toBeGreaterThan(0);
      for (const { span } of odd) {
        expect(span.to).toBeGreaterThan(noon - 22 * HOUR);
        expect(span.from).toBeLessThan(noon - 16 * HOUR);
      }
    }
  });

  it('say nothing of a share that too few messages make, nor of hours without any', () => {
    const few = signalPanels(weeksBefore(noon, [], { sent: 5, delivered: 5, stops: 1 }), noon);
    expect(extremeOf(named(few, 'stops'))).toBeNull();
    expect(extremeOf(named(few, 'sent'))?.value).toBe(15);
    for (const panel of signalPanels([], noon)) expect(extremeOf(panel)).toBeNull();
  });

  it('do not tell yet how many read what was sent in the last three hours', () => {
    const cells = named(signalPanels(weeksBefore(noon), noon), 'read').cells;
    expect(cells.slice(-2).map(({ value }) => value === null)).toEqual([false, true]);
  });

  it('know no usual range after two days', () => {
    expect(firstDays.panels.flatMap(({ cells }) => cells.filter(({ usual }) => usual !== null))).toEqual([]);
  });

  it('tell of reading the lowest, and of all else the highest', () => {
    const hours = weeksBefore(noon, [
      {
        from: after(noon, -9 * HOUR),
        to: after(noon, -6 * HOUR),
        counts: { ...usualHour, readSoon: 20, stops: 9 },
      },
    ]);
    const panels = signalPanels(hours, noon);
    expect(extremeOf(named(panels, 'read'))?.value).toBeCloseTo(20 / 190);
    expect(extremeOf(named(panels, 'stops'))?.value).toBeCloseTo(9 / 191);
  });
});
