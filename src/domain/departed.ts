import { digitsOf } from './phone.js';
import { oneSpelling } from './phone-spelling.js';
import { known, type Reading } from './reading.js';
import { bearersNow, numbersByPhone } from './same-phone.js';
import type { NumberId, NumberSnapshot, PortfolioSnapshot, UnmatchedVolume } from './snapshot.js';
import type { Instant } from './time.js';
import {
  addedSeries,
  movingDay,
  sumWithin,
  withinSpan,
  withoutSeries,
  type Series,
  type Usage,
} from './usage.js';

/** A number that an earlier look saw and this one does not. This look saw its account whole. */
interface Departed {
  readonly id: NumberId;
  /** Its phone in digits; null when it had none that could be read. */
  readonly name: string | null;
  readonly series: Series;
}

/**
 * A look with what numbers that left had delivered: Meta tells that no more, and the limit counts it until the day is
 * over. Meta may still tell it, under the old name or as a new number's past. Then it is not counted twice.
 */
export function withDeparted(
  before: PortfolioSnapshot | null,
  seen: PortfolioSnapshot,
  at: Instant,
): PortfolioSnapshot {
  const window = movingDay(at);
  const departed = before === null ? [] : departedIn(before, seen);
  if (departed.length === 0) return seen;
  const byKey = numbersByPhone(seen.numbers);
  const added = departed.flatMap(({ id, name, series }): readonly UnmatchedVolume[] => {
    const untold = withoutSeries(withinSpan(series, window), toldOf(name, seen, byKey));
    return untold.length === 0 ? [] : [{ name, number: id, series: untold }];
  });
  const ids = new Map(departed.map(({ id, name }) => [keyOf(name), id]));
  const named = (seen.unmatched ?? []).map((one): UnmatchedVolume => ({
    ...one,
    number: one.number ?? (one.name === null ? null : (ids.get(keyOf(one.name)) ?? null)),
  }));
  const unmatched = [...named, ...added];
  if (unmatched.length === 0) return seen;
  const more = added.reduce((sum, { series }) => sum + sumWithin(series, window), 0);
  const raised = (usage: Reading<Usage>): Reading<Usage> => raisedBy(usage, more);
  return {
    ...seen,
    unmatched,
    usage: raised(seen.usage),
    series: seen.usage.known ? addedSeries([seen.series, ...added.map(({ series }) => series)]) : seen.series,
    numbers: more === 0 ? seen.numbers : seen.numbers.map((one) => ({ ...one, usage: raised(one.usage) })),
  };
}

/** Which number now bears the phone of one that left. By the id of the one that left. */
export function successorsIn(
  before: PortfolioSnapshot | null,
  seen: PortfolioSnapshot,
): ReadonlyMap<NumberId, NumberId> {
  if (before === null) return new Map();
  const departed = departedIn(before, seen);
  if (departed.length === 0) return new Map();
  const byKey = numbersByPhone(seen.numbers);
  return new Map(
    departed.flatMap(({ id, name }): readonly (readonly [NumberId, NumberId])[] => {
      const [bearer, ...others] = bearersNow(byKey.get(keyOf(name)) ?? []);
      return bearer === undefined || others.length > 0 ? [] : [[id, bearer.id]];
    }),
  );
}

function departedIn(before: PortfolioSnapshot, seen: PortfolioSnapshot): readonly Departed[] {
  const there = new Set(seen.numbers.map(({ id }) => id));
  const hidden = seen.gaps.filter(({ part }) => part === 'numbers' || part === 'discovery');
  if (hidden.some(({ waba }) => waba === null)) return carried(before, there);
  const unseen = new Set(hidden.map(({ waba }) => waba));
  const whole = new Set(
    seen.wabas.filter(({ id, otherLimit }) => !unseen.has(id) && otherLimit !== true).map(({ id }) => id),
  );
  const gone = before.numbers
    .filter(({ id, waba }) => !there.has(id) && whole.has(waba))
    .map(({ id, phone, series }): Departed => ({
      id,
      name: phone === null ? null : digitsOf(phone),
      series,
    }));
  return [...carried(before, there), ...gone];
}

/** What had left before, and has not come back. */
function carried(before: PortfolioSnapshot, there: ReadonlySet<NumberId>): readonly Departed[] {
  return (before.unmatched ?? []).flatMap(({ name, number, series }): readonly Departed[] =>
    number === null || there.has(number) ? [] : [{ id: number, name, series }],
  );
}

function keyOf(name: string | null): string {
  return name === null ? '' : oneSpelling(name);
}

/** What the look itself tells of a phone. */
function toldOf(
  name: string | null,
  seen: PortfolioSnapshot,
  byKey: ReadonlyMap<string, readonly NumberSnapshot[]>,
): Series {
  if (name === null) return [];
  const key = keyOf(name);
  const unmatched = (seen.unmatched ?? []).filter((one) => keyOf(one.name) === key && one.name !== null);
  return addedSeries([...(byKey.get(key) ?? []), ...unmatched].map(({ series }) => series));
}

function raisedBy(usage: Reading<Usage>, more: number): Reading<Usage> {
  if (!usage.known || more === 0) return usage;
  const { value } = usage;
  return known({
    ...value,
    recipients: value.recipients + more,
    unmatched: (value.unmatched ?? 0) + more,
  });
}
