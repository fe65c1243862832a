import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAsShown, literal, onOneLine } from '../../../src/adapters/discord/literal.js';
import { anyText } from './cards.js';

/** What a reader sees of markdown without any formatting in it. */
function seen(markdown: string): string {
  return markdown.replace(/\\([^0-9A-Za-z\s])/g, '$1').replaceAll('\u200b', '');
}

describe('user text on Discord', () => {
  it.each([
    ['*x* and **y**'],
    ['_x_ __y__'],
    ['~~x~~ ||y||'],
    ['`x` ```y```'],
    ['[a](http://evil.example)'],
    ['https://evil.example/path'],
    ['@everyone @here'],
    ['<@&123456789012345678> <@1> <#2> </cmd:3> <t:0:R>'],
    ['# big'],
    ['> quote'],
    ['- item'],
    ['-# small'],
    ['1. first'],
    [':fire: :white_check_mark:'],
    ['discord.gg/abc'],
    ['\\*already escaped\\*'],
  ])('is read as it was written: %s', (text) => {
    expect(seen(literal(text))).toBe(text);
    expect(literal(text)).not.toBe(text);
  });

  it('never holds a mention, a link or a pair of marks that Discord would obey', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = literal(text);
        expect(shown).not.toMatch(/(?<!\\)(?:\\\\)*[*_~`|<[\]]/);
        expect(shown).not.toMatch(/@(?:everyone|here)/i);
        expect(shown).not.toMatch(/(?<!\\):\/\//);
        expect(shown).not.toMatch(/[\n\r\u202a-\u202e\u2066-\u2069]/);
        expect(shown).not.toMatch(/\p{Cs}/u);
      }),
    );
  });

  it('leaves phone numbers, money and times of day alone', () => {
    for (const text of ['+62 812-3456-7890', '62 %', '14:20', 'Toko A (Promo)', '-5'])
      expect(literal(text)).toBe(text);
  });

  it('loses its new lines, so that a name cannot begin a line of its own', () => {
    expect(onOneLine('Toko\n# Evil\r\n\u2028x')).toBe('Toko # Evil x');
  });
});

describe('cutting', () => {
  it('never goes beyond the room, whatever escaping adds', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 300 }), (text, room) => {
        const shown = cutAsShown(text, room, literal);
        expect(shown.length).toBeLessThanOrEqual(room);
        expect(shown).not.toMatch(/(?<!\\)(?:\\\\)*\\…$/);
      }),
    );
  });

  it('says with … that something is missing, and only then', () => {
    expect(cutAsShown('abcdef', 4)).toBe('abc…');
    expect(cutAsShown('abcd', 4)).toBe('abcd');
  });

  it('does not split a character in two', () => {
    expect(cutAsShown('😀😀😀', 5)).toBe('😀😀…');
    expect(cutAsShown('😀😀😀', 4)).toBe('😀…');
  });
});
