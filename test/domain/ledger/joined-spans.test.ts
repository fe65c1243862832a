import { describe, expect, it } from 'vitest';
import { joinedSpans } from '../../../src/domain/ledger/joined-spans.js';
import { instantOf, type Span } from '../../../src/domain/time.js';

type Hours = readonly [from: number, to: number];
const spanOf = ([from, to]: Hours): Span => ({ from: instantOf(from), to: instantOf(to) });

describe('joined', () => {
  it.each<[string, readonly Hours[], readonly Hours[]]>([
    ['of nothing are nothing', [], []],
    [
      'that are apart stay apart',
      [
        [1, 2],
        [3, 4],
      ],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'that touch are one',
      [
        [1, 2],
        [2, 4],
      ],
      [[1, 4]],
    ],
    [
      'that overlap are one',
      [
        [1, 3],
        [2, 4],
      ],
      [[1, 4]],
    ],
    [
      'within another add nothing',
      [
        [1, 9],
        [2, 4],
        [3, 5],
      ],
      [[1, 9]],
    ],
    [
      'within another do not hide the next',
      [
        [1, 9],
        [2, 4],
        [8, 12],
      ],
      [[1, 12]],
    ],
    [
      'come in rising order, wherever they stood',
      [
        [7, 9],
        [1, 3],
        [5, 6],
        [2, 4],
      ],
      [
        [1, 4],
        [5, 6],
        [7, 9],
      ],
    ],
  ])('spans %s', (_, all, joined) => {
    expect(joinedSpans(all.map(spanOf))).toEqual(joined.map(spanOf));
  });
});
