import fc from 'fast-check';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Observation } from '../../../src/domain/snapshot.js';
import { business, now, numberJson, planOf, pointJson, testSource, waba, wabaJson } from './graph-answers.js';

let answer: (path: string) => string = () => '';
const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json').end(answer(request.url ?? ''));
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    'TIER_',
    'GREEN',
    '',
    '9'.repeat(40),
    null,
    -1,
    1e308,
    [],
    {},
    [[[]]],
    '__proto__',
    'constructor',
  ),
);

/** A look at a Graph that answers everything with what `says` says. */
async function lookAt(says: (path: string) => string): Promise<Observation> {
  answer = says;
  const { port } = server.address() as AddressInfo;
  const source = testSource({ baseUrl: `http://127.0.0.1:${port}`, templates: () => true });
  const { observation } = await source.observe(planOf({ business }), now, () => now);
  source.close();
  return observation;
}

function isObservation(observation: Observation): void {
  expect(observation.at).toBe(now);
  expect(JSON.parse(JSON.stringify(observation))).toEqual(observation);
  if (observation.kind === 'blind') {
    expect(observation.cause).toBeDefined();
    expect(observation.cause?.reason).not.toBe('broke-inside');
    return;
  }
  const { usage, limit } = observation.snapshot;
  if (usage.known) expect(Number.isSafeInteger(usage.value.recipients)).toBe(true);
  if (limit.known && limit.value.kind === 'capped') expect(limit.value.recipients).toBeGreaterThan(0);
}

test('any JSON in place of every answer leads to an observation', async () => {
  await fc.assert(
    fc.asyncProperty(odd, async (value) => {
      isObservation(await lookAt(() => JSON.stringify(value)));
    }),
    { numRuns: 30 },
  );
}, 60_000);

test('any text in place of every answer leads to a blind observation or an empty sight', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
      isObservation(await lookAt(() => text));
    }),
    { numRuns: 20 },
  );
}, 60_000);

/** The value with one part of it, found by `picks`, replaced. */
function withReplaced(value: unknown, picks: readonly number[], replacement: unknown): unknown {
  const [pick, ...rest] = picks;
  if (pick === undefined || typeof value !== 'object' || value === null) return replacement;
  const keys = Object.keys(value);
  if (keys.length === 0) return replacement;
  const key = keys[pick % keys.length] ?? '';
  const part: unknown = Reflect.get(value, key);
  const changed = withReplaced(part, rest, replacement);
  return Array.isArray(value)
    ? value.map((item: unknown, index) => (String(index) === key ? changed : item))
    : { ...value, [key]: changed };
}

test('any JSON in place of any part of an account leads to a sight of the rest', async () => {
  const numbers = ['1', '2', '3'].map((n) => numberJson(n, `+62811111111${n}`));
  const points = [pointJson(30, '628111111111', 50), pointJson(60, '628111111112', 70)];
  const whole = wabaJson(numbers, points);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(40), { minLength: 1, maxLength: 7 }), odd, async (picks, value) => {
      const changed = withReplaced(whole, picks, value);
      const observation = await lookAt((uri) => {
        if (uri.startsWith(`/v26.0/${waba}?`)) return JSON.stringify(changed);
        return uri.includes('debug_token') ? '{"data":{"is_valid":true,"expires_at":0}}' : '{"data":[]}';
      });
      isObservation(observation);
      expect(observation.kind).toBe('seen');
    }),
    { numRuns: 80 },
  );
}, 60_000);

test('any JSON in place of one number hides no other number', async () => {
  const numbers = Array.from({ length: 20 }, (_, n) => numberJson(String(n + 1), `+6281111111${100 + n}`));
  await fc.assert(
    fc.asyncProperty(fc.nat(19), odd, async (place, value) => {
      const mixed = numbers.map((number, index) => (index === place ? value : number));
      const observation = await lookAt((uri) =>
        uri.startsWith(`/v26.0/${waba}?`) ? JSON.stringify(wabaJson(mixed as object[])) : '{"data":[]}',
      );
      const seen = observation.kind === 'seen' ? observation.snapshot.numbers : [];
      expect(seen.filter((number) => number.status === 'connected')).toHaveLength(19);
    }),
    { numRuns: 20 },
  );
}, 60_000);
