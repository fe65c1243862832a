import type { PeopleStep } from './people.js';
import type { NumberId, PortfolioSnapshot, WabaId } from '../snapshot.js';
import type { Instant } from '../time.js';
import type { Series } from '../usage.js';

/** Half hours on record, up to eight days of them, the newest look's included: of whoever owns a limit. */
export interface RecordedUsage {
  /** All numbers of the portfolio added up; null when there is no record of them. */
  readonly portfolio: Series | null;
  /** Of each number that is held against a limit or thresholds of its own, with what belongs to none and may be its. */
  readonly numbers: ReadonlyMap<NumberId, Series>;
  /** The people counted who use the shared limit; absent: nobody was. */
  readonly people?: readonly PeopleStep[];
}

/** Nothing is on record. */
export const noUsage: RecordedUsage = { portfolio: null, numbers: new Map() };

/** The total and the peak of the moving 24 hours of one UTC day. */
interface PastDay {
  readonly at: Instant;
  readonly total: number;
  readonly peak: number;
}

/** Usage of one number, or of all together: finer where it is young. */
export interface PastUsage {
  /** Half hours; where they are no longer kept, whole hours in the place of their first half. */
  readonly series: Series;
  /** What is older still, in order. */
  readonly days: readonly PastDay[];
}

/** The half hours of a portfolio's shared limit: of what accounts configured apart add, only the look's own are known. */
export function sharedSeries(
  { series, elsewhere }: Pick<PortfolioSnapshot, 'series' | 'elsewhere'>,
  recorded: RecordedUsage,
): Series {
  return elsewhere === undefined ? (recorded.portfolio ?? series) : series;
}

const unmatchedPrefix = 'unmatched:';

/** Under what name the volume of an account that belongs to no number is on record. */
export function unmatchedIn(waba: WabaId): NumberId {
  return `${unmatchedPrefix}${waba}` as NumberId;
}

/** Whether a name on record stands for the unmatched volume of an account, and for no number. */
export function isUnmatched(name: string): boolean {
  return name.startsWith(unmatchedPrefix);
}

/** Whether what is on record under a name counts for a number: its own, and what belongs to none and may be its own. */
export function countsFor(number: NumberId, name: string): boolean {
  return name === number || isUnmatched(name);
}
