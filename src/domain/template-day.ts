import type { Reading } from './reading.js';
import { DAY, HOUR, instantOf, MINUTE, type Instant, type Span } from './time.js';
import { isOn, waitFrom } from './wait.js';

/** What became of a template's messages on one day. */
export interface TemplateDay {
  /** Meta's id. */
  readonly template: string;
  readonly sent: number;
  readonly delivered: number;
  /** Null: Meta did not tell. */
  readonly read: number | null;
  /** Null: Meta did not tell, or there is nothing to click. */
  readonly clicked: number | null;
}

/** What Meta told of an account's templates, or why not, and when it was asked. */
export interface InsightsSight {
  readonly askedAt: Instant;
  /** When the day of the figures began, in UTC; Meta counts them by UTC days. */
  readonly day: Instant;
  /** Of those that were asked for. One that is absent was not sent. */
  readonly insights: Reading<readonly TemplateDay[]>;
}

/** Meta needs a while to count a day. */
const countedAfter = 3 * HOUR;
/** What Meta does not offer is not asked for again so soon; after other trouble, sooner. */
const refusedFor = DAY;
const troubleFor = HOUR;
/** The newest UTC day that Meta has counted. */
export function countedDay(now: Instant): Span {
  const from = instantOf(Math.floor((now - countedAfter) / DAY) * DAY - DAY);
  return { from, to: instantOf(from + DAY) };
}

/** Whether Meta is to be asked: once for each day, and after trouble an hour later. */
export function areInsightsDue(sight: InsightsSight | undefined, now: Instant): boolean {
  if (sight === undefined) return true;
  const { askedAt, day, insights } = sight;
  if (insights.known) return day !== countedDay(now).from;
  const rest = insights.why === 'not-offered' ? refusedFor : troubleFor;
  // Looks come a little early or late.
  return !isOn(waitFrom(askedAt, rest - MINUTE), now);
}
