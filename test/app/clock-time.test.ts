import { describe, expect, it } from 'vitest';
import { instantToCome } from '../../src/app/clock-time.js';
import { isoOf } from '../../src/domain/time.js';
import { at, noon } from '../support/looks.js';

const zone = 'Asia/Jakarta';

/** It is Sunday 12:00 where this is read. */
function read(text: string, now = noon, where = zone): string | null {
  const found = instantToCome(text, now, where);
  return found === null ? null : isoOf(found);
}

describe('a time to come', () => {
  it.each([
    ['14:00', '2026-11-22T07:00:00.000Z'],
    ['pukul 14.00', '2026-11-22T07:00:00.000Z'],
    ['Jam 14', '2026-11-22T07:00:00.000Z'],
    ['１４:００', '2026-11-22T07:00:00.000Z'],
    ['10:00', '2026-11-23T03:00:00.000Z'],
    ['12:00', '2026-11-23T05:00:00.000Z'],
  ])('%s is the next such time where it is read', (text, iso) => {
    expect(read(text)).toBe(iso);
  });

  it.each([
    ['tomorrow 14:00', '2026-11-23T07:00:00.000Z'],
    ['besok 10.00', '2026-11-23T03:00:00.000Z'],
    ['besok pukul 10.00', '2026-11-23T03:00:00.000Z'],
    ['10.00 besok', '2026-11-23T03:00:00.000Z'],
    ['besok 00.00', '2026-11-22T17:00:00.000Z'],
  ])('%s is of the next day, however late today it is', (text, iso) => {
    expect(read(text)).toBe(iso);
    expect(read(text, at('2026-11-22T16:59:00Z'))).toBe(iso);
  });

  it('that the clocks skip is the next day at that time', () => {
    expect(read('03:30', at('2026-03-28T20:00:00Z'), 'Europe/Riga')).toBe('2026-03-30T00:30:00.000Z');
  });

  it.each(['', '10', '25:00', '10:60', 'tomorrow', 'besok', '10:00 WIB', '3.000', 'tomorrow tomorrow 10:00'])(
    '"%s" is no time',
    (text) => {
      expect(read(text)).toBeNull();
    },
  );
});
