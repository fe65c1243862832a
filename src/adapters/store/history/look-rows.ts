import type { Cover, IncidentTrace, Owner, StandingStep } from '../../../domain/history/looks.js';
import type { PeopleStep } from '../../../domain/history/people.js';
import type { PortfolioId } from '../../../domain/snapshot.js';
import { instantOf, type Instant } from '../../../domain/time.js';

/** A time or a count as engines give it: those with larger whole numbers give a text. */
type Whole = number | string;

/** A time when somebody looked, or of which all usage is counted. */
export interface SpanRow {
  readonly portfolio: PortfolioId;
  readonly what: 'looked' | 'counted';
  readonly begins: Whole;
  readonly ends: Whole;
  /** Whether the next look goes on with it; engines without truth values give 0 or 1. */
  readonly open: boolean | number;
}

/** A step of somebody's standing. */
export interface StandingRow {
  readonly portfolio: PortfolioId;
  readonly owner: Owner;
  readonly at: Whole;
  readonly quality: StandingStep['quality'];
  readonly status: StandingStep['status'];
  /** -1: without a cap. Null: not known. */
  readonly recipients: Whole | null;
}

/** What is remembered of an incident. */
export interface TraceRow extends Pick<IncidentTrace, 'id' | 'number' | 'severity'> {
  readonly portfolio: PortfolioId;
  readonly begins: Whole;
  readonly ends: Whole | null;
}

/** How many people a portfolio's half hour held. */
export interface PeopleRow {
  readonly portfolio: PortfolioId;
  readonly at: Whole;
  readonly at_least: Whole;
  readonly at_most: Whole | null;
}

/** How a limit without a cap is kept. */
const unlimited = -1;

/** When somebody looked and what was counted, as rows. */
export function spanRows(portfolio: PortfolioId, { looked, counted, open }: Cover): readonly SpanRow[] {
  const rowsOf = (what: SpanRow['what'], spans: Cover['looked'], openAt: number): readonly SpanRow[] =>
    spans.map(({ from, to }, place) => ({
      portfolio,
      what,
      begins: from,
      ends: to,
      open: place === openAt,
    }));
  return [...rowsOf('looked', looked, open ? looked.length - 1 : -1), ...rowsOf('counted', counted, -1)];
}

/** The rows, in order, as what they tell. Throws RangeError. */
export function coverIn(rows: readonly SpanRow[]): Cover {
  const spans = (wanted: SpanRow['what']): Cover['looked'] =>
    rows.flatMap(({ what, begins, ends }) =>
      what === wanted ? [{ from: timeIn(begins), to: timeIn(ends) }] : [],
    );
  return {
    looked: spans('looked'),
    counted: spans('counted'),
    open: rows.some(({ open }) => Boolean(open)),
  };
}

/** A step as a row. */
export function stepRow(portfolio: PortfolioId, owner: Owner, { limit, ...step }: StandingStep): StandingRow {
  return { portfolio, owner, ...step, recipients: limit === Number.POSITIVE_INFINITY ? unlimited : limit };
}

/** The step in a row. Throws RangeError. */
export function stepIn({ at, quality, status, recipients }: StandingRow): StandingStep {
  const limit = recipients === null ? null : Number(recipients);
  return { at: timeIn(at), quality, status, limit: limit === unlimited ? Number.POSITIVE_INFINITY : limit };
}

/** An incident as a row. */
export function traceRow(portfolio: PortfolioId, { at, until, ...trace }: IncidentTrace): TraceRow {
  return { portfolio, ...trace, begins: at, ends: until };
}

/** The incident in a row. Throws RangeError. */
export function traceIn({ id, number, severity, begins, ends }: TraceRow): IncidentTrace {
  return { id, number, severity, at: timeIn(begins), until: ends === null ? null : timeIn(ends) };
}

/** A half hour's people as a row. */
export function peopleRow(portfolio: PortfolioId, { at, atLeast, atMost }: PeopleStep): PeopleRow {
  return { portfolio, at, at_least: atLeast, at_most: atMost };
}

/** The half hour's people in a row. Throws RangeError. */
export function peopleIn({ at, at_least: atLeast, at_most: atMost }: PeopleRow): PeopleStep {
  return { at: timeIn(at), atLeast: Number(atLeast), atMost: atMost === null ? null : Number(atMost) };
}

function timeIn(value: Whole | null): Instant {
  const time = Number(value);
  if (value === null || !Number.isFinite(time)) throw new RangeError('This is no time.');
  return instantOf(time);
}
