import fc from 'fast-check';
import { expect, it } from 'vitest';
import { figuresIn, figuresText } from '../../../src/adapters/store/figures.js';

const largest = 2 ** 32 - 1;

it('brings back any figures below 2^32', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.nat(300), fc.nat(70_000), fc.nat(largest)), { maxLength: 60 }),
      (list) => {
        const figures = Uint32Array.from(list);
        expect(figuresIn(figuresText(figures), figures.length)).toEqual(figures);
      },
    ),
  );
});

it.each([
  [255, 1],
  [256, 2],
  [65_535, 2],
  [65_536, 4],
  [largest, 4],
])('writes figures up to %i with %i bytes each', (figure, width) => {
  const text = figuresText(Uint32Array.from([0, figure, 1]));
  expect(Buffer.from(text, 'base64')).toHaveLength(3 * width);
  expect(figuresIn(text, 3)).toEqual(Uint32Array.from([0, figure, 1]));
});

it('reads what was written four bytes wide, whatever the figures', () => {
  expect(figuresIn(Buffer.from([7, 0, 0, 0, 0, 1, 0, 0]).toString('base64'), 2)).toEqual(
    Uint32Array.from([7, 256]),
  );
});

it.each([
  ['too few', 'AAAA', 2],
  ['too many', 'AAAA', 1],
  ['some where there are none', 'AA==', 0],
  ['no text', 7, 1],
])('holds nothing of a text with %s', (_what, text, count) => {
  expect(figuresIn(text, count)).toBeNull();
});
