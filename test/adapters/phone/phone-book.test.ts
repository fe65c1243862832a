import { describe, expect, it } from 'vitest';
import { phoneBook } from '../../../src/adapters/phone/phone-book.js';
import { phoneNumberFrom, type PhoneNumber } from '../../../src/domain/phone.js';
import { growthOf, mostGrowth } from '../../support/growth.js';

const book = phoneBook('ID');

function numberFrom(text: string): PhoneNumber {
  const read = phoneNumberFrom(text);
  if (read === null) throw new Error(`${text} is no number`);
  return read;
}

describe('a number is the same', () => {
  it.each([
    '+62 812-3456-7890',
    '6281234567890',
    '081234567890',
    '0812 3456 7890',
    '(0812) 3456-7890',
    '81234567890',
    'tel:+6281234567890',
    'TEL:+62-812-3456-7890;ext=1',
    '<tel:+6281234567890|+62 812-3456-7890>',
    '006281234567890',
    '٠٨١٢٣٤٥٦٧٨٩٠',
    '०८१२३४५६७८९०',
    '０８１２３４５６７８９０',
    '\u202A+62\u00A0812\u20113456\u20117890\u202C',
    '+62.812.3456.7890',
  ])('when it is typed as %s', (typed) => {
    expect(book.parse(typed)).toBe('+6281234567890');
  });

  it('as typed here only with its code, when it is of another country', () => {
    expect(book.parse('+1 (631) 555-5555')).toBe('+16315555555');
    expect(phoneBook('US').parse('(631) 555-5555')).toBe('+16315555555');
    expect(phoneBook('XX').parse('081234567890')).toBeNull();
  });
});

describe('what is no number', () => {
  it.each([
    '',
    ' ',
    '-1',
    '1e3',
    '0x10',
    '7890',
    'Promo 2',
    '+62812•••7890',
    '1'.repeat(30),
    '1'.repeat(5_000),
    '12:00',
  ])('is none when it is typed as “%s”', (typed) => {
    expect(book.parse(typed)).toBeNull();
  });
});

describe('digits', () => {
  it('are found in text of any script', () => {
    expect(book.digits('Toko ٧٨٩٠, no. ７ (๘)')).toBe('789078');
    expect(book.digits('\u{1D7D9}\u{1D7E2}')).toBe('10');
    expect(book.digits('none')).toBe('');
  });
});

describe('printing', () => {
  it.each([
    ['+6281234567890', '+62 812-3456-7890'],
    ['+16315555555', '+1 631-555-5555'],
    ['+999123456', '+999123456'],
  ])('%s reads %s', (phone, text) => {
    expect(book.print(numberFrom(phone))).toBe(text);
  });
});

describe('numbers in a text', () => {
  it.each([
    ['Cek 0812-3456-7890 dan +62 813 1111 2222 ya', ['+6281234567890', '+6281311112222']],
    ['6281234567890,6281311112222', ['+6281234567890', '+6281311112222']],
    ['0812 3456 7890 0813 1111 2222', ['+6281234567890', '+6281311112222']],
    ['081234567890 081311112222', ['+6281234567890', '+6281311112222']],
    ['081234567890/081311112222', ['+6281234567890', '+6281311112222']],
    ['(0812) 3456-7890\n٠٨١٣١١١١٢٢٢٢', ['+6281234567890', '+6281311112222']],
    ['+62 812-3456-7890 and again 081234567890', ['+6281234567890']],
    ['wa.me/6281234567890', ['+6281234567890']],
    ['Order 20261122, 2026-11-22 10:30, Rp 1.500.000, INV6281234567890X', []],
    ['call me', []],
    ['', []],
  ])('are found, each once: “%s” holds %j', (text, numbers) => {
    expect(book.find(text)).toEqual(numbers);
  });

  it.each(['1 ', '+62 812 ', '(', '0812-3456-78 '])('cost no more than its length: %s', (piece) => {
    expect(growthOf((length) => book.find(piece.repeat(length)), 300)).toBeLessThan(mostGrowth);
  });

  it('are at most fifty', () => {
    const many = Array.from({ length: 80 }, (_, i) => `08123456${String(7000 + i)}`).join('\n');
    expect(book.find(many)).toHaveLength(50);
  });
});
