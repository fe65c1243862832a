import { describe, expect, it } from 'vitest';
import { stopsYesterday } from '../../src/app/stops-yesterday.js';
import { countsOf, type SignalCounts } from '../../src/domain/signals/counts.js';
import { isoOf } from '../../src/domain/time.js';
import { StoreError } from '../../src/ports.js';
import type { DailyHours, SignalRecord } from '../../src/signals-port.js';
import { fakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon, numberOf, portfolioId } from '../support/looks.js';

const { id } = numberOf(1);

function recordOf(
  counts: Partial<SignalCounts> | null,
): Pick<SignalRecord, 'daily'> & { asked: DailyHours[] } {
  const asked: DailyHours[] = [];
  return {
    asked,
    daily(_portfolio, hours) {
      asked.push(hours);
      return Promise.resolve(counts === null ? new Map() : new Map([[id, new Map([[0, countsOf(counts)]])]]));
    },
  };
}

const log = fakeLog();
const ask = (record: Pick<SignalRecord, 'daily'>, zone = 'Asia/Jakarta') =>
  stopsYesterday(record, fakeClock(noon), log)(portfolioId, id, zone);

describe('who asked yesterday to be sent no more', () => {
  it('is counted by the local day that ended at the last midnight', async () => {
    const record = recordOf({ stops: 30, optOuts: 4, readSoon: 1_000 });
    expect(await ask(record)).toEqual({ requests: 34, read: 1_000, share: 0.034 });
    expect(record.asked.map(({ end, hours, days, numbers }) => [isoOf(end), hours, days, numbers])).toEqual([
      ['2026-11-21T17:00:00.000Z', 24, 1, [id]],
    ]);
  });

  it('is nobody where none did, and not known where few read or nothing is counted', async () => {
    expect(await ask(recordOf({ readSoon: 100 }))).toEqual({ requests: 0, read: 100, share: 0 });
    expect(await ask(recordOf({ stops: 9, readSoon: 99 }))).toBeNull();
    expect(await ask(recordOf(null))).toBeNull();
  });

  it('is not known where the record cannot be read, which is logged', async () => {
    const broken = { daily: () => Promise.reject(new StoreError('damaged', 'gone')) };
    expect(await ask(broken)).toBeNull();
    expect(log.lines.at(-1)?.event).toBe('signals.read-failed');
  });
});
