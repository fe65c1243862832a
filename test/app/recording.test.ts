import { beforeEach, describe, expect, it } from 'vitest';
import { memoryHistory, memoryStore } from '../support/fakes/stores.js';
import { poller, type Poller } from '../../src/app/poll.js';
import { unknown } from '../../src/domain/reading.js';
import { noSignals } from '../../src/domain/signals/window.js';
import type { NumberId, WabaId } from '../../src/domain/snapshot.js';
import {
  after,
  DAY,
  halfHourOf,
  HALF_HOUR,
  HOUR,
  instantOf,
  MINUTE,
  type Instant,
} from '../../src/domain/time.js';
import { movingDay, withinSpan, type Series } from '../../src/domain/usage.js';
import type { GraphSource, History, PortfolioPlan, Store } from '../../src/ports.js';
import { recordedSince, type VolumeRead } from '../../src/domain/history/recorded-usage.js';
import { fakeClock, type FakeClock } from '../support/fakes/clock.js';
import { fakeLog, type FakeLog } from '../support/fakes/log.js';
import { gapOf, noon, numberOf, portfolioId, portfolioOf, wabaOf } from '../support/looks.js';
import { perNumber2023, portfolio2025 } from '../support/rulebooks.js';
import { judgingOf } from '../support/story.js';

const [first, second] = ['1', '2'] as [WabaId, WabaId];
const wabas = [first, second];
const numberIn = (waba: WabaId): NumberId => `${waba}0` as NumberId;
const plan: PortfolioPlan = {
  id: portfolioId,
  name: 'Toko Maju',
  business: null,
  wabas,
  rulebook: 'portfolio-2025',
  aliases: {},
};

/** Every half hour since long ago, each with a figure of its own. */
function delivered(now: Instant): Series {
  const newest = halfHourOf(now);
  return Array.from({ length: 20 * 48 }, (_, i) => {
    const at = instantOf(newest - i * HALF_HOUR);
    return { at, recipients: 1 + ((at / HALF_HOUR) % 97) };
  }).reverse();
}

let clock: FakeClock;
let log: FakeLog;
let store: Store;
let history: History;
/** Accounts whose volume cannot be read. */
let hidden: ReadonlySet<WabaId>;
let asked: { readonly waba: WabaId; readonly since: Instant }[];
let owner: string | null;

beforeEach(() => {
  clock = fakeClock(noon);
  log = fakeLog();
  const record = memoryHistory();
  store = memoryStore(record);
  history = record;
  hidden = new Set();
  asked = [];
  owner = null;
});

const graph: GraphSource = {
  notBefore: () => null,
  async observe(_plan, now, since) {
    const all = delivered(now);
    const volumes = new Map<WabaId, VolumeRead>();
    for (const waba of wabas) {
      asked.push({ waba, since: since(waba, now) });
      if (hidden.has(waba)) continue;
      const span = { from: since(waba, now), to: movingDay(now).to };
      volumes.set(waba, { span, series: new Map([[numberIn(waba), withinSpan(all, span)]]) });
    }
    const snapshot = portfolioOf({
      wabas: wabas.map((id) => wabaOf({ id })),
      numbers: wabas.map((waba, i) => numberOf(i, { id: numberIn(waba), waba })),
      gaps: [...hidden].map((waba) => gapOf({ waba, part: 'usage' })),
      ...(hidden.size > 0 ? { usage: unknown('incomplete') } : {}),
    });
    return { observation: { kind: 'seen', at: now, snapshot }, volumes, owner };
  },
};

const bot = (plans: readonly PortfolioPlan[] = [plan]): Poller =>
  poller({
    plans,
    graph,
    store,
    history,
    counted: () => Promise.resolve(null),
    signals: () => Promise.resolve(noSignals),
    clock,
    log,
    judging: ({ rulebook }) =>
      judgingOf({ rulebook: rulebook === 'portfolio-2025' ? portfolio2025 : perNumber2023 }),
  });

async function looks(looker: Poller, times: number, every = 5 * MINUTE): Promise<void> {
  for (let i = 0; i < times; i++) {
    clock.move(every);
    await looker.pollAll();
  }
}

/** What the record holds of an account from `from` to now, beside what was delivered. */
async function recordOf(waba: WabaId, from: Instant): Promise<readonly [Series, Series]> {
  const now = clock.now();
  const span = { from, to: movingDay(now).to };
  const record = (await history.read(plan.id, span)).get(numberIn(waba)) ?? [];
  return [record, withinSpan(delivered(now), span)];
}

