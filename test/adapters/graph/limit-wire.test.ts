import { expect, test } from 'vitest';
import { limitFrom } from '../../../src/adapters/graph/limit-wire.js';
import { known, unknown } from '../../../src/domain/reading.js';

const capped = (recipients: number) => known({ kind: 'capped', recipients });

test.each([
  ['TIER_50', capped(50)],
  ['TIER_250', capped(250)],
  ['TIER_1K', capped(1_000)],
  ['TIER_2K', capped(2_000)],
  ['TIER_10K', capped(10_000)],
  ['TIER_100K', capped(100_000)],
  ['TIER_1M', capped(1_000_000)],
  ['TIER_777', capped(777)],
  ['tier_2k', capped(2_000)],
  ['TIER_UNLIMITED', known({ kind: 'unlimited' })],
  ['UNLIMITED', known({ kind: 'unlimited' })],
  [-1, known({ kind: 'unlimited' })],
  [2000, capped(2_000)],
  ['10000', capped(10_000)],
  ['TIER_NOT_SET', unknown('not-set')],
  [null, unknown('not-set')],
  [undefined, unknown('not-returned')],
  ['TIER_', unknown('not-understood')],
  ['TIER_2B', unknown('not-understood')],
  ['TIER_0', unknown('not-understood')],
  ['TIER_-5', unknown('not-understood')],
  ['TIER_2.5K', unknown('not-understood')],
  ['MESSAGING_LIMIT_TIER_3', unknown('not-understood')],
  ['', unknown('not-understood')],
  [{}, unknown('not-understood')],
  [true, unknown('not-understood')],
])('the limit %j is read as a number of people, unlimited, or unknown', (wire, limit) => {
  expect(limitFrom(wire).limit).toEqual(limit);
});

test("Meta's own text is kept to be shown", () => {
  expect(limitFrom('TIER_2B').raw).toBe('TIER_2B');
  expect(limitFrom('TIER_NOT_SET').raw).toBe('TIER_NOT_SET');
  expect(limitFrom(undefined).raw).toBeNull();
});
