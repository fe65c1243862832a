import { describe, expect, it } from 'vitest';
import { oneSpelling, spellingsOf } from '../../src/domain/phone-spelling.js';
import { phoneNumberFrom, type PhoneNumber } from '../../src/domain/phone.js';
import { bearersNow, configuredFor } from '../../src/domain/same-phone.js';
import type { Status } from '../../src/domain/snapshot.js';

function phone(text: string): PhoneNumber {
  const read = phoneNumberFrom(text);
  if (read === null) throw new Error(`${text} is no number`);
  return read;
}

describe('all spellings of a number', () => {
  it.each([
    ['5511988888888', ['551188888888']],
    ['551188888888', ['5511988888888']],
    ['525512345678', ['5215512345678']],
    ['5215512345678', ['525512345678']],
    ['541123456789', ['5491123456789']],
    ['5491123456789', ['541123456789']],
    ['2290195123456', ['22995123456']],
    ['22995123456', ['2290195123456']],
    ['6281234567890', []],
    ['551158888888', []],
    ['5511958888888', []],
  ])('are found, of %s beside itself: %j', (digits, others) => {
    expect(spellingsOf(digits)).toEqual([digits, ...others]);
    expect(new Set(spellingsOf(digits).map(oneSpelling)).size).toBe(1);
  });
});

describe('what is configured for a number', () => {
  const names = { '+5511988888888': 'Promo', '+6281234567890': 'Toko' };

  it.each([
    ['+55 11 8888-8888', 'Promo'],
    ['+55 11 98888-8888', 'Promo'],
    ['+62 812-3456-7890', 'Toko'],
    ['+62 812-3456-7891', undefined],
  ])('%s is found in whichever spelling it was written', (number, name) => {
    expect(configuredFor(names, phone(number))).toBe(name);
  });

  it('is nothing that every object has', () => {
    expect(configuredFor({}, 'constructor' as PhoneNumber)).toBeUndefined();
  });
});

describe('who bears a phone number now', () => {
  it.each<readonly [readonly Status[], readonly number[]]>([
    [['connected', 'migrated'], [0]],
    [['deleted', 'flagged'], [1]],
    [['disconnected', 'restricted'], [1]],
    [['unknown', 'connected'], [1]],
    [
      ['migrated', 'deleted'],
      [0, 1],
    ],
    [
      ['connected', 'connected'],
      [0, 1],
    ],
    [
      ['unknown', 'disconnected', 'migrated'],
      [0, 1],
    ],
    [[], []],
  ])('is told by status: of numbers %j, those at %j', (statuses, bearing) => {
    const numbers = statuses.map((status, place) => ({ status, place }));
    expect(bearersNow(numbers).map(({ place }) => place)).toEqual(bearing);
  });
});
