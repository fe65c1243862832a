import { describe, expect, it } from 'vitest';
import { isCovered, withSpan } from '../../../src/domain/history/spans.js';
import { sameStanding, type MetaState } from '../../../src/domain/history/looks.js';
import { after, HOUR, type Span } from '../../../src/domain/time.js';
import { noon } from '../../support/looks.js';

type Hours = readonly [from: number, to: number];
const span = ([from, to]: Hours): Span => ({ from: after(noon, from * HOUR), to: after(noon, to * HOUR) });
const spans = (all: readonly Hours[]): readonly Span[] => all.map(span);

describe('spans of which something is known', () => {
  it.each<[string, readonly Hours[], Hours, readonly Hours[]]>([
    ['the first one', [], [1, 2], [[1, 2]]],
    [
      'one that touches none',
      [
        [0, 1],
        [8, 9],
      ],
      [3, 4],
      [
        [0, 1],
        [3, 4],
        [8, 9],
      ],
    ],
    ['one that begins where another ends', [[0, 1]], [1, 2], [[0, 2]]],
    ['one that ends where another begins', [[1, 2]], [0, 1], [[0, 2]]],
    ['one that reaches into another', [[0, 3]], [2, 5], [[0, 5]]],
    ['one that is reached into', [[2, 5]], [0, 3], [[0, 5]]],
    ['one within another', [[0, 9]], [2, 3], [[0, 9]]],
    ['one around another', [[2, 3]], [0, 9], [[0, 9]]],
    [
      'one that closes a gap',
      [
        [0, 2],
        [4, 6],
        [8, 9],
      ],
      [1, 5],
      [
        [0, 6],
        [8, 9],
      ],
    ],
  ])('take in %s', (_what, before, added, all) => {
    expect(withSpan(spans(before), span(added))).toEqual(spans(all));
  });

  it.each<[Hours, boolean]>([
    [[1, 3], true],
    [[0, 4], true],
    [[0, 4.1], false],
    [[-0.1, 4], false],
    [[6, 7], true],
    [[3, 7], false],
    [[10, 11], false],
  ])('hold, from hour 0 to 4 and from 5 to 8, %j: %s', (wanted, held) => {
    expect(
      isCovered(
        spans([
          [0, 4],
          [5, 8],
        ]),
        span(wanted),
      ),
    ).toBe(held);
  });
});

describe('a standing', () => {
  const standing: MetaState = { quality: 'green', status: 'connected', limit: 1_000 };

  it.each<[Partial<MetaState>, boolean]>([
    [{}, true],
    [{ quality: 'yellow' }, false],
    [{ status: 'offline' }, false],
    [{ limit: null }, false],
  ])('that differs by %j says the same: %s', (more, same) => {
    expect(sameStanding(standing, { ...standing, ...more })).toBe(same);
  });
});
