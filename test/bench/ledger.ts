import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gatheredUsually } from '../../src/adapters/store/ledger/identifiers.js';
import type { Stores } from '../../src/store-description.js';
import { openStores } from '../../src/stores.js';
import type { DeliveryStatus, LedgerFact, StatusFact } from '../../src/domain/ledger/fact.js';
import type { Identifier } from '../../src/domain/ledger/identifier.js';
import type { NumberId, WabaId } from '../../src/domain/snapshot.js';
import { after, DAY, HOUR, SECOND, type Instant } from '../../src/domain/time.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon, portfolioId } from '../support/looks.js';
import { medianOf, percentileOf, type Bench, type Row } from './row.js';

const keeping = { halfHours: 8 * DAY, hours: 60 * DAY, days: 730 * DAY };
const account = '102290129340398' as WabaId;
const body = 1_000;
/** So many people, in whole bodies, have as many identifiers as are sorted in together. */
const sorting = Math.ceil(gatheredUsually / (2 * body)) * body;

/** A status as Meta tells them today: with the phone and the business-scoped id. */
function statusOf(person: number, status: DeliveryStatus, at: Instant): StatusFact {
  return {
    kind: 'status',
    waba: account,
    number: `10654037${String(220_000 + (person % 20))}` as NumberId,
    message: `wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQUFERjg0NDEzNDdFODU3${String(person).padStart(8, '0')}`,
    status,
    at,
    identifiers: [
      `phone:628${String(100_000_000 + person)}` as Identifier,
      `user:ID.${String(10 ** 15 + person)}` as Identifier,
    ],
    failure: null,
    group: false,
    pricing: { type: 'regular', category: 'marketing', origin: null },
  };
}

/** The statuses of so many people from one on, in bodies; a wave of them lasts as long as it takes to send. */
function* bodiesOf(
  from: number,
  people: number,
  status: DeliveryStatus,
  at: Instant,
): Generator<LedgerFact[]> {
  for (let first = from; first < from + people; first += body) {
    const second = after(at, Math.floor((first - from) / body) * SECOND);
    yield Array.from({ length: body }, (_, i) => statusOf(first + i, status, second));
  }
}

interface Cost {
  readonly events: number;
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly each: readonly number[];
}

async function recorded(stores: Stores, bodies: Iterable<LedgerFact[]>, at: Instant): Promise<Cost> {
  const each: number[] = [];
  let events = 0;
  let processor = 0;
  for (const facts of bodies) {
    const used = process.cpuUsage();
    const began = performance.now();
    await stores.ledger.record(portfolioId, facts, at);
    each.push(performance.now() - began);
    const { user, system } = process.cpuUsage(used);
    processor += (user + system) / 1e6;
    events += facts.length;
  }
  return {
    events,
    each,
    processorSeconds: processor,
    seconds: each.reduce((sum, ms) => sum + ms, 0) / 1_000,
  };
}

function together(a: Cost, b: Cost): Cost {
  return {
    events: a.events + b.events,
    seconds: a.seconds + b.seconds,
    processorSeconds: a.processorSeconds + b.processorSeconds,
    each: [...a.each, ...b.each],
  };
}

/** What the process holds after everything unneeded is gone. Bytes. */
interface Held {
  /** JavaScript's objects and buffers. */
  readonly own: number;
  /** All memory, with SQLite's pages and what the statuses of the benchmark left behind. */
  readonly resident: number;
}

function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

function heldAfter(collect: () => void): Held {
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { own: heapUsed + external, resident: rss };
}

