import { describe, expect, it } from 'vitest';
import { unmatchedIn } from '../../../src/domain/history/recorded-usage.js';
import type { LookNote, MetaState } from '../../../src/domain/history/looks.js';
import type { NumberId, PortfolioId, WabaId } from '../../../src/domain/snapshot.js';
import {
  DAY,
  HALF_HOUR,
  HOUR,
  instantOf,
  MINUTE,
  type Instant,
  type Span,
} from '../../../src/domain/time.js';
import type { Bucket, Series } from '../../../src/domain/usage.js';
import type { FilledHistory } from '../filled-history.js';

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
export function historyContract(name: string, open: () => Promise<FilledHistory>): void {
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

    it('gives the usage of one number, and of all together', async () => {
      const history = await open();
      await history.append(
        toko,
        new Map([
          [promo, seriesFrom(midnight - HOUR, 1, 2, 3)],
          [service, seriesFrom(midnight, 10, 20)],
        ]),
      );
      const whole = around(midnight);
      expect(await history.usage(toko, promo, whole)).toEqual({
        series: seriesFrom(midnight - HOUR, 1, 2, 3),
        days: [],
      });
      expect(await history.usage(toko, null, span(midnight - HALF_HOUR, midnight + HOUR))).toEqual({
        series: seriesFrom(midnight - HALF_HOUR, 2, 13, 20),
        days: [],
      });
      expect(await history.usage('waba:1' as PortfolioId, null, whole)).toEqual({ series: [], days: [] });
    });

    it('counts what belongs to no number for all together, and for each that it may belong to', async () => {
      const history = await open();
      await history.append(
        toko,
        new Map([
          [promo, seriesFrom(midnight - HOUR, 1, 2)],
          [unmatchedIn('1' as WabaId), seriesFrom(midnight - HALF_HOUR, 10, 20)],
          [unmatchedIn('2' as WabaId), seriesFrom(midnight, 300)],
        ]),
      );
      const whole = around(midnight);
      expect((await history.usage(toko, promo, whole)).series).toEqual(
        seriesFrom(midnight - HOUR, 1, 12, 320),
      );
      expect((await history.usage(toko, service, whole)).series).toEqual(
        seriesFrom(midnight - HALF_HOUR, 10, 320),
      );
      expect((await history.usage(toko, null, whole)).series).toEqual(
        seriesFrom(midnight - HOUR, 1, 12, 320),
      );
      expect((await history.read(toko, whole)).get(promo)).toEqual(seriesFrom(midnight - HOUR, 1, 2));
    });

    describe('of what looks saw', () => {
      const green: MetaState = { quality: 'green', status: 'connected', limit: 10_000 };
      const yellow: MetaState = { ...green, quality: 'yellow' };
      const whole: MetaState = { quality: 'green', status: null, limit: 10_000 };
      const look = (at: number, more: Partial<LookNote> = {}): LookNote => ({
        at: instantOf(at),
        usageSince: instantOf(at - DAY),
        standings: { portfolio: whole, numbers: new Map([[promo, green]]) },
        incidents: [],
        ...more,
      });
      const seeing = (at: number, promoIs: MetaState, portfolio: MetaState = whole): LookNote =>
        look(at, { standings: { portfolio, numbers: new Map([[promo, promoIs]]) } });
      const blind = (at: number): LookNote => look(at, { usageSince: null, standings: null });

      it('knows nothing before the first', async () => {
        expect(await (await open()).notes(toko, promo, around(midnight))).toEqual({
          steps: [],
          looked: [],
          counted: [],
          incidents: [],
        });
      });

      it('keeps a step where something changed, and nothing where it did not', async () => {
        const history = await open();
        for (const [minutes, standing] of [
          [0, green],
          [5, green],
          [10, yellow],
          [15, yellow],
          [20, green],
        ] as const) {
          await history.note(toko, seeing(midnight + minutes * MINUTE, standing));
        }
        const { steps } = await history.notes(toko, promo, around(midnight));
        expect(steps).toEqual([
          { at: midnight, ...green },
          { at: midnight + 10 * MINUTE, ...yellow },
          { at: midnight + 20 * MINUTE, ...green },
        ]);
        expect((await history.notes(toko, null, around(midnight))).steps).toEqual([
          { at: midnight, ...whole },
        ]);
      });

      it('knows what stood when a span began, however long it had stood', async () => {
        const history = await open();
        await history.note(toko, seeing(midnight - 200 * DAY, yellow));
        await history.note(toko, seeing(midnight + HOUR, green));
        const { steps } = await history.notes(toko, promo, span(midnight, midnight + DAY));
        expect(steps.map(({ at, quality }) => [at, quality])).toEqual([
          [midnight - 200 * DAY, 'yellow'],
          [midnight + HOUR, 'green'],
        ]);
        expect((await history.notes(toko, promo, span(midnight, midnight + HOUR))).steps).toHaveLength(1);
      });

      it('keeps a limit without a cap apart from one that is unknown', async () => {
        const history = await open();
        await history.note(toko, seeing(midnight, green, { ...whole, limit: Number.POSITIVE_INFINITY }));
        await history.note(toko, seeing(midnight + HOUR, green, { ...whole, limit: null }));
        const { steps } = await history.notes(toko, null, around(midnight));
        expect(steps.map(({ limit }) => limit)).toEqual([Number.POSITIVE_INFINITY, null]);
      });

      it('lets a number that is gone stand for nothing', async () => {
        const history = await open();
        await history.note(toko, seeing(midnight, green));
        await history.note(
          toko,
          look(midnight + HOUR, { standings: { portfolio: whole, numbers: new Map() } }),
        );
        const { steps } = await history.notes(toko, promo, around(midnight));
        expect(steps.at(-1)).toEqual({
          at: midnight + HOUR,
          quality: 'unknown',
          status: 'unknown',
          limit: null,
        });
      });

      it('knows when nobody saw: while blind, and while nobody looked', async () => {
        const history = await open();
        await history.note(toko, look(midnight));
        await history.note(toko, look(midnight + 5 * MINUTE));
        await history.note(toko, blind(midnight + 10 * MINUTE));
        await history.note(toko, look(midnight + 15 * MINUTE));
        await history.note(toko, look(midnight + 2 * HOUR));
        await history.note(toko, look(midnight + 9 * HOUR));
        const { looked } = await history.notes(toko, null, around(midnight));
        expect(looked).toEqual([
          span(midnight, midnight + 5 * MINUTE),
          span(midnight + 15 * MINUTE, midnight + 2 * HOUR),
          span(midnight + 9 * HOUR, midnight + 9 * HOUR),
        ]);
      });

      it('knows of which time all usage is counted; a later look may count what was missed', async () => {
        const history = await open();
        await history.note(toko, look(midnight, { usageSince: instantOf(midnight - 7 * DAY) }));
        await history.note(toko, look(midnight + 3 * DAY, { usageSince: instantOf(midnight + 2 * DAY) }));
        const gap = await history.notes(toko, null, around(midnight));
        expect(gap.counted).toEqual([
          span(midnight - 7 * DAY, midnight),
          span(midnight + 2 * DAY, midnight + 3 * DAY),
        ]);
        await history.note(toko, look(midnight + 4 * DAY, { usageSince: instantOf(midnight - DAY) }));
        const { counted } = await history.notes(toko, null, around(midnight));
        expect(counted).toEqual([span(midnight - 7 * DAY, midnight + 4 * DAY)]);
      });

      it('remembers incidents when they are long over, each with its own number', async () => {
        const history = await open();
        const begun = { id: 'a', number: promo, severity: 'warning', at: midnight, until: null } as const;
        const worse = { ...begun, severity: 'critical', until: instantOf(midnight + HOUR) } as const;
        const other = { ...begun, id: 'b', number: null, at: instantOf(midnight + HOUR) } as const;
        await history.note(toko, look(midnight, { incidents: [begun] }));
        await history.note(toko, look(midnight + HOUR, { incidents: [worse, other] }));
        await history.note(toko, look(midnight + 2 * HOUR));
        expect((await history.notes(toko, null, around(midnight))).incidents).toEqual([worse, other]);
        expect((await history.notes(toko, promo, around(midnight))).incidents).toEqual([worse]);
        expect(
          (await history.notes(toko, promo, span(midnight + 2 * HOUR, midnight + DAY))).incidents,
        ).toEqual([]);
      });

      it('keeps the most people of each half hour, of the portfolio alone', async () => {
        const history = await open();
        const counted = async (minutes: number, atLeast: number, atMost: number | null) =>
          history.note(toko, {
            at: instantOf(midnight + minutes * MINUTE),
            usageSince: null,
            standings: null,
            incidents: [],
            people: { atLeast, atMost },
          });
        await counted(5, 100, 120);
        await counted(10, 90, 130);
        await counted(35, 80, null);
        await counted(65, 70, 70);
        const read = async (from: number, to: number) =>
          (await history.notes(toko, null, span(midnight + from, midnight + to))).people;
        expect(await read(0, HOUR)).toEqual([
          { at: midnight, atLeast: 100, atMost: 130 },
          { at: midnight + HALF_HOUR, atLeast: 80, atMost: null },
        ]);
        expect(await read(HOUR, 2 * HOUR)).toEqual([{ at: midnight + HOUR, atLeast: 70, atMost: 70 }]);
        expect((await history.notes(toko, promo, around(midnight))).people).toBeUndefined();
      });

      it('does not mistake a look from before the last change for news', async () => {
        const history = await open();
        await history.note(toko, seeing(midnight, green));
        await history.note(toko, seeing(midnight - HOUR, yellow));
        expect((await history.notes(toko, promo, around(midnight))).steps).toEqual([
          { at: midnight, ...green },
        ]);
      });
    });
  });
}
