import { isCovered } from '../history/spans.js';
import { usualOf } from '../signals/usual.js';
import { daysCompared } from '../signals/window.js';
import { after, DAY, hourOf, type Instant, type Span } from '../time.js';
import { sumWithin, type Series } from '../usage.js';
import type { CauseOf } from './cause.js';
import { causesWithin } from './standing-change.js';

/** What is on record of a number's volume. */
export interface VolumeRecord {
  readonly series: Series;
  /** Of which time all of it is known. */
  readonly counted: readonly Span[];
}

/** When a volume is a jump: people at least, times the usual, and how far beyond what days differ. */
const jump = { least: 100, times: 2, deviations: 3, leastSpread: 0.2 } as const;
const leastWeeks = 3;
const leastDays = 5;

/** The days of the week before on which far more people than usual were reached. Null: not on record. */
export function volumeBefore(
  { series, counted }: VolumeRecord,
  at: Instant,
): readonly CauseOf<'volume'>[] | null {
  const end = hourOf(at);
  const dayBefore = (ago: number): Span => ({
    from: after(end, -(ago + 1) * DAY),
    to: after(end, -ago * DAY),
  });
  const sums = Array.from({ length: daysCompared + causesWithin / DAY }, (_, ago) => {
    const span = dayBefore(ago);
    return isCovered(counted, span) ? sumWithin(series, span) : null;
  });
  const judged = Array.from({ length: causesWithin / DAY }, (_, ago) => judgedDay(sums, ago, dayBefore(ago)));
  if (judged.every((one) => one === null)) return null;
  return judged.flatMap((one) => one ?? []);
}

/** A jump on a day so many days ago, or none; null: it cannot be told. */
function judgedDay(
  sums: readonly (number | null)[],
  ago: number,
  span: Span,
): readonly CauseOf<'volume'>[] | null {
  const recipients = sums[ago] ?? null;
  if (recipients === null) return null;
  const earlier = (days: readonly number[]): readonly number[] =>
    days.flatMap((day) => sums[ago + day] ?? []);
  const weeks = earlier(Array.from({ length: Math.floor(daysCompared / 7) }, (_, week) => 7 * (week + 1)));
  const days = earlier(Array.from({ length: daysCompared - 1 }, (_, day) => day + 1));
  const compared =
    weeks.length >= leastWeeks
      ? ({ with: 'weeks', all: weeks } as const)
      : days.length >= leastDays
        ? ({ with: 'days', all: days } as const)
        : null;
  if (compared === null) return null;
  const { share: usual, spread } = usualOf(compared.all);
  const isJump =
    recipients >= jump.least &&
    recipients >= jump.times * usual &&
    recipients - usual >= jump.deviations * Math.max(spread, jump.leastSpread * usual);
  if (!isJump) return [];
  return [
    { kind: 'volume', span, recipients, usual, compared: { with: compared.with, n: compared.all.length } },
  ];
}