/** What it costs to count so many people. */
export async function measureLedger(people = 1_000_000): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tierwatch-bench-'));
  const path = join(folder, 'ledger.sqlite');
  const open = (): Promise<Stores> =>
    openStores({ url: `sqlite://${path}`, access: 'write', keeping, log: fakeLog() });
  try {
    let stores = await open();
    const collect = collector();
    const empty = heldAfter(collect);
    await stores.ledger.alive(portfolioId, [account], after(noon, -72 * HOUR));
    await recorded(stores, bodiesOf(0, 20 * body, 'sent', noon), noon);
    const early = Math.min(80 * body, people - 20 * body);
    const soon = await recorded(stores, bodiesOf(20 * body, early, 'delivered', noon), after(noon, HOUR));
    const first = 20 * body + early;
    // Twice when equally many identifiers wait to be sorted in: what is more between them is of the people.
    const [quarter, most] = [4, Math.floor(people / sorting)].map((rounds) => rounds * sorting);
    if (quarter === undefined || most === undefined || quarter <= first || most <= quarter)
      throw new RangeError(`${String(people)} people are too few.`);
    const fill = (from: number, to: number): Promise<Cost> =>
      recorded(stores, bodiesOf(from, to - from, 'delivered', noon), after(noon, HOUR));
    const some = await fill(first, quarter);
    const before = heldAfter(collect);
    const more = await fill(quarter, most);
    const filled = heldAfter(collect);
    const filling = together(together(some, more), await fill(most, people));
    const latest = people - 60 * body;
    const reading = await recorded(
      stores,
      bodiesOf(latest, 60 * body, 'read', after(noon, HOUR)),
      after(noon, HOUR),
    );
    const repeated = await recorded(
      stores,
      bodiesOf(latest, 60 * body, 'read', after(noon, HOUR)),
      after(noon, HOUR),
    );
    await stores.close();
    const began = performance.now();
    stores = await open();
    const figure = await stores.ledger.figure(portfolioId, after(noon, 2 * HOUR));
    const restart = performance.now() - began;
    const asked: number[] = [];
    for (let i = 0; i < 50; i += 1) {
      const start = performance.now();
      await stores.ledger.figure(portfolioId, after(noon, 2 * HOUR + i * SECOND));
      asked.push(performance.now() - start);
    }
    await stores.close();
    const of = people.toLocaleString('en');
    const perSecond = ({ events, processorSeconds }: Cost): number => events / processorSeconds;
    return [
      {
        what: 'Statuses of new people a second, to disk',
        figure: filling.events / filling.seconds,
        unit: 'a second',
        goal: null,
      },
      {
        what: 'Statuses of the first 100,000 people by CPU',
        figure: perSecond(soon),
        unit: 'a CPU second',
        goal: { least: 20_000 },
      },
      {
        what: 'Statuses of the rest by CPU',
        figure: perSecond(filling),
        unit: 'a CPU second',
        goal: { least: 20_000 },
      },
      {
        what: 'Statuses of known people a second, to disk',
        figure: reading.events / reading.seconds,
        unit: 'a second',
        goal: null,
      },
      {
        what: 'Statuses of known people by CPU',
        figure: perSecond(reading),
        unit: 'a CPU second',
        goal: { least: 20_000 },
      },
      {
        what: 'Statuses told again a second',
        figure: repeated.events / repeated.seconds,
        unit: 'a second',
        goal: null,
      },
      {
        what: `A body of ${String(body)} to disk`,
        figure: medianOf(filling.each),
        unit: 'ms',
        goal: { most: 50 },
      },
      {
        what: `A body of ${String(body)} to disk, 99 of 100`,
        figure: percentileOf(filling.each, 99),
        unit: 'ms',
        goal: null,
      },
      {
        what: `Memory of each between ${quarter.toLocaleString('en')} and ${most.toLocaleString('en')}`,
        figure: (filled.own - before.own) / (most - quarter),
        unit: 'bytes',
        goal: { most: 40 },
      },
      {
        what: 'Memory of hashes that wait and of sums, however many people',
        figure: (before.own - empty.own) / 1e6,
        unit: 'MB',
        goal: null,
      },
      {
        what: 'Memory of the process more than empty, pages and garbage included',
        figure: (filled.resident - empty.resident) / 1e6,
        unit: 'MB',
        goal: null,
      },
      {
        what: `Room on disk for each of ${of} people`,
        figure: statSync(path).size / people,
        unit: 'bytes',
        goal: null,
      },
      { what: `Restart with ${of} people, first answer`, figure: restart, unit: 'ms', goal: { most: 3_000 } },
      { what: `Who is counted of ${of} people`, figure: medianOf(asked), unit: 'ms', goal: { most: 5 } },
      {
        what: 'People counted',
        figure: figure?.releases.reduce((sum, { recipients }) => sum + recipients, 0) ?? 0,
        unit: 'people',
        goal: { least: people },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The benchmark of the ledger. */
export const ledger: Bench = { name: 'ledger', run: () => measureLedger() };
