import { describe, expect, test } from 'vitest';
import {
  graphAt,
  graphForEachTest,
  keptLog,
  numberJson,
  planOf,
  pointJson,
  testSource,
  token,
  waba,
  wabaJson,
} from './graph-answers.js';
import { seenBy } from './seen.js';

const phone = '628111111111';
const own = numberJson('1', `+${phone}`);

/** What is logged of unknown words while the account is looked at `looks` times, and what the last look counted. */
async function loggedOf(points: readonly object[], looks = 1): Promise<{ lines: string[]; used: unknown }> {
  graphAt(waba)
    .times(looks)
    .reply(200, wabaJson([own], points));
  const log = keptLog();
  const source = testSource({ log });
  let used: unknown = null;
  for (let look = 0; look < looks; look++) used = (await seenBy(source, planOf())).usage;
  return { lines: log.lines.filter((line) => line.includes('graph.unknown-pricing')), used };
}

graphForEachTest();

describe('a pricing category that nobody here knows', () => {
  test('counts, and is logged by its name in the first of all looks that hold it', async () => {
    const points = [
      pointJson(30, phone, 40),
      pointJson(30, phone, 9, { pricing_category: 'META_BUSINESS_AGENT' }),
      pointJson(90, phone, 1, { pricing_category: 'META_BUSINESS_AGENT', pricing_type: 'FREE_ENTRY_POINT' }),
    ];
    const { lines, used } = await loggedOf(points, 3);
    expect(used).toMatchObject({ value: { recipients: 50 } });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"category":"META_BUSINESS_AGENT"');
  });

  test('is logged for each name by itself', async () => {
    const points = ['NEW_ONE', 'NEW_TWO'].map((pricing_category) =>
      pointJson(30, phone, 9, { pricing_category }),
    );
    expect((await loggedOf(points)).lines).toHaveLength(2);
  });

  test('is logged without the token when Meta echoes it, and cut short', async () => {
    const points = [pointJson(30, phone, 9, { pricing_category: `NEW ${token} ${'x'.repeat(500)}` })];
    const [line = ''] = (await loggedOf(points)).lines;
    expect(line).not.toContain(token);
    expect(line.length).toBeLessThan(400);
  });

  test('is not logged without end when every point has another', async () => {
    const points = Array.from({ length: 500 }, (_, i) =>
      pointJson(30, phone, 1, { pricing_category: `NEW_${String(i)}` }),
    );
    expect((await loggedOf(points)).lines.length).toBeLessThanOrEqual(50);
  });
});

test('an unknown pricing type counts too and is logged once', async () => {
  const points = [30, 90].map((ago) => pointJson(ago, phone, 5, { pricing_type: 'FREE_TRIAL' }));
  const { lines, used } = await loggedOf(points, 2);
  expect(used).toMatchObject({ value: { recipients: 10 } });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('"type":"FREE_TRIAL"');
});

test('the words Meta documents are not logged', async () => {
  const categories = [
    'AUTHENTICATION',
    'AUTHENTICATION_INTERNATIONAL',
    'MARKETING',
    'MARKETING_LITE',
    'REFERRAL_CONVERSION',
    'SERVICE',
    'UTILITY',
  ];
  const points = categories.flatMap((pricing_category) =>
    ['REGULAR', 'FREE_CUSTOMER_SERVICE', 'FREE_ENTRY_POINT'].map((pricing_type) =>
      pointJson(30, phone, 1, { pricing_category, pricing_type }),
    ),
  );
  expect((await loggedOf(points)).lines).toEqual([]);
});
