import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOf, figuresIn } from '../../../src/adapters/store/history/figure-bytes.js';
import { narrowed } from '../../../src/domain/history/usage-day.js';

const largest = 2 ** 32 - 1;

it('bytes bring back any figures below 2^32', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.nat(300), fc.nat(70_000), fc.nat(largest)), { maxLength: 60 }),
      (list) => {
        const figures = narrowed(Uint32Array.from(list));
        expect([...(figuresIn(bytesOf(figures), figures.length) ?? [])]).toEqual(list);
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
])('figures up to %i are written with %i bytes each', (figure, width) => {
  const bytes = bytesOf(narrowed(Uint32Array.from([0, figure, 1])));
  expect(bytes).toHaveLength(3 * width);
  expect([...(figuresIn(bytes, 3) ?? [])]).toEqual([0, figure, 1]);
});

it('what was written four bytes wide is read, whatever the figures', () => {
  expect(figuresIn(Buffer.from([7, 0, 0, 0, 0, 1, 0, 0]), 2)).toEqual(Uint32Array.from([7, 256]));
});

it.each([
  ['too few', Buffer.alloc(3), 2],
  ['too many', Buffer.alloc(3), 1],
  ['some where there are none', Buffer.alloc(1), 0],
  ['no bytes', 'AAAA', 1],
])('no figures are read of %s', (_what, bytes, count) => {
  expect(figuresIn(bytes, count)).toBeNull();
});
