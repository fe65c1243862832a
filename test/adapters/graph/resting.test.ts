import { describe, expect, test } from 'vitest';
import { after, HOUR, MINUTE } from '../../../src/domain/time.js';
import {
  business,
  clockAt,
  errorJson,
  graphAt,
  graphForEachTest,
  now,
  numberJson,
  onGraph,
  otherWaba,
  planOf,
  testSource,
  token,
  waba,
  wabaJson,
} from './graph-answers.js';
import { blindnessOf, seenBy } from './seen.js';

graphForEachTest();

const good = wabaJson([numberJson('1', '+628111111111')]);

/** Answers an account from a list, the last answer for ever; counts the calls. */
function script(
  id: string,
  ...answers: readonly (readonly [number, object | string, Record<string, string>?])[]
): { calls: number } {
  const count = { calls: 0 };
  onGraph()
    .persist()
    .get(`/v26.0/${id}`)
    .query(true)
    .reply(() => {
      const [status, body, headers = {}] = answers[Math.min(count.calls, answers.length - 1)] ?? [500, ''];
      count.calls++;
      return [status, body, headers];
    });
  return count;
}

const bad = [500, errorJson(2)] as const;
const ok = [200, good] as const;

describe('trying again within a look', () => {
  test('what passes by itself is tried again with growing pauses', async () => {
    const count = script(waba, bad, [503, 'busy'], ok);
    const source = testSource();
    await seenBy(source, planOf());
    expect(count.calls).toBe(3);
    expect(source.naps).toEqual([400, 1200]);
  });

  test('pauses are never the same twice', async () => {
    script(waba, bad, ok);
    const source = testSource({ random: () => 0 });
    await seenBy(source, planOf());
    expect(source.naps).toEqual([200]);
  });

  test('four times are enough', async () => {
    const count = script(waba, bad);
    expect(await blindnessOf(testSource(), planOf())).toMatchObject({ problem: 'unreachable' });
    expect(count.calls).toBe(4);
  });

  test('an answer that is no JSON is tried again', async () => {
    const count = script(waba, [200, '<html>log in</html>'], [200, '{"id":"1","phone_numb'], [200, ''], ok);
    await seenBy(testSource(), planOf());
    expect(count.calls).toBe(4);
  });

  test.each([[100], [10], [803], [368], [190], [104], [80008]])('error %i is not', async (code) => {
    const count = script(waba, [400, errorJson(code, 'No', { error_subcode: 33 })]);
    await blindnessOf(testSource(), planOf());
    expect(count.calls).toBe(1);
  });

  test('a Retry-After that fits is kept to', async () => {
    const count = script(
      waba,
      [429, errorJson(80007), { 'retry-after': '2' }],
      [503, '', { 'retry-after': '3' }],
      ok,
    );
    const source = testSource();
    await seenBy(source, planOf());
    expect(count.calls).toBe(3);
    expect(source.naps).toEqual([2000, 3000]);
  });

  test('a Retry-After as a date is measured by the clock of the server', async () => {
    const date = 'Sun, 22 Nov 2026 10:00:00 GMT';
    script(waba, [503, '', { date, 'retry-after': 'Sun, 22 Nov 2026 10:00:05 GMT' }], ok);
    const source = testSource();
    await seenBy(source, planOf());
    expect(source.naps).toEqual([5000]);
  });

  test('a Retry-After beyond the deadline is a rest, not a wait', async () => {
    const clock = clockAt(now);
    const count = script(waba, [429, '', { 'retry-after': '600' }], ok);
    const source = testSource({ clock });
    const blindness = await blindnessOf(source, planOf());
    expect(blindness.problem).toBe('throttled');
    expect(source.naps).toEqual([]);
    clock.turn(9 * MINUTE);
    expect((await blindnessOf(source, planOf())).cause?.heldUntil).toBe(after(now, 10 * MINUTE));
    expect(count.calls).toBe(1);
    clock.turn(MINUTE);
    await seenBy(source, planOf());
  });
});

describe('an account that was asked too often', () => {
  test('rests half an hour; another account does not', async () => {
    const clock = clockAt(now);
    const throttled = script(waba, [400, errorJson(80008)], ok);
    const other = script(otherWaba, [200, { ...good, id: otherWaba }]);
    const source = testSource({ clock });
    const plan = planOf({ wabas: [waba, otherWaba] });
    const snapshot = await seenBy(source, plan);
    expect(snapshot.gaps[0]).toMatchObject({ waba, part: 'numbers', problem: 'throttled' });
    clock.turn(29 * MINUTE);
    await seenBy(source, plan);
    expect([throttled.calls, other.calls]).toEqual([1, 2]);
    clock.turn(MINUTE);
    expect((await seenBy(source, plan)).gaps).toEqual([]);
    expect([throttled.calls, other.calls]).toEqual([2, 3]);
  });

  test('rests as long as Meta says', async () => {
    const clock = clockAt(now);
    const usage = JSON.stringify({
      [waba]: [{ type: 'x', call_count: 100, estimated_time_to_regain_access: 40 }],
    });
    const count = script(waba, [400, errorJson(80008), { 'x-business-use-case-usage': usage }], ok);
    const source = testSource({ clock });
    await blindnessOf(source, planOf());
    clock.turn(39 * MINUTE);
    await blindnessOf(source, planOf());
    expect(count.calls).toBe(1);
    clock.turn(MINUTE);
    await seenBy(source, planOf());
  });

  test('rests before Meta refuses, at a hundred percent', async () => {
    const clock = clockAt(now);
    const usage = JSON.stringify({ [waba]: [{ call_count: 100, estimated_time_to_regain_access: 0 }] });
    const count = script(waba, [200, good, { 'X-Business-Use-Case-Usage': usage }], ok);
    const source = testSource({ clock });
    await seenBy(source, planOf());
    clock.turn(5 * MINUTE);
    expect(await blindnessOf(source, planOf())).toMatchObject({ problem: 'throttled' });
    clock.turn(5 * MINUTE);
    await seenBy(source, planOf());
    expect(count.calls).toBe(2);
  });

  test('is asked only the needful from three quarters on', async () => {
    const clock = clockAt(now);
    const usage = JSON.stringify({ call_count: 76 });
    script(waba, [200, good, { 'x-app-usage': usage }]);
    let lists = 0;
    for (const edge of ['owned', 'client']) {
      onGraph()
        .persist()
        .get(`/v26.0/${business}/${edge}_whatsapp_business_accounts`)
        .query(true)
        .reply(() => {
          lists++;
          return [200, { data: edge === 'owned' ? [{ id: waba }] : [] }];
        });
    }
    const source = testSource({ clock });
    const plan = planOf({ business, wabas: [] });
    await seenBy(source, plan);
    clock.turn(HOUR + 1 - 10 * MINUTE);
    await seenBy(source, plan);
    clock.turn(10 * MINUTE);
    await seenBy(source, plan);
    expect(lists).toBe(2);
    clock.turn(30 * MINUTE);
    await seenBy(source, plan);
    expect(lists).toBe(4);
  });
});

