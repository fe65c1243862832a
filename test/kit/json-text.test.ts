import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFrom } from '../../src/kit/json-text.js';

test.each([
  ['{"id":12345678901234567890}', { id: '12345678901234567890' }],
  ['{"id":1906385232743451}', { id: 1906385232743451 }],
  ['{"id":"12345678901234567890"}', { id: '12345678901234567890' }],
  ['[9007199254740993, 9007199254740991]', ['9007199254740993', 9007199254740991]],
  ['{"id":-12345678901234567890}', { id: '-12345678901234567890' }],
  [
    '{"a":[1.12345678901234567890,1e300],"id":12345678901234567890}',
    { a: [1.1234567890123457, 1e300], id: '12345678901234567890' },
  ],
  [
    '{"text":"say \\":12345678901234567890,\\"","id":12345678901234567890}',
    { text: 'say ":12345678901234567890,"', id: '12345678901234567890' },
  ],
  ['{"cut":', undefined],
  ['<html></html>', undefined],
  ['', undefined],
])('%s keeps every digit of its ids', (text, value) => {
  expect(jsonFrom(text)).toEqual(value);
});

test('a long text in an answer is no trouble', () => {
  const text = JSON.stringify({ text: 'a"\\'.repeat(400_000), id: '1' }).replace(
    '"1"',
    '12345678901234567890',
  );
  expect(jsonFrom(text)).toMatchObject({ id: '12345678901234567890' });
});

test('JSON without long numbers is read as it always is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!/\d{16}/.test(text));
      expect(jsonFrom(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('a long id inside any JSON keeps its digits', () => {
  const id = fc.bigInt({ min: 10n ** 18n, max: 10n ** 25n });
  fc.assert(
    fc.property(fc.jsonValue(), id, (value, long) => {
      const text = `{"value":${JSON.stringify(value)},"id":${long.toString()}}`;
      expect(jsonFrom(text)).toMatchObject({ id: long.toString() });
    }),
  );
});
