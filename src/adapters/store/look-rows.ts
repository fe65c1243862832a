import type { Knex } from 'knex';
import type { Cover, IncidentTrace, Owner, StandingStep } from '../../domain/history/looks.js';
import type { PortfolioId } from '../../domain/snapshot.js';
import type { Instant } from '../../domain/time.js';
import { upsert } from './upsert.js';

/** A time when somebody looked, or of which all usage is counted. */
export interface SpanRow {
  readonly portfolio: PortfolioId;
  readonly what: 'looked' | 'counted';
  readonly begins: Instant;
  readonly ends: Instant;
  /** Whether the next look goes on with it; engines without truth values give 0 or 1. */
  readonly open: boolean | number;
}

/** A step of somebody's standing. */
export interface StandingRow {
  readonly portfolio: PortfolioId;
  readonly owner: Owner;
  readonly at: Instant;
  readonly quality: StandingStep['quality'];
  readonly status: StandingStep['status'];
  /** -1: without a cap. Null: not known. A text from engines with larger whole numbers. */
  readonly recipients: number | string | null;
}

/** What is remembered of an incident. */
export type TraceRow = Omit<IncidentTrace, 'at' | 'until'> & {
  readonly portfolio: PortfolioId;
  readonly begins: Instant;
  readonly ends: Instant | null;
};

/** How a limit without a cap is kept. */
export const unlimited = -1;

/** A step as a row. */
export function stepRow(
  portfolio: PortfolioId,
  owner: Owner,
  { at, quality, status, limit }: StandingStep,
): StandingRow {
  const recipients = limit === Number.POSITIVE_INFINITY ? unlimited : limit;
  return { portfolio, owner, at, quality, status, recipients };
}

/** All spans as rows. */
export function spanRows(portfolio: PortfolioId, { looked, counted, open }: Cover): readonly SpanRow[] {
  return [
    ...looked.map(({ from, to }, place): SpanRow => {
      const isLast = place === looked.length - 1;
      return { portfolio, what: 'looked', begins: from, ends: to, open: open && isLast };
    }),
    ...counted.map(({ from, to }): SpanRow => ({
      portfolio,
      what: 'counted',
      begins: from,
      ends: to,
      open: false,
    })),
  ];
}

/** Writes the spans that changed, and deletes those that are no more. */
export async function moveSpans(
  tables: Knex.Transaction,
  before: readonly SpanRow[],
  next: readonly SpanRow[],
): Promise<void> {
  const keyOf = ({ what, begins }: SpanRow): string => `${what} ${String(begins)}`;
  const known = new Map(before.map((row) => [keyOf(row), row]));
  const moved = next.filter((row) => {
    const old = known.get(keyOf(row));
    known.delete(keyOf(row));
    return old?.ends !== row.ends || old.open !== row.open;
  });
  for (const { portfolio, what, begins } of known.values()) {
    await tables('look_span').where({ portfolio, what, begins }).delete();
  }
  await upsert(tables, 'look_span', ['portfolio', 'what', 'begins'], moved);
}

/** Writes the incidents that changed, and deletes those that are no more. */
export async function moveTraces(
  tables: Knex.Transaction,
  portfolio: PortfolioId,
  before: readonly IncidentTrace[],
  next: readonly IncidentTrace[],
): Promise<void> {
  const kept = new Set(next.map(({ id }) => id));
  for (const { id } of before.filter((old) => !kept.has(old.id))) {
    await tables('incident_trace').where({ portfolio, id }).delete();
  }
  const known = new Set(before);
  const rows = next
    .filter((trace) => !known.has(trace))
    .map(({ id, number, severity, at, until }): TraceRow => ({
      portfolio,
      id,
      number,
      severity,
      begins: at,
      ends: until,
    }));
  await upsert(tables, 'incident_trace', ['portfolio', 'id'], rows);
}
