import nock from 'nock';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { unknown } from '../../../src/domain/reading.js';
import type { PortfolioPlan } from '../../../src/ports.js';
import type { PortfolioId, WabaId } from '../../../src/domain/snapshot.js';
import {
  errorJson,
  graphForEachTest,
  now,
  numberJson,
  onGraph,
  planOf,
  testSource,
  wabaJson,
} from './graph-answers.js';
import { seenBy } from './seen.js';

graphForEachTest();

const answerTakes = 15;

/** An answer of Graph to the how-many-th question about an account. */
type Answer = (count: number, account: string) => [number, object, Record<string, string>?];

const well: Answer = (count) => [200, wabaJson([numberJson(String(count), '+628111111111')])];

/** A Graph that takes a moment for each account; `peak` is how many were asked for at once. */
function slowly(answer: Answer): { peak: number; asked: number } {
  const seen = { peak: 0, asked: 0 };
  let underWay = 0;
  onGraph()
    .persist()
    .get(/v26.0\/9\d+$/)
    .query(true)
    .reply(async (uri) => {
      underWay++;
      seen.asked++;
      const count = seen.asked;
      seen.peak = Math.max(seen.peak, underWay);
      await pause(answerTakes);
      underWay--;
      return answer(count, /\/(9\d+)/.exec(uri)?.[1] ?? '');
    });
  return seen;
}

/** So many portfolios with an account each. */
function plansOf(count: number): readonly PortfolioPlan[] {
  return Array.from({ length: count }, (_, i) =>
    planOf({ id: `p${i}` as PortfolioId, wabas: [`9${1_000_000 + i}` as WabaId] }),
  );
}

const used = (percent: number): Record<string, string> => ({
  'x-app-usage': JSON.stringify({ call_count: percent, total_time: 1, total_cputime: 1 }),
});

test('more is asked at once while Meta says that little is used, up to the bound', async () => {
  const graph = slowly(well);
  const source = testSource({ concurrency: 7 });
  await Promise.all(plansOf(80).map((plan) => seenBy(source, plan)));
  expect(graph).toEqual({ peak: 7, asked: 80 });
});

test('no more is asked at once from half of the allowance on, and less from three quarters on', async () => {
  let percent = 50;
  const graph = slowly((count, account) => {
    const [status, body] = well(count, account);
    return [status, body, used(percent)];
  });
  const source = testSource({ concurrency: 16 });
  const look = (): Promise<unknown> => Promise.all(plansOf(40).map((plan) => seenBy(source, plan)));
  await look();
  expect(graph.peak).toBe(4);
  percent = 75;
  await seenBy(source, planOf({ wabas: ['91' as WabaId] }));
  graph.peak = 0;
  await look();
  expect(graph.peak).toBe(2);
});

test('a limit of one account does not make others wait', async () => {
  const graph = slowly((count, account) =>
    account === '91000000' ? [400, errorJson(80008)] : well(count, account),
  );
  const source = testSource({ concurrency: 6 });
  const looks = await Promise.all(plansOf(60).map((plan) => source.observe(plan, now, () => now)));
  expect(looks.filter(({ observation }) => observation.kind === 'blind')).toHaveLength(1);
  expect(graph.peak).toBe(6);
});

test('a token that is described slowly blinds nobody, and is asked about once', async () => {
  nock.cleanAll();
  const graph = slowly(well);
  let asked = 0;
  onGraph()
    .persist()
    .get('/v26.0/debug_token')
    .query(true)
    .reply(async () => {
      asked++;
      await pause(3_000);
      return [200, { data: { is_valid: true, expires_at: 1_800_000_000, scopes: [] } }];
    });
  const source = testSource({ concurrency: 16, deadline: 5_000 });
  const seen = await Promise.all(plansOf(40).map((plan) => seenBy(source, plan)));
  expect(seen.map(({ tokens }) => tokens[0]?.valid)).not.toContain(false);
  expect(seen.at(-1)?.tokens[0]?.expiresAt).toEqual(unknown('incomplete'));
  expect({ asked, looked: graph.asked }).toEqual({ asked: 1, looked: 40 });
});

test('a look that waited long for its turn is dated when it began to read', async () => {
  let isFirst = true;
  onGraph()
    .persist()
    .get(/v26.0\/9\d+$/)
    .query(true)
    .reply(async () => {
      await pause(isFirst ? 1_100 : 0);
      isFirst = false;
      return well(1, '');
    });
  const source = testSource({ concurrency: 1 });
  const plans = plansOf(2);
  const looks = await Promise.all(plans.map((plan) => source.observe(plan, now, () => now)));
  const waited = looks.map(({ observation }) => observation.at - now);
  expect(waited[0]).toBe(0);
  expect(waited[1]).toBeGreaterThanOrEqual(1_000);
  expect(waited[1]).toBeLessThan(5_000);
});
