import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutToFit } from '../../src/kit/cut.js';
import { growthOf, mostGrowth } from '../support/growth.js';

const length = (text: string): number => text.length;
const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}';

describe('a text that has to fit', () => {
  it.each([
    ['Toko Maju', 9, 'Toko Maju'],
    ['Toko Maju', 8, 'Toko Ma…'],
    ['Toko Maju', 6, 'Toko…'],
    ['Toko Maju', 1, '…'],
    ['Toko Maju', 0, ''],
    ['', 0, ''],
    [`a${family}b`, 9, 'a…'],
    ['e\u0301e\u0301e\u0301', 4, 'e\u0301…'],
  ])('%j in %i is %j', (text, room, cut) => expect(cutToFit(text, room, length)).toBe(cut));

  it('is measured as it is shown', () => {
    const doubled = (text: string): string => text.replaceAll('a', 'aa');
    expect(cutToFit('aaaa', 5, length, doubled)).toBe('aaaa…');
    expect(cutToFit('aaaa', 8, length, doubled)).toBe('aaaaaaaa');
  });

  it('never takes more room than there is, and never leaves half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, room) => {
        const cut = cutToFit(text, room, length);
        expect(cut.length).toBeLessThanOrEqual(room);
        expect(/\p{Cs}/u.test(cut)).toBe(false);
      }),
    );
  });

  it('keeps as many whole characters as there is room for', () => {
    const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
    const unit = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(family, ' ', 'e\u0301', '\ud83d'));
    fc.assert(
      fc.property(fc.array(unit), fc.integer({ min: 1, max: 40 }), (units, room) => {
        const text = units.join('');
        fc.pre(text.length > room);
        const beginnings = [...segmenter.segment(text)].map(
          ({ index }) => `${text.slice(0, index).trimEnd()}…`,
        );
        expect(cutToFit(text, room, length)).toBe(beginnings.findLast((one) => one.length <= room));
      }),
    );
  });

  it.each(['a', '漢', '🇮', 'e\u0301', `${family}\u200D`, '\u200D🙂\u0301', '\ud83d', '\r\n'])(
    'costs in step with its length (%j)',
    (piece) => {
      const growth = growthOf((count) => {
        const text = piece.repeat(count);
        cutToFit(text, text.length / 2, length);
      }, 500);
      expect(growth).toBeLessThan(mostGrowth);
    },
  );
});
