import { afterEach, expect, test } from 'vitest';
import type { GraphSourceOptions } from '../../../src/adapters/graph/graph-source-options.js';
import { unknown } from '../../../src/domain/reading.js';
import { after, HOUR, MINUTE } from '../../../src/domain/time.js';
import { endlessGraph, type EndlessGraph, type EndlessOptions } from '../../support/endless-graph.js';
import { business, clockAt, keptLog, now, planOf, testSource } from './graph-answers.js';
import { blindnessOf, seenBy } from './seen.js';

let close = (): Promise<void> => Promise.resolve();
afterEach(() => close());

const plan = planOf({ business, wabas: [] });

async function lookingAt(
  endless: Omit<EndlessOptions, 'now'>,
  options: Partial<GraphSourceOptions> = {},
): Promise<{ graph: EndlessGraph; source: ReturnType<typeof testSource> }> {
  const { clock = clockAt(now) } = options;
  const graph = await endlessGraph({ ...endless, now: () => clock.now() });
  const source = testSource({ baseUrl: graph.url, deadline: 60_000, ...options });
  close = () => {
    source.close();
    return graph.close();
  };
  return { graph, source };
}

test('a Graph without end costs a look no more calls than the settings allow', async () => {
  const { graph, source } = await lookingAt(
    { everywhere: true },
    { bounds: { accounts: 40, callsPerLook: 90 }, templates: () => true },
  );
  const snapshot = await seenBy(source, plan);
  // Beside the look itself, its token is asked about.
  expect(graph.calls()).toBe(91);
  expect(snapshot.wabas).toHaveLength(40);
  expect(snapshot.usage).toEqual(unknown('incomplete'));
});

test('accounts beyond the bound are a gap, and the sum of all is unknown', async () => {
  const tooMany = { kind: 'too-many', what: 'accounts', most: 40, setting: 'graph.maxAccounts' };
  const log = keptLog();
  const { graph, source } = await lookingAt({ rows: 30 }, { bounds: { accounts: 40 }, log });
  const snapshot = await seenBy(source, plan);
  expect(graph.calls()).toBe(2 + 2 + 40 + 1);
  expect(snapshot.wabas).toHaveLength(40);
  expect(snapshot.usage).toEqual(unknown('incomplete'));
  expect(snapshot.gaps).toMatchObject([{ waba: null, part: 'discovery', problem: 'unintelligible' }]);
  expect(snapshot.gaps[0]?.cause).toEqual({ reason: 'beyond-bounds', note: tooMany });
  const told = log.lines.filter((line) => line.includes('graph.bound-reached'));
  expect(told).toEqual([
    `warn graph.bound-reached ${JSON.stringify({ portfolio: plan.id, bounds: [tooMany] })}`,
  ]);
});

test('accounts that were seen once are seen again, however many others a later list begins with', async () => {
  const clock = clockAt(now);
  const { source } = await lookingAt({ rows: 30 }, { bounds: { accounts: 40 }, clock });
  const first = await seenBy(source, plan);
  clock.turn(2 * HOUR);
  const second = await seenBy(source, plan, clock.now());
  expect(second.wabas.map(({ id }) => id)).toEqual(first.wabas.map(({ id }) => id));
});

test('accounts that the settings name are seen whatever else a list holds', async () => {
  const { source } = await lookingAt({ rows: 30 }, { bounds: { accounts: 10 } });
  const named = planOf({ business });
  expect((await seenBy(source, named)).wabas.at(-1)?.id).toBe(named.wabas[0]);
});

test('a bound that is met again is not logged again', async () => {
  const log = keptLog();
  const { source } = await lookingAt({ rows: 30 }, { bounds: { accounts: 40 }, log });
  await seenBy(source, plan);
  await seenBy(source, plan);
  expect(log.lines.filter((line) => line.includes('graph.bound-reached'))).toHaveLength(1);
});

test('numbers and templates beyond the bound are unknown, and none of them counts as removed', async () => {
  const { source } = await lookingAt({ rows: 6_000, everywhere: true }, { templates: () => true });
  const snapshot = await seenBy(source, planOf());
  expect(snapshot.numbers).toHaveLength(10_000);
  expect(snapshot.wabas[0]?.templates).toEqual(unknown('refused'));
  expect(snapshot.gaps).toMatchObject([
    { part: 'numbers', problem: 'unintelligible' },
    { part: 'templates', problem: 'unintelligible' },
  ]);
  expect(snapshot.gaps[0]?.cause?.note).toEqual({ kind: 'too-many', what: 'rows', most: 10_000 });
});

test('a list of pages with nothing on them ends too', async () => {
  const { graph, source } = await lookingAt({ rows: 0, everywhere: true });
  const snapshot = await seenBy(source, planOf());
  // The account, a hundred pages, and the token.
  expect(graph.calls()).toBe(102);
  expect(snapshot.gaps).toMatchObject([{ part: 'numbers' }]);
});

test('templates beyond the bound are not read again at each look', async () => {
  const { graph, source } = await lookingAt({ rows: 6_000, everywhere: true }, { templates: () => true });
  await seenBy(source, planOf());
  const calls = graph.calls('/message_templates');
  expect((await seenBy(source, planOf())).gaps.map(({ part }) => part)).toEqual(['numbers', 'templates']);
  expect(graph.calls('/message_templates')).toBe(calls);
});

test('all looks of an hour with one token make no more calls than the settings allow', async () => {
  const clock = clockAt(now);
  const { graph, source } = await lookingAt(
    { rows: 10 },
    { bounds: { accounts: 8, callsPerHour: 30 }, clock },
  );
  for (let looks = 0; looks < 4; looks++) await seenBy(source, plan);
  expect(graph.calls()).toBe(30);
  const blindness = await blindnessOf(source, plan);
  expect(blindness.problem).toBe('throttled');
  expect(blindness.cause?.note).toMatchObject({ setting: 'graph.maxCallsPerHour' });
  expect(graph.calls()).toBe(30);
  clock.turn(HOUR + MINUTE);
  await seenBy(source, plan, clock.now());
  expect(graph.calls()).toBeGreaterThan(30);
});

test('looks come less often before the calls of an hour are used up', async () => {
  const { source } = await lookingAt({ rows: 10 }, { bounds: { accounts: 8, callsPerHour: 30 } });
  await seenBy(source, plan);
  // One look took ten calls up to here, so three fit into an hour.
  expect(source.notBefore(plan)).toBe(after(now, 20 * MINUTE - 30_000));
});
