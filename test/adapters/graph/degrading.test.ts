import { describe, expect, test } from 'vitest';
import { unknown } from '../../../src/domain/reading.js';
import { after, DAY, HOUR } from '../../../src/domain/time.js';
import { movingDay } from '../../../src/domain/usage.js';
import {
  base,
  clockAt,
  errorJson,
  graphForEachTest,
  now,
  numberJson,
  onGraph,
  planOf,
  pointJson,
  testSource,
  waba,
  wabaJson,
} from './graph-answers.js';
import { blindnessOf, seenBy } from './seen.js';

graphForEachTest();

/** Graph that refuses every call whose fields hold one of these, naming it as `message` says; keeps what was asked. */
function refusing(fields: readonly string[], message: (field: string) => string, code = 100): string[] {
  const asked: string[] = [];
  onGraph()
    .persist()
    .get(`/v26.0/${waba}`)
    .query(true)
    .reply((uri) => {
      const query = new URL(uri, base).searchParams.get('fields') ?? '';
      asked.push(query);
      const bad = fields.find((field) => query.includes(field));
      if (bad !== undefined) return [400, errorJson(code, message(bad))];
      const answer = wabaJson([numberJson('1', '+6281234567890')], [pointJson(30, '6281234567890', 100)]);
      if (!query.includes('pricing_analytics')) delete answer['pricing_analytics'];
      return [200, answer];
    });
  return asked;
}

const nonexisting = (field: string) => `(#100) Tried accessing nonexisting field (${field})`;

describe('a field that Meta refuses', () => {
  test('is left out when Meta names it, and only that one', async () => {
    const asked = refusing(['pricing_analytics'], nonexisting);
    const snapshot = await seenBy(testSource(), planOf());
    expect(asked).toHaveLength(2);
    expect(asked[1]).toContain('health_status');
    expect(snapshot.numbers).toHaveLength(1);
    expect(snapshot.usage).toEqual(unknown('incomplete'));
    expect(snapshot.numbers[0]?.usage).toEqual(unknown('refused'));
    expect(snapshot.numbers[0]?.series).toEqual([]);
    expect(snapshot.gaps).toEqual([
      {
        waba,
        part: 'usage',
        problem: 'unintelligible',
        cause: {
          reason: 'volume-by-price-refused',
          code: 100,
          trace: 'AbC',
          quote: expect.stringContaining('pricing_analytics') as string,
        },
      },
    ]);
  });

  test('is left out on the kind of node that Meta names', async () => {
    const asked: string[] = [];
    onGraph()
      .persist()
      .get(`/v26.0/${waba}`)
      .query(true)
      .reply((uri) => {
        const query = new URL(uri, base).searchParams.get('fields') ?? '';
        asked.push(query);
        if (/phone_numbers[^}]*health_status/.test(query)) {
          return [
            400,
            errorJson(
              100,
              `${nonexisting('health_status')} on node type (WhatsAppBusinessAccountToNumberCurrentStatus)`,
            ),
          ];
        }
        return [200, wabaJson([numberJson('1', '+6281234567890')])];
      });
    const snapshot = await seenBy(testSource(), planOf());
    expect(asked).toHaveLength(2);
    expect(asked[1]).toMatch(/health_status,phone_numbers/);
    expect(snapshot.wabas[0]?.health.known).toBe(true);
    expect(snapshot.numbers[0]?.health).toEqual(unknown('refused'));
  });

  test('is left out after another one, too', async () => {
    const asked = refusing(['pricing_analytics', 'health_status', 'name_status'], nonexisting);
    const snapshot = await seenBy(testSource(), planOf());
    expect(asked).toHaveLength(4);
    expect(asked[3]).toContain('quality_rating');
    expect(snapshot.gaps.map((gap) => gap.part)).toEqual(['usage', 'health']);
  });

  test('is remembered, and tried again after a day', async () => {
    const clock = clockAt(now);
    const asked = refusing(['pricing_analytics'], nonexisting);
    const source = testSource({ clock });
    await seenBy(source, planOf());
    await seenBy(source, planOf());
    expect(asked).toHaveLength(3);
    clock.turn(DAY + 1);
    await seenBy(source, planOf());
    expect(asked).toHaveLength(5);
  });

  test('that Meta does not name is found step by step, and the guess is held for an hour', async () => {
    const clock = clockAt(now);
    const asked = refusing(
      ['health_status'],
      () => 'The requested fields are not available for this account',
    );
    const source = testSource({ clock });
    const snapshot = await seenBy(source, planOf());
    expect(
      asked.map((query) => [query.includes('pricing_analytics'), query.includes('health_status')]),
    ).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ]);
    expect(snapshot.gaps.map((gap) => gap.part)).toEqual(['usage', 'health']);
    await seenBy(source, planOf());
    expect(asked).toHaveLength(4);
    clock.turn(HOUR + 1);
    await seenBy(source, planOf());
    expect(asked).toHaveLength(7);
  });

  test('named by an error of permission is left out too', async () => {
    const asked = refusing(
      ['pricing_analytics'],
      () => "(#10) No permission for field 'pricing_analytics'",
      10,
    );
    const snapshot = await seenBy(testSource(), planOf());
    expect(asked).toHaveLength(2);
    expect(snapshot.gaps[0]).toMatchObject({ part: 'usage', problem: 'forbidden' });
  });

  test('hides the quality openly', async () => {
    refusing(['quality_rating', 'quality_score'], nonexisting);
    const snapshot = await seenBy(testSource(), planOf());
    expect(snapshot.gaps.map((gap) => gap.part)).toEqual(['numbers']);
  });
});

