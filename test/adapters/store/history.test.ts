import { describe, expect, it } from 'vitest';
import { peaksByDay } from '../../../src/domain/peaks.js';
import type { LookNote, MetaState } from '../../../src/domain/history/looks.js';
import type { NumberId, PortfolioId } from '../../../src/domain/snapshot.js';
import { DAY, HALF_HOUR, instantOf, type Instant } from '../../../src/domain/time.js';
import type { History } from '../../../src/ports.js';
import { filledThrough } from '../../support/filled-history.js';
import { seriesFrom } from '../../support/contracts/history-contract.js';
import { fileAt, historyIn, keeping, newPlace, storesAt } from './opened.js';

const toko = '506914307656634' as PortfolioId;
const promo = '106540352242922' as NumberId;
const service = '106540352242923' as NumberId;
const midnight = instantOf(Date.parse('2026-11-22T00:00:00Z'));
const always = { from: instantOf(0), to: instantOf(midnight + 400 * DAY) };

const standing: MetaState = { quality: 'yellow', status: 'connected', limit: Number.POSITIVE_INFINITY };

function noteAt(at: Instant, more: Partial<LookNote> = {}): LookNote {
  return {
    at,
    usageSince: instantOf(at - DAY),
    standings: { portfolio: { ...standing, status: null }, numbers: new Map([[promo, standing]]) },
    incidents: [{ id: 'a', number: promo, severity: 'warning', at, until: null }],
    ...more,
  };
}

