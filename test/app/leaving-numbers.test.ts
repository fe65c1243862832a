import { beforeEach, expect, it } from 'vitest';
import { graphSource } from '../../src/adapters/graph/graph-source.js';
import { memoryHistory, memoryStore } from '../support/fakes/stores.js';
import { readPast } from '../../src/app/past.js';
import { recordedSince } from '../../src/domain/history/recorded-usage.js';
import { noSignals } from '../../src/domain/signals/window.js';
import { knownDays, localDays } from '../../src/domain/history/past-days.js';
import { poller } from '../../src/app/poll.js';
import type { NumberId, PortfolioId, PortfolioSnapshot } from '../../src/domain/snapshot.js';
import { DAY, HOUR, MINUTE, instantOf } from '../../src/domain/time.js';
import type { History, PortfolioPlan, Store } from '../../src/ports.js';
import { withNewNumber, withNumber, withoutNumber } from '../../src/simulator/edits.js';
import type { Simulator } from '../../src/simulator/server.js';
import type { SimChange } from '../../src/simulator/story.js';
import type { SimSend } from '../../src/simulator/volume.js';
import type { SimNumber } from '../../src/simulator/world.js';
import { simulate } from '../simulator/calling.js';
import { aNumber, appSecret, aWaba, noon, storyOf, token } from '../simulator/world-for-tests.js';
import { fakeClock, type FakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { judgingOf } from '../support/story.js';

const plan: PortfolioPlan = {
  id: '1001' as PortfolioId,
  name: 'Toko Uji',
  business: '1001',
  wabas: [],
  rulebook: 'portfolio-2025',
  aliases: {},
};
const sends: readonly SimSend[] = [
  { numberId: '3001', category: 'MARKETING', type: 'REGULAR', at: noon - 5 * HOUR, total: 400 },
  { numberId: '3001', category: 'MARKETING', type: 'REGULAR', at: noon - 3 * HOUR, total: 100 },
  { numberId: '3002', category: 'MARKETING', type: 'REGULAR', at: noon - 2 * HOUR, total: 50 },
];
const later = noon + 10 * MINUTE;

let clock: FakeClock;
let store: Store;
let history: History;
let simulator: Simulator;

beforeEach(() => {
  clock = fakeClock(instantOf(noon));
  const record = memoryHistory();
  store = memoryStore(record);
  history = record;
});

async function watching(changes: readonly SimChange[], numbers?: readonly SimNumber[]): Promise<void> {
  const waba = aWaba('2001', { numbers: numbers ?? [aNumber('3001'), aNumber('3002')] });
  simulator = await simulate(storyOf([waba], { sends, changes }), { now: () => clock.now() });
}

/** A bot that was just started: what it remembers is what is in the store. */
async function look(): Promise<PortfolioSnapshot> {
  const graph = graphSource({
    baseUrl: simulator.url,
    tokenOf: () => ({ token, label: 'main' }),
    appSecret,
    clock,
    log: fakeLog(),
    sleep: () => Promise.resolve(),
  });
  try {
    const bot = poller({
      plans: [plan],
      graph,
      store,
      history,
      counted: () => Promise.resolve(null),
      signals: () => Promise.resolve(noSignals),
      clock,
      log: fakeLog(),
      judging: () => judgingOf(),
    });
    const { observation } = await bot.poll(plan.id);
    if (observation.kind === 'blind') throw new Error(observation.problem);
    return observation.snapshot;
  } finally {
    graph.close();
  }
}

const figures = ({ usage }: Pick<PortfolioSnapshot, 'usage'>) =>
  usage.known ? [usage.value.recipients, usage.value.unmatched ?? 0] : usage.why;

async function pastOf(number: NumberId | null): Promise<number | undefined> {
  const wanted = { portfolio: plan.id, number, days: 2, zone: 'UTC', now: clock.now() };
  return knownDays(await readPast(history, wanted)).at(-1)?.total;
}

it('people whom a number reached still use the limit when it is removed, in a bot started since as well', async () => {
  await watching([{ at: later, label: '3001 is removed', change: (w) => withoutNumber(w, '3001') }]);
  expect(figures(await look())).toEqual([550, 0]);
  clock.move(later - noon);
  for (let i = 0; i < 3; i++) {
    const seen = await look();
    expect(figures(seen)).toEqual([550, 500]);
    expect(seen.numbers.map(figures)).toEqual([[550, 500]]);
    expect(await pastOf(null)).toBe(550);
    clock.move(5 * MINUTE);
  }
  clock.move(22 * HOUR);
  expect(figures(await look())).toEqual([50, 0]);
});

it('a number that was registered anew is not sure to have sent nothing', async () => {
  const anew = aNumber('3009', { display: aNumber('3001').display });
  await watching([
    {
      at: later,
      label: '3001 is registered anew',
      change: (w) => withNewNumber(withoutNumber(w, '3001'), '2001', anew),
    },
  ]);
  await look();
  clock.move(later - noon);
  const seen = await look();
  expect(figures(seen)).toEqual([550, 500]);
  expect(seen.numbers.map((one) => [one.id, ...[figures(one)].flat()])).toEqual([
    ['3002', 550, 500],
    ['3009', 500, 500],
  ]);
  expect(await pastOf(null)).toBe(550);
});

it('a number that moved, and is listed still beside the new one, leaves its volume to that one', async () => {
  const moved = { id: '3009', status: 'CONNECTED', display: aNumber('3001').display };
  await watching([
    {
      at: later,
      label: '3001 moves',
      change: (w) =>
        withNewNumber(withNumber(w, '3001', { status: 'MIGRATED' }), '2001', aNumber('3009', moved)),
    },
  ]);
  await look();
  clock.move(later - noon);
  const seen = await look();
  expect(figures(seen)).toEqual([550, 0]);
  expect(seen.numbers.map((one) => [one.id, ...[figures(one)].flat()])).toEqual([
    ['3001', 'moved'],
    ['3002', 50, 0],
    ['3009', 500, 0],
  ]);
  expect(await pastOf(null)).toBe(550);
  expect(await pastOf('3009' as NumberId)).toBe(500);
});

it('a number of Brazil that insights spell otherwise has its volume, on record as well', async () => {
  const display = '+55 11 8888-8888';
  await watching([], [aNumber('3001', { display, namedInInsights: '5511988888888' }), aNumber('3002')]);
  const seen = await look();
  expect(figures(seen)).toEqual([550, 0]);
  expect(seen.numbers.map(figures)).toEqual([
    [500, 0],
    [50, 0],
  ]);
  expect(await pastOf('3001' as NumberId)).toBe(500);
});

it('a number of which insights know another name is not sure to have sent nothing, on record as well', async () => {
  await watching([], [aNumber('3001', { namedInInsights: '15550783881' }), aNumber('3002')]);
  const seen = await look();
  expect(figures(seen)).toEqual([550, 500]);
  expect(seen.numbers.map(figures)).toEqual([
    [500, 500],
    [550, 500],
  ]);
  expect(await pastOf(null)).toBe(550);
  expect(await pastOf('3001' as NumberId)).toBe(500);
  expect(await pastOf('3002' as NumberId)).toBe(550);
});

it('hours whose volume only all templates tell are not on record as hours of nothing', async () => {
  await watching([]);
  await look();
  simulator.setFaults([{ kind: 'refuse-fields', fields: ['pricing_analytics'] }]);
  clock.move(DAY);
  await look();
  const wanted = { portfolio: plan.id, number: null, days: 2, zone: 'UTC', now: clock.now() };
  expect(localDays(await readPast(history, wanted)).at(-1)?.usage).toBeNull();
  const state = await store.read(plan.id);
  expect(state && recordedSince(state)).toBeNull();
  simulator.setFaults([]);
  clock.move(DAY + HOUR);
  await look();
  expect(localDays(await readPast(history, { ...wanted, now: clock.now() })).at(-1)?.usage).not.toBeNull();
});
