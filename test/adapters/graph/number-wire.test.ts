import { describe, expect, test } from 'vitest';
import { numberFrom } from '../../../src/adapters/graph/number-wire.js';
import { unknown } from '../../../src/domain/reading.js';

const read = (more: object) => numberFrom({ id: '1', ...more });

describe('quality', () => {
  test.each([
    ['GREEN', 'green'],
    ['YELLOW', 'yellow'],
    ['RED', 'red'],
    ['red', 'red'],
    ['UNKNOWN', 'unknown'],
    ['NA', 'unknown'],
    ['MAUVE', 'unknown'],
    ['constructor', 'unknown'],
    [null, 'unknown'],
    [undefined, 'unknown'],
    [{ score: 'RED' }, 'unknown'],
    [7, 'unknown'],
  ])('%j is %s', (wire, quality) => {
    expect(read({ quality_rating: wire })?.quality).toBe(quality);
  });

  test('quality_score speaks where quality_rating is silent', () => {
    expect(read({ quality_score: { score: 'YELLOW', date: 5 } })).toMatchObject({
      quality: 'yellow',
      rawQuality: 'YELLOW',
    });
  });

  test('quality_rating goes before quality_score', () => {
    expect(read({ quality_rating: 'NA', quality_score: { score: 'RED' } })).toMatchObject({
      quality: 'unknown',
      rawQuality: 'NA',
    });
  });

  test('an unfamiliar word is kept raw', () => {
    expect(read({ quality_rating: 'MAUVE' })?.rawQuality).toBe('MAUVE');
    expect(read({ quality_rating: { level: 3 } })?.rawQuality).toBe('{"level":3}');
  });
});

test.each([
  ['CONNECTED', 'connected'],
  ['PENDING', 'pending'],
  ['OFFLINE', 'offline'],
  ['FLAGGED', 'flagged'],
  ['RESTRICTED', 'restricted'],
  ['RATE_LIMITED', 'rate-limited'],
  ['BANNED', 'banned'],
  ['DISCONNECTED', 'disconnected'],
  ['DELETED', 'deleted'],
  ['MIGRATED', 'migrated'],
  ['UNVERIFIED', 'unverified'],
  ['UNKNOWN', 'unknown'],
  ['LINKED', 'unknown'],
  ['toString', 'unknown'],
  [undefined, 'unknown'],
])('the status %s is %s', (wire, status) => {
  expect(read({ status: wire })).toMatchObject({ status, rawStatus: wire ?? null });
});

test.each([
  ['+62 812-3456-7890', '+6281234567890'],
  ['6281234567890', '+6281234567890'],
  ['+1 (631) 555-5555', '+16315555555'],
  ['no number', null],
  [undefined, null],
])('a phone number that Meta prints as %s is read as %s', (display, phone) => {
  expect(read({ display_phone_number: display })).toMatchObject({ phone, display: display ?? '' });
});

test.each([
  ['106540352242922', '106540352242922'],
  [106540352242922, '106540352242922'],
  ['99999999999999999999', '99999999999999999999'],
])('the id %j is read as %s', (id, text) => {
  expect(numberFrom({ id })?.id).toBe(text);
});

test.each([[1e21], [1.5], [-4], [0], [''], ['12a'], [null], [undefined], [{}], ['1'.repeat(60)]])(
  'without an id there is no number: %j',
  (id) => {
    expect(numberFrom({ id, status: 'CONNECTED' })).toBeNull();
  },
);

test('throughput may be a level or a bare number', () => {
  expect(read({ throughput: { level: 'HIGH' } })?.throughput).toBe('HIGH');
  expect(read({ throughput: 80 })?.throughput).toBe('80');
  expect(read({ throughput: [] })?.throughput).toBeNull();
});

test('what is absent is unknown, not healthy', () => {
  expect(read({})).toMatchObject({
    quality: 'unknown',
    status: 'unknown',
    limit: unknown('not-returned'),
    health: unknown('not-returned'),
  });
});
