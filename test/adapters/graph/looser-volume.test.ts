import { beforeEach, expect, test } from 'vitest';
import { unknown } from '../../../src/domain/reading.js';
import { DAY } from '../../../src/domain/time.js';
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
import { seenBy } from './seen.js';

const phone = '6281234567890';
/** Which of the two figures Meta gives. */
let given: { pricing: boolean; messages: boolean };
let points: readonly object[];
let asked: string[];

/** A point of `analytics`, in the half hour of so many minutes ago. */
const sentPoint = (minutesAgo: number, delivered: number): object => {
  const { start, end } = pointJson(minutesAgo, phone, 0) as { start: number; end: number };
  return { start, end, sent: delivered + 1, delivered };
};

graphForEachTest();
beforeEach(() => {
  given = { pricing: false, messages: true };
  points = [sentPoint(30, 100), sentPoint(300, 20)];
  asked = [];
  onGraph()
    .persist()
    .get(`/v26.0/${waba}`)
    .query(true)
    .reply((uri) => {
      const query = new URL(uri, base).searchParams.get('fields') ?? '';
      asked.push(query);
      const [pricing, messages] = [/\bpricing_analytics/.test(query), /\banalytics/.test(query)];
      const refused =
        pricing && !given.pricing ? 'pricing_analytics' : messages && !given.messages ? 'analytics' : null;
      if (refused !== null)
        return [400, errorJson(100, `(#100) Tried accessing nonexisting field (${refused})`)];
      const { pricing_analytics: byPrice, ...account } = wabaJson(
        [numberJson('1', `+${phone}`)],
        [pointJson(30, phone, 70)],
      );
      return [
        200,
        {
          ...account,
          ...(pricing ? { pricing_analytics: byPrice } : {}),
          ...(messages ? { analytics: { granularity: 'HALF_HOUR', data_points: points } } : {}),
        },
      ];
    });
});

test('where volume by price is refused, all templates are the bound, of no number by itself', async () => {
  const source = testSource();
  expect((await seenBy(source, planOf())).usage).toEqual(unknown('incomplete'));
  const snapshot = await seenBy(source, planOf());
  expect(asked.at(-1)).toMatch(
    /,analytics\.start\(\d+\)\.end\(\d+\)\.granularity\(HALF_HOUR\)\.product_types\(\[0\]\)$/,
  );
  expect(snapshot.usage).toMatchObject({
    known: true,
    value: { recipients: 120, accuracy: 'at-most', source: 'analytics' },
  });
  expect(snapshot.numbers[0]?.usage).toEqual(unknown('refused'));
  expect(snapshot.gaps).toMatchObject([
    { part: 'usage', cause: { quote: expect.stringContaining('pricing_analytics') as string } },
  ]);
});

test('such a look puts nothing on record, least of all that numbers sent nothing', async () => {
  points = [];
  const source = testSource();
  await seenBy(source, planOf());
  const { observation, volumes } = await source.observe(planOf(), now, () => now);
  expect(observation).toMatchObject({ snapshot: { usage: { known: true, value: { recipients: 0 } } } });
  expect(volumes.size).toBe(0);
});

test('later looks ask for the half hours that may still change, and add up the same', async () => {
  const source = testSource();
  for (let look = 0; look < 3; look++) await seenBy(source, planOf());
  const start = (query = ''): number => Number(/analytics\.start\((\d+)\)/.exec(query)?.[1]);
  expect(start(asked.at(-2))).toBe(movingDay(now).from / 1000);
  expect(start(asked.at(-1))).toBeGreaterThan(movingDay(now).from / 1000);
  expect((await seenBy(source, planOf())).usage).toMatchObject({ value: { recipients: 120 } });
});

test('a point that makes no sense leaves usage unknown', async () => {
  points = [sentPoint(30, 100), { start: 'soon', delivered: 5 }];
  const source = testSource();
  await seenBy(source, planOf());
  const snapshot = await seenBy(source, planOf());
  expect(snapshot.usage.known).toBe(false);
  expect(snapshot.gaps.map(({ cause }) => cause?.note)).toEqual([
    undefined,
    { kind: 'figures-unreadable', field: 'analytics' },
  ]);
});

test('when both are refused usage is unknown, and neither is asked for again before a day is over', async () => {
  given = { pricing: false, messages: false };
  const source = testSource();
  for (let look = 0; look < 4; look++) {
    expect((await seenBy(source, planOf())).usage).toEqual(unknown('incomplete'));
  }
  expect(asked.filter((query) => query.includes('analytics'))).toHaveLength(2);
});

test('volume by price is tried again after a day, and asked for whole', async () => {
  const clock = clockAt(now);
  const source = testSource({ clock });
  await seenBy(source, planOf());
  await seenBy(source, planOf());
  clock.turn(DAY + 1);
  given = { pricing: true, messages: true };
  const snapshot = await seenBy(source, planOf());
  expect(asked.at(-1)).toContain(`pricing_analytics.start(${movingDay(now).from / 1000})`);
  expect(snapshot.usage).toMatchObject({ value: { recipients: 70, source: 'pricing_analytics' } });
  expect(snapshot.numbers[0]?.usage).toMatchObject({ value: { recipients: 70 } });
});
