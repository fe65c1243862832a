import { describe, expect, it } from 'vitest';
import { keyvHistory } from '../../../src/adapters/store/keyv-history.js';
import type { NumberId, PortfolioId } from '../../../src/domain/snapshot.js';
import { DAY, HALF_HOUR, instantOf } from '../../../src/domain/time.js';
import { seriesFrom } from '../../support/contracts/history-contract.js';
import { fileAt, limitPages, newPlace, storesAt } from './opened.js';

const toko = '506914307656634' as PortfolioId;
const promo = '106540352242922' as NumberId;
const midnight = instantOf(Date.parse('2026-11-22T00:00:00Z'));
const always = { from: instantOf(0), to: instantOf(midnight + 400 * DAY) };

describe('the history in a file', () => {
  it('is still there after a restart, with the largest figures', async () => {
    const path = newPlace();
    const first = await storesAt(path);
    const series = seriesFrom(midnight - HALF_HOUR, 1, 4_000_000_000);
    await first.history.append(toko, new Map([[promo, series]]));
    await first.close();
    const { history } = await storesAt(path);
    expect(await history.read(toko, always)).toEqual(new Map([[promo, series]]));
  });

  it('drops the days that are older than it is kept', async () => {
    const path = newPlace();
    const file = await fileAt(path);
    const history = keyvHistory(file, { keep: 2 * DAY });
    for (let day = 0; day < 5; day += 1) {
      await history.append(toko, new Map([[promo, seriesFrom(midnight + day * DAY, day + 1)]]));
    }
    const kept = (await history.read(toko, always)).get(promo)?.map((bucket) => bucket.recipients);
    expect(kept).toEqual([3, 4, 5]);
    const rows = file.rows('history');
    expect(await rows.has(`day:${toko}:2026-11-22`)).toBe(false);
    expect(await rows.has(`day:${toko}:2026-11-26`)).toBe(true);
  });

  it('writes nothing when it is told what it knows', async () => {
    const file = await fileAt(newPlace());
    const history = keyvHistory(file, { keep: 90 * DAY });
    const series = new Map([[promo, seriesFrom(midnight, 1, 2, 3)]]);
    await history.append(toko, series);
    await limitPages(file, 1);
    await history.append(toko, series);
    expect(file.ready()).toBe(true);
  });

  it('refuses a day it cannot read, and leaves it as it is', async () => {
    const path = newPlace();
    const first = await fileAt(path);
    await keyvHistory(first, { keep: 90 * DAY }).append(toko, new Map([[promo, seriesFrom(midnight, 1)]]));
    const broken = { version: 1, numbers: [promo], counts: 'AAAA' };
    await first.rows('history').set(`day:${toko}:2026-11-22`, broken);
    await first.close();
    const file = await fileAt(path);
    const history = keyvHistory(file, { keep: 90 * DAY });
    await expect(history.read(toko, always)).rejects.toMatchObject({
      kind: 'damaged',
      message: expect.stringContaining(`the usage of portfolio ${toko} on 2026-11-22 is damaged`) as string,
    });
    const more = history.append(toko, new Map([[promo, seriesFrom(midnight, 2)]]));
    await expect(more).rejects.toMatchObject({ kind: 'damaged' });
    expect(await file.rows('history').get(`day:${toko}:2026-11-22`)).toEqual(broken);
  });
});