test('when even the least is refused we are blind, and nothing is remembered', async () => {
  const asked = refusing(['id'], () => 'Phone number information is temporarily unavailable');
  const source = testSource();
  expect(await blindnessOf(source, planOf())).toMatchObject({ problem: 'unintelligible' });
  const first = asked.length;
  expect(asked.at(-1)).toBe('id,phone_numbers.limit(100){id,display_phone_number}');
  await blindnessOf(source, planOf());
  expect(asked).toHaveLength(2 * first);
  expect(asked[first]).toContain('pricing_analytics');
});

test('an account that is gone is not asked for less and less', async () => {
  const asked = refusing(['id'], () => "Object with ID '1' does not exist", 803);
  expect(await blindnessOf(testSource(), planOf())).toMatchObject({ problem: 'forbidden' });
  expect(asked).toHaveLength(1);
});

test.each([
  [500, errorJson(1, "Please reduce the amount of data you're asking for, then retry your request")],
  [200, { padding: 'x'.repeat(50_000) }],
])('too much data (%i): the older half hours go first', async (status, tooMuch) => {
  const starts: string[] = [];
  onGraph()
    .persist()
    .get(`/v26.0/${waba}`)
    .query(true)
    .reply((uri) => {
      const start = /start\((\d+)\)/.exec(decodeURIComponent(uri))?.[1] ?? '';
      starts.push(start);
      return Number(start) * 1000 < now - 2 * DAY
        ? [status, tooMuch]
        : [200, wabaJson([numberJson('1', '+6281234567890')], [pointJson(30, '6281234567890', 100)])];
    });
  const snapshot = await seenBy(testSource(), planOf(), now, clockAt(now).now());
  expect(starts).toHaveLength(1);
  const week = await testSource({ bodyCap: 40_000 }).observe(planOf(), now, () => after(now, -8 * DAY));
  expect(starts).toHaveLength(3);
  expect(week.observation).toMatchObject({ kind: 'seen', snapshot: { usage: snapshot.usage } });
  // What could not be read is not said to be on record.
  expect(week.volumes.get(waba)?.span).toEqual(movingDay(now));
});

describe('the deprecated limit', () => {
  function withoutLimit(): void {
    onGraph()
      .persist()
      .get(`/v26.0/${waba}`)
      .query(true)
      .reply((uri) =>
        uri.includes('whatsapp_business_manager_messaging_limit')
          ? [400, errorJson(100, nonexisting('whatsapp_business_manager_messaging_limit'))]
          : [
              200,
              wabaJson(
                [numberJson('1', '+6281234567890', { whatsapp_business_manager_messaging_limit: undefined })],
                [],
                {
                  whatsapp_business_manager_messaging_limit: undefined,
                },
              ),
            ],
      );
  }

  test('is asked for alone, and only when the new field is refused', async () => {
    withoutLimit();
    onGraph()
      .get(`/v26.0/${waba}/phone_numbers`)
      .query({ fields: 'id,messaging_limit_tier', limit: '100' })
      .reply(200, { data: [{ id: '1', messaging_limit_tier: 'TIER_10K' }] });
    const snapshot = await seenBy(testSource(), planOf());
    expect(snapshot.limit).toEqual({ known: true, value: { kind: 'capped', recipients: 10_000 } });
    expect(snapshot.rawLimit).toBe('TIER_10K');
    expect(snapshot.gaps).toEqual([]);
  });

  test('when it is refused too the limit is unknown, and we do not ask again that day', async () => {
    withoutLimit();
    let asked = 0;
    onGraph()
      .persist()
      .get(`/v26.0/${waba}/phone_numbers`)
      .query(true)
      .reply(() => {
        asked++;
        return [400, errorJson(100, nonexisting('messaging_limit_tier'))];
      });
    const source = testSource();
    const snapshot = await seenBy(source, planOf());
    expect(snapshot.limit).toEqual(unknown('refused'));
    expect(snapshot.gaps.map((gap) => gap.part)).toEqual(['limit']);
    await seenBy(source, planOf());
    expect(asked).toBe(1);
  });
});
