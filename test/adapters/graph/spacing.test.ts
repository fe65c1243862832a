import { describe, expect, test } from 'vitest';
import { after, HOUR, isoOf, MINUTE, SECOND } from '../../../src/domain/time.js';
import {
  base,
  clockAt,
  graphAt,
  graphForEachTest,
  now,
  numberJson,
  onGraph,
  otherWaba,
  planOf,
  testSource,
  waba,
  wabaJson,
} from './graph-answers.js';
import { blindnessOf, seenBy } from './seen.js';

graphForEachTest();

const shop = wabaJson([numberJson('1', '+628111111111')]);
const early = 30 * SECOND;

/** Answers every account well, with headers; counts the calls. */
function answering(headers: Record<string, string> = {}): { calls: number } {
  const count = { calls: 0 };
  onGraph()
    .persist()
    .get(/v26.0\/\d+$/)
    .query(true)
    .reply(() => {
      count.calls++;
      return [200, shop, headers];
    });
  return count;
}

describe('the next look', () => {
  test('may come at any time while few calls are used', async () => {
    answering();
    const source = testSource();
    expect(source.notBefore(planOf())).toBeNull();
    await seenBy(source, planOf());
    expect(source.notBefore(planOf())).toBeNull();
  });

  test.each([
    ['x-app-usage', '{"call_count":76,"total_time":3,"total_cputime":1}'],
    ['x-business-use-case-usage', `{"${waba}":[{"type":"x","call_count":80,"total_cputime":1}]}`],
  ])('waits a quarter of an hour when three quarters of the allowance are used (%s)', async (name, value) => {
    answering({ [name]: value });
    const source = testSource();
    await seenBy(source, planOf());
    expect(source.notBefore(planOf())).toBe(after(now, 15 * MINUTE - early));
  });

  test('waits the longer the more calls a look takes', async () => {
    const page = (after: string | null): object => ({
      data: [numberJson(String(Number(after ?? 0) + 1), `+62811111111${after ?? '0'}`)],
      ...(after === '9' ? {} : { paging: { cursors: { after: String(Number(after ?? 0) + 1) }, next: 'x' } }),
    });
    graphAt(waba).reply(200, { ...shop, phone_numbers: page(null) });
    onGraph()
      .persist()
      .get(`/v26.0/${waba}/phone_numbers`)
      .query(true)
      .reply((uri) => [200, page(new URL(uri, base).searchParams.get('after'))]);
    const source = testSource({ callBudgetShare: 0.5 });
    expect((await seenBy(source, planOf())).numbers).toHaveLength(10);
    expect(source.notBefore(planOf())).toBe(after(now, 6 * MINUTE - early));
  });
});

describe('the calls of an hour', () => {
  test('are never more than the share that may be used, and the rest of the hour is told as throttled', async () => {
    const clock = clockAt(now);
    const count = answering();
    const source = testSource({ clock, callBudgetShare: 0.02 });
    for (let i = 0; i < 4; i++) await seenBy(source, planOf());
    const blindness = await blindnessOf(source, planOf());
    expect(blindness.problem).toBe('throttled');
    expect(isoOf(blindness.cause?.heldUntil ?? now)).toContain('2026-11-22T10:10');
    expect(count.calls).toBe(4);
    clock.turn(HOUR);
    await seenBy(source, planOf());
    expect(count.calls).toBe(5);
  });

  test('of one account do not count for another', async () => {
    answering();
    const source = testSource({ callBudgetShare: 0.005 });
    await seenBy(source, planOf());
    await seenBy(source, planOf({ wabas: [otherWaba] }));
    expect((await blindnessOf(source, planOf())).problem).toBe('throttled');
  });
});

test('a look ends in time: accounts that it did not reach are not seen, and nothing of them is forgotten', async () => {
  graphAt(waba).delay(80).reply(200, shop);
  const source = testSource({ concurrency: 1, lookDeadline: 60 });
  const blindness = await blindnessOf(source, planOf({ wabas: [waba, otherWaba] }));
  expect(blindness.problem).toBe('unreachable');
  answering();
  const again = testSource({ concurrency: 1, lookDeadline: 5_000 });
  expect((await seenBy(again, planOf({ wabas: [waba, otherWaba] }))).wabas).toHaveLength(2);
});
