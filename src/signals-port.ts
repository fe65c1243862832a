import type { CountedHour } from './domain/signals/counted-hour.js';
import type { SignalCounts } from './domain/signals/counts.js';
import type { NumberId, PortfolioId } from './domain/snapshot.js';
import type { Instant, Span } from './domain/time.js';

/** The same hours of each of some days. */
export interface DailyHours {
  /** When they end on the last day; a whole hour. */
  readonly end: Instant;
  /** How many hours; a day has 24. */
  readonly hours: number;
  readonly days: number;
  /** Absent: of all. */
  readonly numbers?: readonly NumberId[];
}

/** What is counted of each number by the hour, and of nobody. All of it throws StoreError. */
export interface SignalRecord {
  /** Of each number the counts of those hours, by how many days earlier; a day without any is absent. */
  daily(portfolio: PortfolioId, hours: DailyHours): Promise<ReadonlyMap<NumberId, DailyCounts>>;
  /** The hours of one number within a span, in order; those without counts are absent. */
  hourly(portfolio: PortfolioId, number: NumberId, span: Span): Promise<readonly CountedHour[]>;
}

/** Counts by how many days ago; 0 is the last day. */
export type DailyCounts = ReadonlyMap<number, SignalCounts>;
