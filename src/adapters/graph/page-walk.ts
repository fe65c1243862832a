import { failureOf, type Failure, type Outcome } from './failure.js';
import { pageFrom, type PageWire } from './paging-wire.js';

/** The rows of all pages that could be read; `trouble` when there may be more. */
export interface Walked {
  readonly rows: readonly unknown[];
  readonly trouble: Failure | null;
}

const mostPages = 200;
const cursorRefused = 131059;

/**
 * Reads the pages that follow `first`, or all when it is null. `read` gets the cursor; null: the first page.
 * A cursor that Meta no longer knows starts the list again, once. A cursor that comes back ends the walk.
 * Rows may come twice.
 */
export async function walkPages(
  first: PageWire | null,
  read: (after: string | null) => Promise<Outcome<unknown>>,
): Promise<Walked> {
  const rows: unknown[] = first === null ? [] : [...first.rows];
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
    if (page === null) return { rows, trouble: failureOf('unreadable', 'a page of a list was no list') };
    for (const row of page.rows) rows.push(row);
    if (page.after === null) return { rows, trouble: null };
    if (met.has(page.after) || page.after === after) {
      return { rows, trouble: failureOf('unreadable', 'a list leads back to itself') };
    }
    met.add(page.after);
    after = page.after;
  }
  return { rows, trouble: failureOf('unreadable', `a list has more than ${mostPages} pages`) };
}

function isCursorRefused(failure: Failure): boolean {
  return failure.code === cursorRefused || (failure.code === 100 && /cursor/i.test(failure.message));
}
