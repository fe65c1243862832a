import type { Severity } from '../../domain/finding.js';
import type { IncidentTrace } from '../../domain/record.js';
import type { NumberId, Quality, Status } from '../../domain/snapshot.js';
import { instantOf, type Span } from '../../domain/time.js';
import { noCover, type Cover, type Owner, type OwnerStep } from './look-book.js';

/** JSON has no Infinity. */
const unlimited = -1;

type Row = readonly unknown[];

function isRows(value: unknown): value is readonly Row[] {
  return Array.isArray(value) && value.every((row) => Array.isArray(row));
}

function rowsIn(value: unknown): readonly Row[] | null {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 1)
    return null;
  return 'rows' in value && isRows(value.rows) ? value.rows : null;
}

/** When somebody looked, as short JSON. */
export function encodeCover({ looked, counted, open }: Cover): unknown {
  const pairs = (spans: readonly Span[]): unknown => spans.map(({ from, to }) => [from, to]);
  return { version: 1, looked: pairs(looked), counted: pairs(counted), open };
}

/** The cover that JSON holds; null when it holds none. */
export function decodeCover(value: unknown): Cover | null {
  if (value === undefined) return noCover;
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 1)
    return null;
  if (!('looked' in value) || !('counted' in value) || !('open' in value)) return null;
  const { looked, counted, open } = value;
  if (!isRows(looked) || !isRows(counted) || typeof open !== 'boolean') return null;
  const spans = (rows: readonly Row[]): Span[] =>
    rows.map(([from, to]) => ({ from: instantOf(Number(from)), to: instantOf(Number(to)) }));
  return { looked: spans(looked), counted: spans(counted), open };
}

/** Steps as short JSON. */
export function encodeSteps(steps: readonly OwnerStep[]): unknown {
  const rows = steps.map(({ owner, step: { at, quality, status, limit } }) => [
    owner,
    at,
    quality,
    status,
    limit === Number.POSITIVE_INFINITY ? unlimited : limit,
  ]);
  return { version: 1, rows };
}

/** The steps that JSON holds; null when it holds none. */
export function decodeSteps(value: unknown): readonly OwnerStep[] | null {
  const steps = rowsIn(value)?.map(([owner, at, quality, status, limit]) =>
    typeof owner === 'string' && typeof at === 'number'
      ? {
          owner: owner as Owner,
          step: {
            at: instantOf(at),
            quality: quality as Quality,
            status: status as Status | null,
            limit: limit === unlimited ? Number.POSITIVE_INFINITY : typeof limit === 'number' ? limit : null,
          },
        }
      : null,
  );
  if (!steps) return null;
  const sound = steps.filter((step) => step !== null);
  return sound.length === steps.length ? sound : null;
}

/** Traces of incidents as short JSON. */
export function encodeTraces(traces: readonly IncidentTrace[]): unknown {
  const rows = traces.map(({ id, number, severity, at, until }) => [id, number, severity, at, until]);
  return { version: 1, rows };
}

/** The traces that JSON holds; null when it holds none. */
export function decodeTraces(value: unknown): readonly IncidentTrace[] | null {
  const traces = rowsIn(value)?.map(([id, number, severity, at, until]) =>
    typeof id === 'string' && typeof at === 'number'
      ? {
          id,
          number: typeof number === 'string' ? (number as NumberId) : null,
          severity: severity as Severity,
          at: instantOf(at),
          until: typeof until === 'number' ? instantOf(until) : null,
        }
      : null,
  );
  if (!traces) return null;
  const sound = traces.filter((trace) => trace !== null);
  return sound.length === traces.length ? sound : null;
}
