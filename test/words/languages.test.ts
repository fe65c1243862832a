import { describe, expect, it } from 'vitest';
import { understood } from '../../src/words/understood.js';
import { isLocale, localeOf, locales, usualWords, wordsOf } from '../../src/words/index.js';

/** Every path to a text, with what is there: a text, or how many arguments its sentence takes. */
function shapeOf(words: unknown, path = ''): Map<string, string> {
  const shape = new Map<string, string>();
  if (typeof words !== 'object' || words === null || Array.isArray(words)) {
    shape.set(path, typeof words === 'function' ? 'sentence' : typeof words);
    return shape;
  }
  for (const [key, value] of Object.entries(words)) {
    for (const [inner, kind] of shapeOf(value, path === '' ? key : `${path}.${key}`)) shape.set(inner, kind);
  }
  return shape;
}

/** All texts that are no sentences with gaps. */
function textsIn(words: unknown): readonly string[] {
  if (typeof words === 'string') return [words];
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(textsIn) : [];
}

/** The sentences with gaps, as they stand in the source. */
function sentencesIn(words: unknown): readonly string[] {
  if (typeof words === 'function') return [words.toString()];
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(sentencesIn) : [];
}

const others = locales.filter((locale) => locale !== 'en');

describe.each(others)('the language %s', (locale) => {
  it('says all that English says, and nothing else', () => {
    expect([...shapeOf(wordsOf[locale])].sort()).toEqual([...shapeOf(wordsOf.en)].sort());
  });

  it('has words of its own', () => {
    const english = new Set(textsIn(wordsOf.en).filter((text) => text.includes(' ')));
    const same = textsIn(wordsOf[locale]).filter((text) => english.has(text));
    expect(same).toEqual([]);
  });
});

describe.each(Object.values(wordsOf))('the bot in $language', (words) => {
  const texts = textsIn(words);

  it('leaves nothing unsaid', () => {
    expect(texts.filter((text) => text.trim() === '')).toEqual([]);
  });

  it('calls an alert by no name of a severity', () => {
    const severities = Object.values(words.chart.severities);
    expect(severities).not.toContain(words.chart.incidents);
    expect(Object.values(words.names.severities).map((one) => one.toLowerCase())).not.toContain(
      words.alerts.incident('').trim(),
    );
  });

  it('raises its voice nowhere', () => {
    expect(sentencesIn(words).filter((text) => /[a-z}]!`/.test(text))).toEqual([]);
    expect(texts.filter((text) => text.includes('!'))).toEqual([]);
  });

  it('keeps what commands do short enough to be offered', () => {
    const long = Object.values(words.commands).flatMap(({ summary, options }) =>
      [summary, ...Object.values(options)].filter((text) => text.length > 100),
    );
    expect(long).toEqual([]);
  });

  it('does not call the limit by the name of paid balance', () => {
    expect([...texts, ...sentencesIn(words)].filter((text) => /kuota paket/i.test(text))).toEqual([]);
  });
});

describe('the registry of languages', () => {
  it('keeps each language under its own tag', () => {
    expect(Object.entries(wordsOf).map(([tag, { locale }]) => [tag, locale])).toEqual(
      locales.map((locale) => [locale, locale]),
    );
    expect(locales[0]).toBe(usualWords.locale);
    expect(isLocale('en')).toBe(true);
    expect(['EN', 'xx', '', 'toString'].filter(isLocale)).toEqual([]);
  });

  it.each([
    ['id', 'id'],
    ['id-ID', 'id'],
    ['in_ID', 'id'],
    ['en-GB', 'en'],
    ['EN', 'en'],
    ['ids', null],
    ['xx', null],
    ['', null],
  ])('takes a platform that says %o for %o', (tag, locale) => {
    expect(localeOf(tag)).toBe(locale);
  });

  it('knows no tag and no name by which two languages go', () => {
    const names = Object.values(wordsOf).flatMap(({ tags, calledAs, language }) => [
      ...tags,
      ...calledAs,
      language.toLowerCase(),
    ]);
    expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
  });
});

describe('what people type', () => {
  it('means one thing, whichever language it is from', () => {
    const { minute, hour, day, thousand, until, clock, healthy, list, end } = understood;
    for (const meanings of [
      [minute, hour, day, thousand],
      [until, healthy, list, end],
      [until, clock, healthy],
    ]) {
      const words = meanings.flatMap((one) => [...new Set(one)]);
      expect(words.filter((word, i) => words.indexOf(word) < i)).toEqual([]);
    }
  });

  it('is written in small letters', () => {
    const { until, clock, healthy, minute, hour, day, thousand, list, end } = understood;
    const words = [until, clock, healthy, minute, hour, day, thousand, list, end].flat();
    expect(words.filter((word) => word !== word.toLowerCase() || word.trim() === '')).toEqual([]);
  });
});

describe('Indonesian', () => {
  it('calls statuses and ratings what WhatsApp Manager calls them', () => {
    const { names, answers } = wordsOf.id;
    expect(names.statuses).toMatchObject({
      connected: 'Terhubung',
      flagged: 'Ditandai',
      restricted: 'Dibatasi',
      pending: 'Tertunda',
      offline: 'Luring',
    });
    expect(names.qualities).toMatchObject({
      green: 'Tinggi (hijau)',
      yellow: 'Sedang (kuning)',
      red: 'Rendah (merah)',
    });
    expect(answers.labels.limit).toBe('Limit kirim Meta');
  });
});
