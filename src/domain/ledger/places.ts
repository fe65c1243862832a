import { instantOf, type Instant, type Span } from '../time.js';
import type { Judgement } from './judge.js';

/** Places within the limit that are given back at `until`. Negative: fewer than before. */
export interface HoldOfPlaces {
  /** When they begin to be held; null: they are held already. */
  readonly from: Instant | null;
  readonly until: Instant;
  readonly sure: number;
  readonly possible: number;
}

/** Adds places up. */
export interface PlaceTally {
  add(places: HoldOfPlaces): void;
  /**
   * Adds the places a judgement holds at `now` or later so many times; -1 takes them away. Those of `now` say nothing of
   * earlier times.
   */
  judged(judgement: Judgement, now: Instant, times: 1 | -1): void;
  /** The sum for each time, in rising order; none that is nothing. */
  sums(): readonly HoldOfPlaces[];
}

interface Sum {
  sure: number;
  possible: number;
}

/** A tally of nothing yet. */
export function placeTally(): PlaceTally {
  const all = new Map<Instant, Map<Instant | null, Sum>>();
  const count = (from: Instant | null, until: Instant, sure: number, possible: number): void => {
    const begun = all.get(until) ?? new Map<Instant | null, Sum>();
    if (begun.size === 0) all.set(until, begun);
    const sum = begun.get(from);
    if (sum === undefined) begun.set(from, { sure, possible });
    else {
      sum.sure += sure;
      sum.possible += possible;
    }
  };
  const spans = (held: readonly Span[], now: Instant, sure: number, possible: number): void => {
    for (const { from, to } of held) if (to > now) count(from > now ? from : null, to, sure, possible);
  };
  return {
    add({ from, until, sure, possible }) {
      count(from, until, sure, possible);
    },
    judged({ sure, possible }, now, times) {
      spans(sure, now, times, 0);
      for (const one of possible) spans(one, now, 0, times);
    },
    sums() {
      const sums: HoldOfPlaces[] = [];
      for (const number of Float64Array.from(all.keys()).sort()) {
        const until = instantOf(number);
        const begun = [...(all.get(until) ?? [])];
        if (begun.length > 1) begun.sort(([a], [b]) => (a ?? 0) - (b ?? 0));
        for (const [from, { sure, possible }] of begun)
          if (sure !== 0 || possible !== 0) sums.push({ from, until, sure, possible });
      }
      return sums;
    },
  };
}
