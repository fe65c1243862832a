import { chartArtist } from '../../src/adapters/chart/artist.js';
import { drawSignals } from '../../src/app/signal-picture.js';
import { whyCard } from '../../src/cards/why.js';
import { known } from '../../src/domain/reading.js';
import { lookNote } from '../../src/domain/history/look-note.js';
import { portfolioOf, noon, numberOf, portfolioId, wabaOf } from '../support/looks.js';
import { freshState } from '../../src/domain/state.js';
import { after, DAY, HOUR, type Instant } from '../../src/domain/time.js';
import type { Locale } from '../../src/domain/route.js';
import type { CountedHour } from '../../src/domain/signals/counted-hour.js';
import type { PortfolioSnapshot } from '../../src/domain/snapshot.js';
import { localTime } from '../../src/domain/time.js';
import { countsOf } from '../../src/domain/signals/counts.js';
import { causesIn } from '../support/fakes/signals.js';
import { memoryHistory } from '../support/fakes/stores.js';
import { story } from '../support/story.js';
import { readerIn } from './gallery-reader.js';
import { zone } from './shop.js';
import type { Told } from './scenes.js';

/** What the support agent types. */
export const whyQuestion = '/why 0812-3456-0001';

const now = after(noon, 46 * HOUR);
const fall = after(noon, 22 * HOUR);

/** Working days with quiet nights, and one evening on which a promotion goes wrong. */
function hourAt(at: Instant): CountedHour {
  const { hour, weekday } = localTime(at, zone);
  const base = hour >= 8 && hour < 21 ? (weekday >= 6 ? 90 : 140) : 4;
  const sent = base + ((hour * 7 + weekday * 13) % 11);
  const isPromotion = at >= after(fall, -16 * HOUR) && at < after(fall, -10 * HOUR);
  const all = isPromotion ? sent * 6 : sent;
  const share = (part: number): number => Math.round(all * part);
  const [held, gone] = [share(isPromotion ? 0.09 : 0.012), share(isPromotion ? 0.05 : 0.03)];
  return {
    at,
    counts: countsOf({
      sent: all,
      keptHealthy: held,
      undeliverable: gone,
      delivered: all - held - gone,
      readSoon: share(isPromotion ? 0.28 : 0.61),
      stops: share(isPromotion ? 0.021 : 0.002),
      optOuts: share(isPromotion ? 0.008 : 0.001),
    }),
  };
}

function seenAt(at: Instant): Partial<PortfolioSnapshot> {
  const rated = at >= fall ? ({ quality: 'yellow', rawQuality: 'YELLOW' } as const) : {};
  const promo = { id: 't1', name: 'promo_akhir_pekan', language: 'id' } as const;
  const state =
    at >= after(fall, -2 * HOUR) ? ({ quality: 'yellow' } as const) : ({ quality: 'green' } as const);
  const templates = known([{ ...promo, ...state, status: 'APPROVED' }]);
  return { wabas: [wabaOf({ templates })], numbers: [numberOf(1, { name: 'Toko Maju Promo', ...rated })] };
}

/** The morning after a number turned yellow, somebody asks what came before. */
export async function whyAnswer(locale: Locale, ground: 'light' | 'dark'): Promise<Told> {
  const told = story();
  const history = memoryHistory();
  for (let back = 9 * 24; back >= 0; back -= 1) {
    const at = after(now, -back * HOUR);
    const snapshot = portfolioOf(seenAt(at));
    const seen = { kind: 'seen', at, snapshot } as const;
    await history.note(
      portfolioId,
      lookNote(seen, freshState(portfolioId, 'Toko Maju'), after(now, -10 * DAY)),
    );
    if (back > 48) continue;
    told.waits(at - told.now);
    told.sees(seenAt(at));
  }
  const hours = Array.from({ length: 64 * 24 }, (_, back) =>
    hourAt(after(now, -(back + 1) * HOUR)),
  ).toReversed();
  const reader = readerIn(locale, now);
  const number = told.state.sight?.snapshot.numbers[0];
  if (!number) throw new Error('There is no number in this story.');
  const why = await causesIn(history, hours).why(told.state, number, now);
  const signals = {
    hourly: (
      _id: unknown,
      _number: unknown,
      { from, to }: { readonly from: Instant; readonly to: Instant },
    ) => Promise.resolve(hours.filter(({ at }) => at >= from && at < to)),
  };
  const picture = await drawSignals(
    { state: told.state, number, change: why.lately.worse?.at ?? null, reader, platform: 'slack' },
    { history, signals, artist: chartArtist, groundOf: () => ground, width: 80 },
  );
  return { card: whyCard({ state: told.state, number, why, picture }, reader), at: now };
}
