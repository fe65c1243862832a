import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleaned, shorten, shown } from '../../src/words/shorten.js';
import { growthOf, mostGrowth } from '../support/growth.js';

describe('cleaned text', () => {
  it.each([
    ['line\nbreaks\tand\u2028more', 'line breaks and more'],
    ['nul\u0000 and bell\u0007', 'nul and bell'],
    ['turn \u202Eround\u202C', 'turn round'],
    ['zero\u200Bwidth\uFEFF', 'zerowidth'],
    ['lone \uD83D surrogate', 'lone surrogate'],
    ['\u3164\u115F', ''],
    ['  Toko   Maju ', 'Toko Maju'],
  ])('%j becomes %j', (text, wanted) => {
    expect(cleaned(text)).toBe(wanted);
  });

  it('keeps emoji that are joined of several', () => {
    expect(cleaned('👩🏽‍💻 and 👨‍👩‍👧')).toBe('👩🏽‍💻 and 👨‍👩‍👧');
  });

  it('keeps no joiner that joins nothing', () => {
    expect(cleaned('a\u200Db')).toBe('ab');
  });

  it('cuts heaps of marks that would cover other lines', () => {
    expect(cleaned(`a${'\u0301'.repeat(500)}`).length).toBeLessThan(8);
  });

  it('costs no more than its length', () => {
    const growth = growthOf((length) => cleaned('\u200D🙂\u0301'.repeat(length)), 20_000);
    expect(growth).toBeLessThan(mostGrowth);
  });
});

describe('shortened text', () => {
  it('stays whole when it fits', () => {
    expect(shorten('Toko Maju', 9)).toBe('Toko Maju');
  });

  it('never cuts inside what people see as one character', () => {
    expect(shorten('👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 20)).toBe('👨‍👩‍👧👨‍👩‍👧…');
    expect(shorten('🇮🇩🇮🇩🇮🇩', 6)).toBe('🇮🇩…');
  });

  it('is never longer than asked, and never holds half a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 0, max: 60 }),
        (text, max) => {
          const short = shorten(text, max);
          expect(short.length).toBeLessThanOrEqual(max);
          expect(short).not.toMatch(/\p{Cs}/u);
        },
      ),
    );
  });
});

describe('text of others', () => {
  it('keeps the figures beside right-to-left names in order', () => {
    expect(shown('متجر', 20)).toBe('\u2068متجر\u2069');
    expect(shown('Toko', 20)).toBe('Toko');
  });

  it('can be treated again without becoming another', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const once = shown(text, 40);
        expect(once.length).toBeLessThanOrEqual(40);
        expect(shown(once, 40)).toBe(once);
      }),
    );
  });
});