/** From when on the usage of all accounts is on record. */
async function since(): Promise<Instant | null> {
  const state = await store.read(plan.id);
  return state && recordedSince(state);
}

describe('the record of usage', () => {
  it('begins with eight days, and then grows by what may still change', async () => {
    const looker = bot();
    await looker.pollAll();
    expect(asked.map(({ since }) => since)).toEqual([after(noon, -8 * DAY), after(noon, -8 * DAY)]);
    await looks(looker, 20);
    expect(asked.at(-1)?.since).toBeGreaterThanOrEqual(after(clock.now(), -4 * HOUR));
    const [record, truth] = await recordOf(first, after(noon, -8 * DAY));
    expect(record).toEqual(truth);
    expect(await since()).toBe(after(noon, -8 * DAY));
  });

  it('has no hole after days in which one account could not be read', async () => {
    const looker = bot();
    await looks(looker, 3);
    hidden = new Set([second]);
    await looks(looker, 60, HOUR);
    hidden = new Set();
    await looks(looker, 2);
    for (const waba of wabas) {
      const [record, truth] = await recordOf(waba, after(noon, -7 * DAY));
      expect(record).toEqual(truth);
    }
    expect(await since()).toBeLessThan(noon);
  });

  it('does not claim days that nobody could read in time', async () => {
    const looker = bot();
    await looks(looker, 3);
    hidden = new Set([second]);
    await looks(looker, 10, DAY);
    hidden = new Set();
    await looks(looker, 1);
    expect(await since()).toBeGreaterThanOrEqual(after(clock.now(), -8.1 * DAY));
  });

  it('is not there before every account was read', async () => {
    hidden = new Set([second]);
    const looker = bot();
    await looks(looker, 3);
    expect(await since()).toBeNull();
    hidden = new Set();
    await looks(looker, 1);
    expect(await since()).not.toBeNull();
  });

  it('is left alone while it cannot be read, and is whole again afterwards', async () => {
    await bot().pollAll();
    let broken = true;
    const whole = history;
    history = {
      ...whole,
      read: (id, span) => (broken ? Promise.reject(new Error('damaged')) : whole.read(id, span)),
    };
    const looker = bot();
    await looks(looker, 10, HOUR);
    expect(log.lines.map(({ event }) => event)).toContain('history.read-failed');
    expect((await store.read(plan.id))?.lookedAt).toBe(clock.now());
    broken = false;
    expect((await recordOf(first, after(noon, HOUR)))[0]).toEqual([]);
    await looks(looker, 1);
    const [record, truth] = await recordOf(first, after(noon, -7 * DAY));
    expect(record).toEqual(truth);
  });

  it('goes on where it ended when the bot is started again', async () => {
    await looks(bot(), 3);
    asked = [];
    await looks(bot(), 1, DAY);
    expect(asked[0]?.since).toBeGreaterThanOrEqual(after(clock.now(), -DAY - 4 * HOUR));
    const [record, truth] = await recordOf(first, after(noon, -7 * DAY));
    expect(record).toEqual(truth);
  });

  it('is not touched by a look that writes nothing', async () => {
    const [look] = await bot().peekAll();
    expect(look?.observation.kind).toBe('seen');
    expect(await store.read(plan.id)).toBeNull();
    expect((await recordOf(first, after(noon, -DAY)))[0]).toEqual([]);
  });
});

describe('portfolios that Meta counts as one', () => {
  const other = { ...plan, id: 'waba:9' as PortfolioPlan['id'], name: 'Promo' };
  const told = (): readonly object[] =>
    log.lines.filter(({ event }) => event === 'portfolios.share-a-limit').map(({ facts }) => facts);

  it('are told once', async () => {
    owner = '506914307656634';
    await looks(bot([plan, other]), 3);
    expect(told()).toEqual([
      {
        portfolios: 'Toko Maju, Promo',
        detail:
          'Toko Maju and Promo share one limit; each shows what all of them used, and each is told when it runs short.',
      },
    ]);
  });

  it('are none where each number has a limit of its own', async () => {
    owner = '506914307656634';
    await looks(bot([plan, { ...other, rulebook: 'per-number-2023' }]), 1);
    expect(told()).toEqual([]);
  });
});
