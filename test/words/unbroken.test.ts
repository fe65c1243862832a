import { describe, expect, it } from 'vitest';
import { searchable, unbroken, unbrokenParts } from '../../src/words/unbroken.js';

describe('a figure and its unit', () => {
  it.each([
    ['80 % of the limit', '80\u00a0% of the limit'],
    ['10,000 people in 24 h', '10,000 people in 24\u00a0h'],
    ['over after 2 h 5 min', 'over after 2\u00a0h 5\u00a0min'],
    ['the last 7 days', 'the last 7\u00a0days'],
    ['dalam 24 jam', 'dalam 24\u00a0jam'],
    ['tomorrow 14:20 WIB', 'tomorrow 14:20\u00a0WIB'],
    ['besok pukul 14.20 WIB', 'besok pukul\u00a014.20\u00a0WIB'],
  ])('stay together: %s', (text, wanted) => {
    expect(unbroken(text)).toBe(wanted);
    expect(searchable(unbroken(text))).toBe(text);
  });

  it.each(['Toko 7 hendak', '4 numbers', 'Promo 2 daysy', 'at 7 0812'])('nothing else does: %s', (text) => {
    expect(unbroken(text)).toBe(text);
  });
});

describe('the dot between two parts', () => {
  it('begins no line', () => {
    const text = '8,311 of 10,000 used · 1,689 left · by 18:30 WIB';
    const kept = unbrokenParts(text);
    expect(kept).toBe('8,311 of 10,000 used\u00a0· 1,689 left\u00a0· by 18:30\u00a0WIB');
    expect(searchable(kept)).toBe(text);
  });

  it.each([' · after a name', 'before a link · ', 'a·b'])(
    'stays as it is beside nothing of its own: “%s”',
    (text) => {
      expect(unbrokenParts(text)).toBe(text);
    },
  );
});
