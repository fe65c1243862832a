import { expect, test } from 'vitest';
import { known } from '../../../src/domain/reading.js';
import type { NumberId } from '../../../src/domain/snapshot.js';
import { movingDay } from '../../../src/domain/usage.js';
import { HALF_HOUR, halfHourOf, instantOf } from '../../../src/domain/time.js';
import {
  graphAt,
  graphForEachTest,
  now,
  numberJson,
  planOf,
  pointJson,
  testSource,
  waba,
  wabaJson,
} from './graph-answers.js';

graphForEachTest();

test('an account is seen in one call: numbers, limit, usage, health', async () => {
  const asked: string[] = [];
  graphAt(waba).reply(function () {
    asked.push(this.req.path);
    return [
      200,
      wabaJson(
        [
          numberJson('1', '+62 812-3456-7890'),
          numberJson('2', '+62 811-0000-0001', { quality_rating: 'RED' }),
        ],
        [
          pointJson(30, '6281234567890', 700),
          pointJson(600, '6281234567890', 200),
          pointJson(600, '6281100000001', 50),
          pointJson(26 * 60, '6281234567890', 9_999),
          pointJson(30, '6281234567890', 5_000, { pricing_type: 'FREE_CUSTOMER_SERVICE' }),
          pointJson(30, '6281234567890', 5_000, { pricing_category: 'SERVICE' }),
        ],
      ),
    ];
  });
  const since = instantOf(now - 3 * 24 * 3_600_000);
  const { observation, volumes } = await testSource().observe(planOf(), now, () => since);
  if (observation.kind === 'blind') throw new Error(observation.cause?.reason);
  const { snapshot } = observation;

  expect(asked).toHaveLength(1);
  expect(snapshot.gaps).toEqual([]);
  expect(snapshot.limit).toEqual(known({ kind: 'capped', recipients: 2000 }));
  expect(snapshot.rawLimit).toBe('TIER_2K');
  expect(snapshot.usage).toEqual(
    known({
      recipients: 950,
      accuracy: 'at-most',
      source: 'pricing_analytics',
      window: movingDay(now),
      asOf: now,
    }),
  );
  expect(
    snapshot.numbers.map((n) => [n.id, n.phone, n.quality, n.usage.known && n.usage.value.recipients]),
  ).toEqual([
    ['1', '+6281234567890', 'green', 900],
    ['2', '+6281100000001', 'red', 50],
  ]);
  expect(snapshot.numbers[0]?.series).toHaveLength(2);
  expect(snapshot.series.reduce((sum, bucket) => sum + bucket.recipients, 0)).toBe(950);
  expect(volumes.get(waba)?.span).toEqual({ from: halfHourOf(since), to: movingDay(now).to });
  expect(volumes.get(waba)?.series.get('1' as NumberId)).toHaveLength(3);
  expect(snapshot.tokens).toEqual([
    { label: 'main', valid: true, expiresAt: known(null), scopes: ['whatsapp_business_management'] },
  ]);
  const query = new URL(asked[0] ?? '', 'http://x').searchParams.get('fields') ?? '';
  const start = Number(/start\((\d+)\)/.exec(query)?.[1]) * 1000;
  expect(start).toBe(now - 3 * 24 * 3_600_000 - ((now - 3 * 24 * 3_600_000) % HALF_HOUR));
  expect(query).not.toContain('messaging_limit_tier');
});
