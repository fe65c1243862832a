import { describe, expect, it } from 'vitest';
import { digitsOf, maskedPhone, phoneNumberFrom } from '../../src/domain/phone.js';

describe('a phone number', () => {
  it.each([
    '+6281234567890',
    '6281234567890',
    '+62 812-3456-7890',
    '(62) 812.3456.7890',
    '62 812‑3456–7890',
    '62/812/3456/7890',
  ])('is read from %s as Meta prints it', (text) => {
    expect(phoneNumberFrom(text)).toBe('+6281234567890');
  });

  it.each([
    ['6 digits at least', '123456', '12345'],
    ['15 digits at most', '123456789012345', '1234567890123456'],
  ])('has %s', (_what, good, bad) => {
    expect(phoneNumberFrom(good)).toBe(`+${good}`);
    expect(phoneNumberFrom(bad)).toBeNull();
  });

  it.each(['', '081234567890', 'Toko Maju', '62812x3456789', 'tel:6281234567890', '6281234567890#1'])(
    'is not made of "%s"',
    (text) => {
      expect(phoneNumberFrom(text)).toBeNull();
    },
  );

  it('can be told by its digits, and hidden but for its first and last', () => {
    const phone = phoneNumberFrom('6281234567890');
    if (phone === null) throw new Error('no number');
    expect(digitsOf(phone)).toBe('6281234567890');
    expect(maskedPhone(phone)).toBe('+62•••••7890');
  });
});
