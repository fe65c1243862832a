import { performance } from 'node:perf_hooks';
import { openStores } from '../../src/stores.js';
import { countedNow } from '../../src/app/counted-now.js';
import type { Identifier } from '../../src/domain/ledger/identifier.js';
import type { NumberId, WabaId } from '../../src/domain/snapshot.js';
import { after, DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.js';
import { asking } from '../support/asking.js';
import { fakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon, portfolioId } from '../support/looks.js';
import { medianOf, percentileOf, type Bench, type Row } from './row.js';

const account = '102290129340398' as WabaId;
const number = '106540352242922' as NumberId;
const keeping = { halfHours: 8 * DAY, hours: 60 * DAY, days: 730 * DAY };
const body = 720;

/** What a question costs where people were reached in each minute of the day, and where nobody is counted. */
export async function measureQuota(people = 14_400, questions = 400): Promise<readonly Row[]> {
  const log = fakeLog();
  const stores = await openStores({ url: 'sqlite://:memory:', keeping, log });
  const clock = fakeClock(after(noon, 3 * MINUTE));
  try {
    // Counted for two days, and never away for longer than a minute.
    for (let at = after(noon, -50 * HOUR); at <= noon; at = after(at, MINUTE))
      await stores.ledger.alive(portfolioId, [account], at);
    for (let first = 0; first < people; first += body) {
      const facts = Array.from({ length: body }, (_, i) => ({
        kind: 'status' as const,
        waba: account,
        number,
        message: `wamid.${String(first + i)}`,
        status: 'delivered' as const,
        at: after(noon, -Math.floor(((first + i) / people) * 86_000) * SECOND),
        identifiers: [`phone:628${String(first + i)}` as Identifier],
        failure: null,
        group: false,
        pricing: { type: 'regular', category: 'marketing', origin: null },
      }));
      await stores.ledger.record(portfolioId, facts, noon);
    }
    const counting = await asking({}, { clock, counted: countedNow(stores.ledger, clock, log) });
    const plain = await asking({}, { clock });
    const withLedger: number[] = [];
    const without: number[] = [];
    const processor = { with: 0, without: 0 };
    for (let i = 0; i < questions; i += 1) {
      // In turn, so that whatever else the machine does strikes both. A webhook comes in between, and the clock goes on.
      if (i % 10 === 0) clock.move(MINUTE);
      await stores.ledger.alive(portfolioId, [account], clock.now());
      const one = await cost(() => plain.hear('/quota 0001'));
      const other = await cost(() => counting.hear('/quota 0001'));
      if (i < questions / 10) continue;
      without.push(one.ms);
      withLedger.push(other.ms);
      processor.without += one.processor;
      processor.with += other.processor;
    }
    const measured = without.length;
    const row = (what: string, figure: number, most: number | null = null): Row => ({
      what,
      figure,
      unit: 'ms',
      goal: most === null ? null : { most },
    });
    return [
      row('/quota where nobody is counted, p50', medianOf(without)),
      row('/quota where nobody is counted, p99', percentileOf(without, 99)),
      row(
        '/quota with people in each minute of a day, p50',
        medianOf(withLedger),
        Math.ceil(medianOf(without) + 2),
      ),
      row('/quota with people in each minute of a day, p99', percentileOf(withLedger, 99)),
      row('/quota where nobody is counted, CPU', processor.without / measured),
      row('/quota with people in each minute of a day, CPU', processor.with / measured),
    ];
  } finally {
    await stores.close();
  }
}

async function cost(
  work: () => Promise<unknown>,
): Promise<{ readonly ms: number; readonly processor: number }> {
  const used = process.cpuUsage();
  const began = performance.now();
  await work();
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(used);
  return { ms, processor: (user + system) / 1_000 };
}

/** The benchmark of what the ledger adds to a question. */
export const quota: Bench = { name: 'quota', run: () => measureQuota() };
