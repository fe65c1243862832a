import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it, test } from 'vitest';
import { oneSpelling } from '../../../src/domain/phone-spelling.js';

const isValid = (digits: string): boolean => parsePhoneNumberFromString(`+${digits}`)?.isValid() === true;

describe('two spellings', () => {
  it.each([
    ['Brazil, with and without the ninth digit', '5511988888888', '551188888888'],
    ['Brazil, outside of São Paulo', '5531998765432', '553198765432'],
    ['Mexico, with and without the 1 of mobile numbers', '5215512345678', '525512345678'],
    ['Argentina, with and without the 9 of mobile numbers', '5491123456789', '541123456789'],
    ['Argentina, with a long area code', '5492966412345', '542966412345'],
    ['Benin, with and without 01', '2290195123456', '22995123456'],
  ])('are one number: %s', (_where, one, other) => {
    expect(oneSpelling(one)).toBe(oneSpelling(other));
    expect(isValid(one) || isValid(other)).toBe(true);
  });
});

describe('two numbers', () => {
  it.each([
    ['a Brazilian fixed line and a new mobile number', '551158888888', '5511958888888'],
    ['Brazilian area codes', '5511988888888', '5512988888888'],
    ['a Mexican number that begins with 1', '521112345678', '52112345678'],
    ['a longer number that begins like one of Benin', '229951234567', '22995123456'],
    ['numbers of Indonesia', '6281234567890', '6291234567890'],
    ['a number of another country with the same end', '11988888888', '5511988888888'],
  ])('are two: %s', (_what, one, other) => {
    expect(oneSpelling(one)).not.toBe(oneSpelling(other));
  });

  test('are two where the numbering plan knows both, but for Argentina and the trunked radio that Brazil had', () => {
    const national = fc.stringMatching(/^[1-9]\d{9,10}$/);
    fc.assert(
      fc.property(fc.constantFrom('55', '52', '229'), national, (code, rest) => {
        const digits = code + rest.slice(0, code === '229' ? 8 : 10);
        const other = oneSpelling(digits);
        fc.pre(other !== digits && !/^55..7/.test(digits));
        expect(isValid(digits) && isValid(other)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('the one spelling of a number is its own', () => {
  const countries = fc.constantFrom('55', '52', '521', '54', '549', '229', '22901', '62', '1', '225');
  fc.assert(
    fc.property(countries, fc.stringMatching(/^\d{6,11}$/), (code, rest) => {
      const one = oneSpelling(code + rest);
      expect(oneSpelling(one)).toBe(one);
    }),
    { numRuns: 5_000 },
  );
});
