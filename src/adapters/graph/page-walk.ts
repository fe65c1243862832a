import type { SightNote } from '../../domain/sight-cause.js';
import { failureOf, type FailedCall, type GraphOutcome } from './failure.js';
import { mostPages, mostRows, type LookBounds } from './look-bounds.js';
import { pageFrom, type PageWire } from './paging-wire.js';

/** The rows of all pages that could be read; `trouble` when there may be more. */
export interface Walked {
  readonly rows: readonly unknown[];
  readonly trouble: FailedCall | null;
}

const cursorRefused = 131059;

/** How far a list is read: within what its look has left, and to so many rows. `what` names what lies beyond. */
export interface WalkBounds {
  readonly look: LookBounds;
  readonly rows?: number;
  readonly what?: SightNote;
}

/**
 * Reads the pages that follow `first`, or all when it is null. `read` gets the cursor; null: the first page.
 * A cursor that Meta no longer knows starts the list again, once. A cursor that comes back ends the walk, and so does
 * a bound.
 * Rows may come twice.
 */
export async function walkPages(
  first: PageWire | null,
  read: (after: string | null) => Promise<GraphOutcome<unknown>>,
  { look, rows: most = mostRows, what = { kind: 'too-many', what: 'rows', most } }: WalkBounds,
): Promise<Walked> {
  const rows: unknown[] = [];
  /** Keeps what the bounds hold of a page; the failure says that there is more on it. */
  const keep = (page: PageWire): FailedCall | null => {
    const room = Math.min(page.rows.length, most - rows.length);
    const { granted, beyond } = look.takeRows(room);
    for (const row of page.rows.slice(0, granted)) rows.push(row);
    return beyond ?? (room < page.rows.length ? look.beyond(what) : null);
  };
  const firstTrouble = first === null ? null : keep(first);
  if (firstTrouble !== null) return { rows, trouble: firstTrouble };
  const met = new Set<string>();
  let after = first?.after ?? null;
  let restarted = false;
  if (first !== null && after === null) return { rows, trouble: null };
  for (let pages = 0; pages < mostPages; pages++) {
    const outcome = await read(after);
    if (!outcome.ok) {
      if (restarted || after === null || !isCursorRefused(outcome.failure))
        return { rows, trouble: outcome.failure };
      restarted = true;
      after = null;
      met.clear();
      continue;
    }
    const page = pageFrom(outcome.value);
    if (page === null)
      return { rows, trouble: failureOf('unreadable', { note: { kind: 'list-unreadable' } }) };
    const trouble = keep(page);
    if (trouble !== null) return { rows, trouble };
    if (page.after === null) return { rows, trouble: null };
    if (met.has(page.after) || page.after === after) {
      return { rows, trouble: failureOf('unreadable', { note: { kind: 'list-in-circles' } }) };
    }
    met.add(page.after);
    after = page.after;
  }
  return { rows, trouble: look.beyond({ kind: 'too-many', what: 'pages', most: mostPages }) };
}

function isCursorRefused(failure: FailedCall): boolean {
  return failure.code === cursorRefused || (failure.code === 100 && /cursor/i.test(failure.message));
}
