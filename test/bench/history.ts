import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Stores } from '../../src/store-description.js';
import { openStores } from '../../src/stores.js';
import { readPast } from '../../src/app/past.js';
import { chartFacts } from '../../src/domain/history/past-chart.js';
import type { LookNote, MetaState } from '../../src/domain/history/looks.js';
import type { NumberId } from '../../src/domain/snapshot.js';
import { after, DAY, HALF_HOUR, type Instant } from '../../src/domain/time.js';
import type { Bucket, Series } from '../../src/domain/usage.js';
import { filledThrough } from '../support/filled-history.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon, portfolioId } from '../support/looks.js';
import { medianOf, type Bench, type Row } from './row.js';

const keeping = { halfHours: 8 * DAY, hours: 60 * DAY, days: 730 * DAY };

function idOf(index: number): NumberId {
  return `10654037${String(220_000 + index * 37)}` as NumberId;
}

/** A number that sends by day, each in its own way; the same every time. */
function dayOf(index: number, start: Instant): Series {
  return Array.from({ length: 48 }, (_, slot): Bucket => {
    const wave = Math.abs(Math.sin(index * 12.9898 + slot * 78.233 + start / DAY) * 43_758.5453) % 1;
    return { at: after(start, slot * HALF_HOUR), recipients: slot < 14 ? 0 : Math.floor(wave * 40) };
  }).filter(({ recipients }) => recipients > 0);
}

/** One number in a hundred changes its colour each day. */
function noteOf(numbers: number, at: Instant, day: number): LookNote {
  const green: MetaState = { quality: 'green', status: 'connected', limit: 10_000 };
  return {
    at,
    usageSince: after(at, -2 * DAY),
    standings: {
      portfolio: { quality: 'yellow', status: null, limit: 10_000 },
      numbers: new Map(
        Array.from({ length: numbers }, (_, i) => [
          idOf(i),
          (i + day) % 100 === 0 ? { ...green, quality: 'yellow' } : green,
        ]),
      ),
    },
    incidents: [],
  };
}

async function times(count: number, work: () => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const began = performance.now();
    await work();
    all.push(performance.now() - began);
  }
  return medianOf(all);
}

/** What a long past of many numbers costs: room, and the time to read it for a chart. */
export async function measureHistory(numbers = 1_000, days = 365): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tierwatch-bench-'));
  const path = join(folder, 'history.sqlite');
  const open = (access: 'read' | 'write'): Promise<Stores> =>
    openStores({ url: `sqlite://${path}`, access, keeping, log: fakeLog() });
  try {
    const first = after(noon, -days * DAY);
    const start = after(first, -(first % DAY));
    const stores = await open('write');
    const writing = filledThrough(stores);
    const writes: number[] = [];
    const notes: number[] = [];
    for (let day = 0; day < days; day += 1) {
      const at = after(start, day * DAY);
      const sent = new Map(Array.from({ length: numbers }, (_, i) => [idOf(i), dayOf(i, at)]));
      writes.push(await times(1, () => writing.append(portfolioId, sent)));
      const note = noteOf(numbers, at, day);
      notes.push(await times(1, () => writing.note(portfolioId, note)));
    }
    const now = after(start, days * DAY);
    const chart = async (
      { history: past }: Stores,
      number: NumberId | null,
      shown = 30,
    ): Promise<unknown> => {
      const wanted = { portfolio: portfolioId, number, days: shown, zone: 'Asia/Jakarta', now };
      return chartFacts(await readPast(past, wanted), 80, 'light');
    };
    await stores.close();
    const bytes = statSync(path).size;
    const reading = await open('read');
    const cold = await times(1, () => chart(reading, idOf(7)));
    const portfolio = await times(15, () => chart(reading, null));
    const one = await times(15, () => chart(reading, idOf(7)));
    const year = await times(3, () => chart(reading, idOf(7), 365));
    const week = await times(5, () =>
      reading.history.read(portfolioId, { from: after(now, -8 * DAY), to: now }),
    );
    await reading.close();
    const of = `${numbers.toLocaleString('en')} numbers`;
    return [
      { what: `A year of ${of} on disk`, figure: bytes / 1e6, unit: 'MB', goal: { most: 50 } },
      {
        what: `A day of ${of} written, older ones made coarser`,
        figure: medianOf(writes),
        unit: 'ms',
        goal: null,
      },
      {
        what: '30 days of the portfolio read for a chart',
        figure: portfolio,
        unit: 'ms',
        goal: { most: 50 },
      },
      { what: '30 days of one number, first time', figure: cold, unit: 'ms', goal: null },
      { what: '30 days of one number read for a chart', figure: one, unit: 'ms', goal: null },
      { what: 'A year of one number read', figure: year, unit: 'ms', goal: null },
      {
        what: `8 days of all ${of} read for a look, nothing in memory`,
        figure: week,
        unit: 'ms',
        goal: null,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The benchmark of the past. */
export const history: Bench = { name: 'history', run: () => measureHistory() };