describe('the history in a file', () => {
  it('is still there after a restart, with the largest figures', async () => {
    const path = newPlace();
    const first = await storesAt(path);
    const series = seriesFrom(midnight - HALF_HOUR, 1, 4_000_000_000);
    await filledThrough(first).append(toko, new Map([[promo, series]]));
    await first.close();
    const { history } = await storesAt(path);
    expect(await history.read(toko, always)).toEqual(new Map([[promo, series]]));
  });

  it('drops the days that are older than it is kept', async () => {
    const path = newPlace();
    const file = await fileAt(path);
    const history = historyIn(file, { halfHours: 2 * DAY, hours: 2 * DAY, days: 2 * DAY });
    for (let day = 0; day < 5; day += 1) {
      await history.append(toko, new Map([[promo, seriesFrom(midnight + day * DAY, day + 1)]]));
    }
    const kept = (await history.read(toko, always)).get(promo)?.map((bucket) => bucket.recipients);
    expect(kept).toEqual([3, 4, 5]);
    expect(await file.reading((tables) => tables('usage_day').orderBy('day').pluck('day'))).toEqual([
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
    ]);
  });

  it('writes no day when it is told what it knows', async () => {
    const file = await fileAt(newPlace());
    const history = historyIn(file, keeping);
    const series = new Map([[promo, seriesFrom(midnight, 1, 2, 3)]]);
    await history.append(toko, series);
    await file.writing((tables) => tables('usage_day').update({ sums: Buffer.from('as it was') }));
    await history.append(toko, series);
    expect(await file.reading((tables) => tables('usage_day').pluck('sums'))).toEqual([
      Buffer.from('as it was'),
    ]);
  });

  it('refuses a day it cannot read, and leaves it as it is', async () => {
    const path = newPlace();
    const first = await fileAt(path);
    await historyIn(first, keeping).append(toko, new Map([[promo, seriesFrom(midnight, 1)]]));
    const broken = Buffer.from([1, 2, 3]);
    await first.writing((tables) => tables('usage_day').update({ counts: broken }));
    await first.close();
    const file = await fileAt(path);
    const history = historyIn(file, keeping);
    await expect(history.read(toko, always)).rejects.toMatchObject({
      kind: 'damaged',
      message: expect.stringContaining(`the usage of portfolio ${toko} on 2026-11-22 is damaged`) as string,
    });
    const more = history.append(toko, new Map([[promo, seriesFrom(midnight, 2)]]));
    await expect(more).rejects.toMatchObject({ kind: 'damaged' });
    expect(await file.reading((tables) => tables('usage_day').pluck('counts'))).toEqual([broken]);
  });

  it('keeps old days of a number by hours, then as totals and peaks, and all together by half hours', async () => {
    const path = newPlace();
    const first = await fileAt(path);
    const few = { halfHours: DAY, hours: 3 * DAY, days: 5 * DAY };
    const history = historyIn(first, few);
    for (let day = 0; day < 9; day += 1) {
      const series = seriesFrom(midnight + day * DAY, day + 1, 10, 100);
      await history.append(
        toko,
        new Map([
          [promo, series],
          [service, series],
        ]),
      );
    }
    const check = async (read: History): Promise<void> => {
      const { series, days } = await read.usage(toko, promo, always);
      const shown = series.map(({ at, recipients }) => [(at - midnight) / DAY, recipients]);
      expect(shown).toEqual([
        [5, 16],
        [5 + 1 / 24, 100],
        [6, 17],
        [6 + 1 / 24, 100],
        ...[7, 8].flatMap((day) => [
          [day, day + 1],
          [day + 1 / 48, 10],
          [day + 1 / 24, 100],
        ]),
      ]);
      // The peak of a day holds what the day before had sent up to a moving day earlier.
      expect(days).toEqual([
        { at: midnight + 3 * DAY, total: 114, peak: 100 + 114 },
        { at: midnight + 4 * DAY, total: 115, peak: 100 + 115 },
      ]);
      const all = await read.usage(toko, null, always);
      expect(all.days).toEqual([]);
      expect(all.series.slice(0, 4).map(({ recipients }) => recipients)).toEqual([8, 20, 200, 10]);
      expect((await read.read(toko, always)).get(service)).toEqual(series);
    };
    await check(history);
    await first.close();
    await check((await storesAt(path)).history);
  });

  it('leaves a day that has grown coarse as it is', async () => {
    const history = historyIn(await fileAt(newPlace()), { halfHours: DAY, hours: 9 * DAY, days: 9 * DAY });
    for (let day = 0; day < 4; day += 1) {
      await history.append(toko, new Map([[promo, seriesFrom(midnight + day * DAY, 1, 2)]]));
    }
    await history.append(toko, new Map([[promo, seriesFrom(midnight, 50)]]));
    expect((await history.usage(toko, promo, always)).series[0]).toEqual({ at: midnight, recipients: 3 });
  });

  it('never lets a number’s hours promise less than its half hours did', async () => {
    const history = historyIn(await fileAt(newPlace()), { halfHours: DAY, hours: 2 * DAY, days: 30 * DAY });
    const busy = seriesFrom(midnight, ...Array.from({ length: 6 * 48 }, (_, i) => ((i * 37) % 91) + 1));
    const fine = peaksByDay(busy, { from: midnight, to: instantOf(midnight + 6 * DAY) }, 'UTC');
    for (let day = 0; day < 6; day += 1) {
      await history.append(toko, new Map([[promo, busy.slice(day * 48, (day + 1) * 48)]]));
    }
    const { days } = await history.usage(toko, promo, always);
    expect(days.length).toBeGreaterThan(1);
    for (const [i, day] of days.entries()) {
      expect(day.total).toBe(fine[i]?.total);
      expect(day.peak).toBeGreaterThanOrEqual(fine[i]?.peak ?? Number.POSITIVE_INFINITY);
    }
  });

  it('keeps what looks saw through a restart', async () => {
    const path = newPlace();
    const first = await storesAt(path);
    const note = noteAt(midnight);
    await filledThrough(first).note(toko, note);
    const before = await first.history.notes(toko, promo, always);
    await first.close();
    const history = filledThrough(await storesAt(path));
    expect(await history.notes(toko, promo, always)).toEqual(before);
    expect(before.steps).toEqual([{ at: midnight, ...standing }]);
    await history.note(toko, { ...note, at: instantOf(midnight + HALF_HOUR) });
    const { looked, steps } = await history.notes(toko, promo, always);
    expect(steps).toHaveLength(1);
    expect(looked).toEqual([{ from: midnight, to: midnight + HALF_HOUR }]);
  });

  it('keeps no span and no incident that ended before what is kept', async () => {
    const file = await fileAt(newPlace());
    const history = historyIn(file, { halfHours: DAY, hours: 2 * DAY, days: 3 * DAY });
    await history.note(toko, noteAt(midnight, { usageSince: midnight }));
    const ended = { id: 'a', number: promo, severity: 'warning', at: midnight, until: midnight } as const;
    const later = instantOf(midnight + 9 * DAY);
    const open = { ...ended, id: 'b', at: later, until: null };
    await history.note(toko, noteAt(later, { usageSince: later, incidents: [ended, open] }));
    await file.reading(async (tables) => {
      expect(await tables('look_span').orderBy('what').select('what', 'begins')).toEqual([
        { what: 'counted', begins: later },
        { what: 'looked', begins: later },
      ]);
      expect(await tables('incident_trace').pluck('id')).toEqual(['b']);
    });
  });

  it('refuses what it cannot read of looks', async () => {
    const file = await fileAt(newPlace());
    await historyIn(file, keeping).note(toko, noteAt(midnight));
    await file.writing((tables) => tables('look_span').update({ ends: 'tomorrow' }));
    await expect(historyIn(file, keeping).notes(toko, null, always)).rejects.toMatchObject({
      kind: 'damaged',
    });
  });
});