test('an app that made too many calls rests with all its accounts', async () => {
  const clock = clockAt(now);
  const one = script(waba, [400, errorJson(4)], ok);
  const other = script(otherWaba, [200, { ...good, id: otherWaba }]);
  const source = testSource({ clock, concurrency: 1 });
  const plan = planOf({ wabas: [waba, otherWaba] });
  expect(await blindnessOf(source, plan)).toMatchObject({ problem: 'throttled' });
  clock.turn(20 * MINUTE);
  await blindnessOf(source, plan);
  expect([one.calls, other.calls]).toEqual([1, 0]);
  clock.turn(11 * MINUTE);
  await seenBy(source, plan);
});

describe('a dead token', () => {
  const dead = [401, errorJson(190, 'Session has expired', { error_subcode: 463 })] as const;

  test('is not used again for a quarter of an hour, then tried once', async () => {
    const clock = clockAt(now);
    const one = script(waba, dead);
    const other = script(otherWaba, dead);
    const source = testSource({ clock, concurrency: 1 });
    const plan = planOf({ wabas: [waba, otherWaba] });
    expect((await blindnessOf(source, plan)).cause?.reason).toBe('token-expired');
    clock.turn(14 * MINUTE);
    expect(await blindnessOf(source, plan)).toMatchObject({ problem: 'unauthorised' });
    expect(one.calls + other.calls).toBe(1);
    clock.turn(2 * MINUTE);
    await blindnessOf(source, plan);
    expect(one.calls + other.calls).toBe(2);
  });

  test('that lives again is seen with all accounts in the same look', async () => {
    const clock = clockAt(now);
    script(waba, dead, ok);
    script(otherWaba, [200, { ...good, id: otherWaba }]);
    const source = testSource({ clock, concurrency: 1 });
    const plan = planOf({ wabas: [waba, otherWaba] });
    await blindnessOf(source, plan);
    clock.turn(16 * MINUTE);
    expect((await seenBy(source, plan)).gaps).toEqual([]);
  });

  test('that was replaced is used at once', async () => {
    script(waba, dead, ok);
    let current = token;
    const source = testSource({ tokenOf: () => ({ token: current, label: 'main' }) });
    await blindnessOf(source, planOf());
    current = `${token}2`;
    await seenBy(source, planOf());
  });

  test('of one portfolio does not stop another', async () => {
    script(waba, dead);
    script(otherWaba, [200, { ...good, id: otherWaba }]);
    const source = testSource({
      tokenOf: (plan) => ({ token: plan.name === 'Other' ? `${token}2` : token, label: plan.name }),
    });
    await blindnessOf(source, planOf());
    await seenBy(source, planOf({ name: 'Other', wabas: [otherWaba] }));
  });

  test('that is missing is told without a call', async () => {
    const count = script(waba, ok);
    const source = testSource({ tokenOf: () => ({ token: '', label: 'main' }) });
    expect(await blindnessOf(source, planOf())).toMatchObject({ problem: 'unauthorised' });
    expect(count.calls).toBe(0);
  });
});

describe('an account that cannot be reached', () => {
  test('is left alone for a minute after three looks in a row, then tried once', async () => {
    const clock = clockAt(now);
    const count = script(waba, ...Array.from({ length: 16 }, () => bad), ok);
    const source = testSource({ clock });
    for (let look = 0; look < 3; look++) await blindnessOf(source, planOf());
    expect(count.calls).toBe(12);
    await blindnessOf(source, planOf());
    expect(count.calls).toBe(12);
    clock.turn(MINUTE);
    await blindnessOf(source, planOf());
    await blindnessOf(source, planOf());
    expect(count.calls).toBe(16);
    clock.turn(MINUTE);
    await seenBy(source, planOf());
    await seenBy(source, planOf());
    expect(count.calls).toBe(18);
  });

  test('does not keep the others waiting when nobody can be reached', async () => {
    const clock = clockAt(now);
    const wabas = Array.from({ length: 40 }, (_, n) => String(1000 + n) as typeof waba);
    let calls = 0;
    onGraph()
      .persist()
      .get(/.*/)
      .reply(() => {
        calls++;
        return [502, 'no'];
      });
    await blindnessOf(testSource({ clock, concurrency: 1 }), planOf({ wabas }));
    expect(calls).toBe(40);
  });
});

test('a connection that breaks is tried again', async () => {
  graphAt(waba).replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
  graphAt(waba).reply(200, good);
  await seenBy(testSource(), planOf());
});
