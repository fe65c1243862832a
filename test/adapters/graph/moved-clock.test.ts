import fc from 'fast-check';
import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../../../src/adapters/graph/failure.js';
import { createRefusedPartsMemory } from '../../../src/adapters/graph/refused-parts-memory.js';
import { createRests } from '../../../src/adapters/graph/rests.js';
import { firstToAsk, type RememberedVolumes } from '../../../src/adapters/graph/volume-memory.js';
import { after, DAY, HOUR, MINUTE } from '../../../src/domain/time.js';
import { waitFrom } from '../../../src/domain/wait.js';
import {
  base,
  clockAt,
  errorJson,
  graphForEachTest,
  now,
  numberJson,
  planOf,
  testSource,
  waba,
  wabaJson,
} from './graph-answers.js';
import { blindnessOf, seenBy } from './seen.js';

graphForEachTest();

const shop = wabaJson([numberJson('1', '+628111111111')]);
const dead = failureOf('refused', { status: 401, code: 190 });

/** Answers every account; counts the calls. */
function answering(answer: () => [number, object, Record<string, string>?]): { calls: number } {
  const count = { calls: 0 };
  nock(base)
    .persist()
    .get(/v26.0\/\d+$/)
    .query(true)
    .reply(() => {
      count.calls++;
      return answer();
    });
  return count;
}

describe('once the clock is put back three hours', () => {
  test('a token that rests is tried, and rests again when it is still dead', async () => {
    const clock = clockAt(now);
    const count = answering(() => [401, errorJson(190)]);
    const source = testSource({ clock });
    await blindnessOf(source, planOf());
    await blindnessOf(source, planOf());
    expect(count.calls).toBe(1);
    clock.turn(-3 * HOUR);
    await blindnessOf(source, planOf());
    expect(count.calls).toBe(2);
    await blindnessOf(source, planOf());
    expect(count.calls).toBe(2);
    clock.turn(15 * MINUTE);
    await blindnessOf(source, planOf());
    expect(count.calls).toBe(3);
  });

  test('looks that were a quarter of an hour apart may come at once', async () => {
    const clock = clockAt(now);
    answering(() => [200, shop, { 'x-app-usage': '{"call_count":76,"total_time":3,"total_cputime":1}' }]);
    const source = testSource({ clock });
    await seenBy(source, planOf());
    expect(source.notBefore(planOf())).not.toBeNull();
    clock.turn(-3 * HOUR);
    expect(source.notBefore(planOf())).toBeNull();
  });

  test('the share of the allowance that was told then counts no more', () => {
    const rests = createRests();
    rests.noteShare('token', 0.9, now);
    expect(rests.shareOf('token', after(now, MINUTE))).toBe(0.9);
    expect(rests.shareOf('token', after(now, -3 * HOUR))).toBe(0);
  });

  test('what Meta refused is asked again, and volume is asked for as a whole', () => {
    const refusals = createRefusedPartsMemory();
    refusals.add(waba, { parts: ['health'] as never, named: true }, dead, now);
    expect(refusals.of(waba, after(now, HOUR)).size).toBe(1);
    expect(refusals.of(waba, after(now, -3 * HOUR)).size).toBe(0);
    const needed = { from: after(now, -DAY), to: now };
    const known: RememberedVolumes = {
      source: 'pricing_analytics',
      from: needed.from,
      until: now,
      wholeAt: now,
      numbers: new Set(),
      volumes: new Map(),
    };
    expect(firstToAsk(known, needed, after(now, HOUR))).toBeGreaterThan(needed.from);
    expect(firstToAsk(known, needed, after(now, -3 * HOUR))).toBe(needed.from);
  });
});

test('whatever the clock shows, nobody is left alone for longer than the longest rest', () => {
  const step = fc.record({
    rests: fc.integer({ min: 1, max: DAY }),
    then: fc.integer({ min: -2 * DAY, max: 2 * DAY }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
      const rests = createRests();
      const longest = Math.max(...steps.map(({ rests: ms }) => ms));
      let shown = now;
      for (const { rests: ms, then } of steps) {
        rests.rest('token', waitFrom(shown, ms), dead);
        shown = after(shown, then);
        const held = rests.hindrance('token', shown, false)?.heldUntil ?? shown;
        expect(held - shown).toBeLessThanOrEqual(longest);
      }
    }),
  );
});

test('a rest that begins after the clock was put back is kept', () => {
  const rests = createRests();
  rests.rest('token', waitFrom(now, 15 * MINUTE), dead);
  const earlier = after(now, -3 * HOUR);
  rests.rest('token', waitFrom(earlier, MINUTE), dead);
  expect(rests.hindrance('token', after(earlier, MINUTE - 1), false)).not.toBeNull();
  expect(rests.hindrance('token', after(earlier, MINUTE), false)).toBeNull();
});
