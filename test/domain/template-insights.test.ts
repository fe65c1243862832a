import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../src/domain/reading.js';
import type { Quality, TemplateSnapshot, WabaSnapshot } from '../../src/domain/snapshot.js';
import { areInsightsDue, countedDay, type TemplateDay } from '../../src/domain/template-day.js';
import { tellingTemplate, templateReadings } from '../../src/domain/template-insights.js';
import { after, DAY, HOUR, MINUTE } from '../../src/domain/time.js';
import { at, noon, wabaOf } from '../support/looks.js';

const yesterday = at('2026-11-21T00:00:00Z');
const template = (id: string, quality: Quality, status = 'APPROVED'): TemplateSnapshot => ({
  id,
  name: `t${id}`,
  language: 'id',
  quality,
  status,
});
const day = (id: string, sent: number, read: number | null, delivered = sent): TemplateDay => ({
  template: id,
  sent,
  delivered,
  read,
  clicked: null,
});
const account = (
  templates: readonly TemplateSnapshot[],
  days: readonly TemplateDay[] | null,
  more: Partial<WabaSnapshot> = {},
): WabaSnapshot =>
  wabaOf({
    templates: known(templates),
    ...(days === null ? {} : { insights: { askedAt: noon, day: yesterday, insights: known(days) } }),
    ...more,
  });

describe('the day whose templates are asked for', () => {
  it('is the last whole day in UTC that Meta had three hours to count', () => {
    expect(countedDay(at('2026-11-22T03:00:00Z')).from).toBe(yesterday);
    expect(countedDay(at('2026-11-22T02:59:00Z')).from).toBe(after(yesterday, -DAY));
    expect(countedDay(noon).to).toBe(at('2026-11-22T00:00:00Z'));
  });

  it('is asked for once', () => {
    expect(areInsightsDue(undefined, noon)).toBe(true);
    const told = { askedAt: noon, day: yesterday, insights: known([]) };
    expect(areInsightsDue(told, after(noon, 21 * HOUR))).toBe(false);
    expect(areInsightsDue(told, after(noon, 23 * HOUR))).toBe(true);
  });

  it('is asked for again an hour after trouble, and a day after Meta said that it does not offer it', () => {
    const refused = { askedAt: noon, day: yesterday, insights: unknown('refused') };
    expect(areInsightsDue(refused, after(noon, 30 * MINUTE))).toBe(false);
    expect(areInsightsDue(refused, after(noon, HOUR))).toBe(true);
    const absent = { askedAt: noon, day: yesterday, insights: unknown('not-offered') };
    expect(areInsightsDue(absent, after(noon, 23 * HOUR))).toBe(false);
    expect(areInsightsDue(absent, after(noon, DAY))).toBe(true);
  });
});

describe('the readings of templates', () => {
  it('name each that was sent, the most sent first, with the part of it that was read', () => {
    const waba = account(
      [template('1', 'green'), template('2', 'green'), template('3', 'green')],
      [day('2', 900, 300, 600), day('1', 1_000, 900), day('9', 5, 5)],
    );
    expect(templateReadings(waba, noon)).toMatchObject({
      known: true,
      value: {
        day: { from: yesterday, to: after(yesterday, DAY) },
        templates: [
          { template: { id: '1' }, sent: 1_000, readShare: 0.9 },
          { template: { id: '2' }, sent: 900, delivered: 600, readShare: 0.5 },
        ],
      },
    });
  });

  it('tell no share of few messages, and none that Meta did not tell', () => {
    const waba = account(
      [template('1', 'green'), template('2', 'green')],
      [day('1', 99, 9), day('2', 500, null)],
    );
    const readings = templateReadings(waba, noon);
    expect(readings.known && readings.value.templates.map(({ readShare }) => readShare)).toEqual([
      null,
      null,
    ]);
  });

  it('are unknown where nobody asked, Meta did not tell, or the day is long past', () => {
    const templates = [template('1', 'green')];
    expect(templateReadings(account(templates, null), noon)).toEqual(unknown('not-looked-yet'));
    const insights = { askedAt: noon, day: yesterday, insights: unknown('not-offered') };
    expect(templateReadings(account(templates, null, { insights }), noon)).toEqual(unknown('not-offered'));
    expect(templateReadings(account(templates, []), after(noon, 3 * DAY))).toEqual(unknown('incomplete'));
    const hidden = account(templates, [], { templates: unknown('refused') });
    expect(templateReadings(hidden, noon)).toEqual(unknown('refused'));
  });
});

describe('the template that is named beside trouble', () => {
  it('is the most sent of those that Meta rates badly', () => {
    const waba = account(
      [template('1', 'yellow'), template('2', 'red'), template('3', 'green')],
      [day('1', 700, 210), day('2', 200, 20), day('3', 9_000, 10)],
    );
    for (const suspicious of [true, false]) {
      expect(tellingTemplate(waba, suspicious, noon)).toMatchObject({
        template: { id: '1' },
        because: 'rated',
        reading: { sent: 700, readShare: 0.3 },
      });
    }
  });

  it('is the worst of them where none of them was sent, or nothing is known of that', () => {
    const templates = [template('1', 'yellow'), template('2', 'green', 'PAUSED'), template('3', 'red')];
    for (const days of [null, [], [day('1', 0, 0)]]) {
      expect(tellingTemplate(account(templates, days), false, noon)).toMatchObject({
        template: { id: '2' },
        because: 'rated',
        reading: null,
      });
    }
  });

  it('is the one that is read clearly less than the others, only where people take messages badly', () => {
    const waba = account(
      [template('1', 'green'), template('2', 'green')],
      [day('1', 1_000, 600), day('2', 1_000, 300)],
    );
    expect(tellingTemplate(waba, true, noon)).toMatchObject({
      template: { id: '2' },
      because: 'least-read',
      reading: { readShare: 0.3 },
    });
    expect(tellingTemplate(waba, false, noon)).toBeNull();
  });

  it('is none where one is read hardly less, or there is nothing to compare with', () => {
    const two = [template('1', 'green'), template('2', 'unknown')];
    expect(
      tellingTemplate(account(two, [day('1', 1_000, 600), day('2', 1_000, 500)]), true, noon),
    ).toBeNull();
    expect(tellingTemplate(account(two, [day('1', 1_000, 10)]), true, noon)).toBeNull();
    expect(tellingTemplate(account(two, null), true, noon)).toBeNull();
    expect(tellingTemplate(wabaOf(), true, noon)).toBeNull();
  });
});
