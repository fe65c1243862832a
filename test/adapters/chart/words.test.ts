import { describe, expect, it } from 'vitest';
import type { ChartLabels } from '../../../src/domain/chart-facts.js';
import { altText } from '../../../src/adapters/chart/alt-text.js';
import { drawnChart } from '../../../src/adapters/chart/drawn-chart.js';
import { faceOf } from '../../../src/adapters/chart/fonts.js';
import { legibleLine } from '../../../src/adapters/chart/legible.js';
import { wordsOf } from '../../../src/words/index.js';
import { drawingOf } from './drawing.js';
import { ago, wildMonth, wildWeek } from './weeks.js';

const locales = ['en', 'id'] as const;

/** Hours of yellow, minutes of red: a letter has room in one, nothing in the other. */
const shortStretches = [
  { at: wildWeek.from, quality: 'unknown' },
  { at: ago(0, 100), quality: 'green' },
  { at: ago(0, 60), quality: 'yellow' },
  { at: ago(0, 54), quality: 'green' },
  { at: ago(0, 30), quality: 'red' },
  { at: ago(0, 29.5), quality: 'green' },
] as const;

function spoken(locale: (typeof locales)[number]): ChartLabels {
  return { ...wordsOf[locale].chart, title: 'Toko Maju', titleInstead: '+62 812-3456-7890', subtitle: '' };
}

describe('the words of the bot in a picture', () => {
  it.each(locales)('fill it in %s, with letters that the font has', (locale) => {
    const labels = spoken(locale);
    const { texts } = drawingOf(wildWeek, labels);
    expect(texts).toEqual(expect.arrayContaining([labels.limit(10_000), labels.usage, labels.quality]));
    for (const text of [labels.unknown, labels.incidents, ...Object.values(labels.severities)]) {
      expect(texts).toContain(legibleLine(text));
      expect(faceOf('regular').covers(text)).toBe(true);
    }
  });

  it.each(locales)('name at least six days of a week and five of a month in %s', (locale) => {
    expect(drawingOf(wildWeek, spoken(locale)).of('day').length).toBeGreaterThanOrEqual(6);
    expect(drawingOf(wildMonth, spoken(locale)).of('day').length).toBeGreaterThanOrEqual(5);
  });

  it.each(locales)('give each quality a letter of its own in %s', (locale) => {
    const letters = Object.values(spoken(locale).qualities).map(({ letter }) => letter);
    expect(new Set(letters).size).toBe(4);
    for (const letter of letters) expect(Array.from(letter)).toHaveLength(1);
  });

  it.each(locales)('stand beside each letter that is drawn for a quality in %s', (locale) => {
    const { qualities } = spoken(locale);
    const short = { ...wildWeek, qualities: shortStretches };
    for (const facts of [wildWeek, wildMonth, short]) {
      const { texts } = drawingOf(facts, spoken(locale));
      const drawn = Object.values(qualities).filter(({ letter }) => texts.includes(letter));
      for (const { word } of drawn) expect(texts).toContain(word);
    }
    const { texts } = drawingOf(short, spoken(locale));
    expect(texts).toEqual(expect.arrayContaining([qualities.yellow.word, qualities.red.word]));
    const terminal = drawnChart(short, spoken(locale), 80);
    for (const { letter, word } of Object.values(qualities)) expect(terminal).toContain(`${letter} ${word}`);
  });

  it.each(locales)('say in %s what a figure in a mark of alerts counts', (locale) => {
    const labels = spoken(locale);
    const one = { at: ago(2), until: ago(1), severity: 'critical' } as const;
    const together = { ...wildWeek, incidents: [one, { ...one, at: ago(1, 23.5) }] };
    expect(drawingOf(together, labels).texts).toContain(labels.severalIncidents);
    expect(drawingOf({ ...wildWeek, incidents: [one] }, labels).texts).not.toContain(labels.severalIncidents);
  });

  it('print figures as their readers do', () => {
    expect(altText(wildMonth, spoken('en'))).toContain('2,290');
    expect(altText(wildMonth, spoken('id'))).toContain('2.290');
  });
});
