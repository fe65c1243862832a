import { describe, expect, it } from 'vitest';
import type { NumberId, PortfolioId } from '../../../src/domain/snapshot.js';
import { DAY, HALF_HOUR, HOUR, instantOf, type Instant, type Span } from '../../../src/domain/time.js';
import type { Bucket, Series } from '../../../src/domain/usage.js';
import type { History } from '../../../src/ports.js';

const toko = '506914307656634' as PortfolioId;
const promo = '106540352242922' as NumberId;
const service = '106540352242923' as NumberId;
const midnight = instantOf(Date.parse('2026-11-22T00:00:00Z'));

/** The half hours that follow each other from `from` on. */
export function seriesFrom(from: number, ...recipients: readonly number[]): Series {
  return recipients.map((count, i): Bucket => ({ at: instantOf(from + i * HALF_HOUR), recipients: count }));
}

const span = (from: number, to: number): Span => ({ from: instantOf(from), to: instantOf(to) });
const around = (at: Instant): Span => span(at - 400 * DAY, at + 400 * DAY);

/** What every history promises. `open` gives an empty one. */
export function historyContract(name: string, open: () => Promise<History>): void {
  describe(`${name}, as every history`, () => {
    it('knows nothing of what nobody told it', async () => {
      expect(await (await open()).read(toko, around(midnight))).toEqual(new Map());
    });

    it('gives back each number’s half hours in order, over midnight', async () => {
      const history = await open();
      await history.append(toko, new Map([[promo, seriesFrom(midnight - HOUR, 1, 2, 3, 4)]]));
      await history.append(toko, new Map([[service, seriesFrom(midnight, 9)]]));
      expect(await history.read(toko, around(midnight))).toEqual(
        new Map([
          [promo, seriesFrom(midnight - HOUR, 1, 2, 3, 4)],
          [service, seriesFrom(midnight, 9)],
        ]),
      );
    });

    it('replaces a half hour that is told again, and keeps the others', async () => {
      const history = await open();
      await history.append(toko, new Map([[promo, seriesFrom(midnight, 1, 2)]]));
      await history.append(toko, new Map([[promo, seriesFrom(midnight + HALF_HOUR, 5, 3)]]));
      expect((await history.read(toko, around(midnight))).get(promo)).toEqual(seriesFrom(midnight, 1, 5, 3));
    });

    it('forgets a half hour that turns out to have had nothing', async () => {
      const history = await open();
      await history.append(toko, new Map([[promo, seriesFrom(midnight, 1, 2)]]));
      await history.append(toko, new Map([[promo, seriesFrom(midnight, 0)]]));
      expect((await history.read(toko, around(midnight))).get(promo)).toEqual(
        seriesFrom(midnight + HALF_HOUR, 2),
      );
    });

    it('reads from the first instant, and up to the last one but not with it', async () => {
      const history = await open();
      await history.append(toko, new Map([[promo, seriesFrom(midnight - HOUR, 1, 2, 3, 4)]]));
      const inside = await history.read(toko, span(midnight - HALF_HOUR, midnight + HALF_HOUR));
      expect(inside.get(promo)).toEqual(seriesFrom(midnight - HALF_HOUR, 2, 3));
      expect(await history.read(toko, span(midnight + DAY, midnight + 2 * DAY))).toEqual(new Map());
    });

    it('keeps portfolios apart', async () => {
      const history = await open();
      await history.append(toko, new Map([[promo, seriesFrom(midnight, 1)]]));
      expect(await history.read('waba:1' as PortfolioId, around(midnight))).toEqual(new Map());
    });

    it('loses nothing of what is told at once', async () => {
      const history = await open();
      await Promise.all(
        Array.from({ length: 96 }, (_, i) =>
          history.append(toko, new Map([[promo, seriesFrom(midnight + i * HALF_HOUR, i + 1)]])),
        ),
      );
      const all = Array.from({ length: 96 }, (_, i) => i + 1);
      expect((await history.read(toko, around(midnight))).get(promo)).toEqual(seriesFrom(midnight, ...all));
    });
  });
}
