import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/root.js';
import { readRulebooks } from '../../config/rulebook-file.js';
import { folderWith } from '../support/folder.js';

const shipped = () => readRulebooks(join(packageRoot(), 'config', 'rulebooks'));
const good = `name: x
from: "2030-01-01"
to: null
sources: [https://example.org/limits]
scope: portfolio
ladder: [100, unlimited]
raise:
  automaticFrom: 100
  statuses: null
  qualities: [green]
  qualityOf: all-numbers
  used: { days: 7, share: 0.5 }
  atLimit: null
  delay: { hours: 6, kind: within }
lower: null
`;

describe('the rulebooks that ship', () => {
  it('are all good', () => {
    expect(shipped().mistakes).toEqual([]);
    expect([...shipped().rulebooks.keys()]).toEqual(
      expect.arrayContaining(['per-number-2021', 'per-number-2023', 'portfolio-2025']),
    );
  });

  it.each([
    ['portfolio-2025', 'portfolio', [250, 2000, 10_000, 100_000, Infinity], 0.5, null],
    ['per-number-2023', 'number', [250, 1000, 10_000, 100_000, Infinity], 0.5, 7],
    ['per-number-2021', 'number', [50, 1000, 10_000, 100_000, Infinity], 2, 7],
  ])(
    'have %s, which says whose limit it is, its levels, how much use raises it, and for how long low quality is borne',
    (name, scope, levels, share, daysLow) => {
      const book = shipped().rulebooks.get(name);
      expect(book?.scope).toBe(scope);
      expect(book?.ladder.map((level) => (level.kind === 'capped' ? level.recipients : Infinity))).toEqual(
        levels,
      );
      expect(book?.raise.used).toEqual({ days: 7, share });
      expect(book?.lower?.daysLow ?? null).toBe(daysLow);
    },
  );

  it('follow each other without a gap', () => {
    const books = [...shipped().rulebooks.values()].sort((a, b) => a.from.localeCompare(b.from));
    const dayBefore = (day: string): string =>
      new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
    expect(books.map(({ to }) => to)).toEqual([...books.slice(1).map(({ from }) => dayBefore(from)), null]);
  });
});

describe('a rulebook of next year', () => {
  it('is one file', () => {
    expect(readRulebooks(folderWith({ 'x.yaml': good })).rulebooks.get('x')?.ladder).toEqual([
      { kind: 'capped', recipients: 100 },
      { kind: 'unlimited' },
    ]);
  });

  it.each([
    ['falls', good.replace('[100, unlimited]', '[unlimited, 100]'), 'ladder'],
    ['ends before it begins', good.replace('to: null', 'to: "2029-01-01"'), 'to'],
    ['names no source', good.replace('[https://example.org/limits]', '[]'), 'sources'],
    ['has a word too many', `${good}extra: 1\n`, ''],
    ['is named unlike its file', good.replace('name: x', 'name: y'), 'name'],
  ])('is refused when it %s', (_, text, path) => {
    const { rulebooks, mistakes } = readRulebooks(folderWith({ 'x.yaml': text }));
    expect(rulebooks.size).toBe(0);
    expect(mistakes.map((mistake) => mistake.path)).toEqual([path]);
  });

  it('are part of the package, which says so when they are gone', () => {
    expect(() => readRulebooks('/nowhere/rulebooks')).toThrow(
      'The package is incomplete: /nowhere/rulebooks cannot be read. Install it again.',
    );
  });
});
