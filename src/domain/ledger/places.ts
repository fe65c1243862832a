import type { Instant, Span } from '../time.js';
import type { Judgement } from './judge.js';

/** Places within the limit that are given back at `until`. Negative: fewer than before. */
export interface Places {
  /** When they begin to be held; null: they are held already. */
  readonly from: Instant | null;
  readonly until: Instant;
  readonly sure: number;
  readonly possible: number;
}

/** The places a judgement holds at `now` or later. Those of `now` say nothing of earlier times. */
export function placesOf({ sure, possible }: Judgement, now: Instant): readonly Places[] {
  return [
    ...heldFrom(sure, now).map((held) => ({ ...held, sure: 1, possible: 0 })),
    ...possible.flatMap((one) => heldFrom(one, now).map((held) => ({ ...held, sure: 0, possible: 1 }))),
  ];
}

/** What has to be added to `before` to have `now`; nothing that adds up to nothing. */
export function changeOfPlaces(before: readonly Places[], now: readonly Places[]): readonly Places[] {
  return summedPlaces([
    ...now,
    ...before.map((place) => ({ ...place, sure: -place.sure, possible: -place.possible })),
  ]);
}

/** Places of the same times added up, in rising order. */
export function summedPlaces(all: Iterable<Places>): readonly Places[] {
  const sums = new Map<string, Places>();
  for (const place of all) {
    const key = `${place.until} ${place.from ?? ''}`;
    const sum = sums.get(key);
    sums.set(
      key,
      sum === undefined
        ? place
        : { ...sum, sure: sum.sure + place.sure, possible: sum.possible + place.possible },
    );
  }
  return [...sums.values()]
    .filter(({ sure, possible }) => sure !== 0 || possible !== 0)
    .sort((a, b) => a.until - b.until || (a.from ?? 0) - (b.from ?? 0));
}

function heldFrom(spans: readonly Span[], now: Instant): readonly Pick<Places, 'from' | 'until'>[] {
  return spans
    .filter(({ to }) => to > now)
    .map(({ from, to }) => ({ from: from > now ? from : null, until: to }));
}
