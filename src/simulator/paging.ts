import { badCursor, invalidParameter } from './failure.js';

/** One page of an edge. */
export interface EdgePage<T> {
  readonly items: readonly T[];
  /** Cursors of the first and last item; undefined for an empty page. */
  readonly cursors: { readonly before: string; readonly after: string } | undefined;
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  readonly limit: number;
}

const defaultLimit = 25;
const largestLimit = 100;

/**
 * Cuts a page out of an edge. `args` may hold `limit` (1 to 100, default 25), `after`, `before`. Throws error 100 for a
 * bad limit. Throws 131059 for a cursor not of this edge or whose item is gone.
 */
export function cutPage<T extends { readonly id: string }>(
  edge: string,
  all: readonly T[],
  args: ReadonlyMap<string, string>,
): EdgePage<T> {
  const limit = readLimit(args.get('limit'));
  const after = args.get('after');
  const before = args.get('before');
  let from = 0;
  let to = all.length;
  if (after !== undefined) from = position(edge, all, after) + 1;
  else if (before !== undefined) {
    to = position(edge, all, before);
    from = Math.max(0, to - limit);
  }
  to = Math.min(to, from + limit);
  const items = all.slice(from, to);
  const first = items[0];
  const last = items[items.length - 1];
  return {
    items,
    cursors:
      first === undefined || last === undefined
        ? undefined
        : { before: writeCursor(edge, first.id), after: writeCursor(edge, last.id) },
    hasNext: to < all.length,
    hasPrevious: from > 0,
    limit,
  };
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return defaultLimit;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > largestLimit) {
    throw invalidParameter(`Param limit must be a whole number between 1 and ${largestLimit}`);
  }
  return limit;
}

function writeCursor(edge: string, id: string): string {
  return `QVFI${Buffer.from(`${edge}:${id}`).toString('base64url')}`;
}

function position(edge: string, all: readonly { readonly id: string }[], cursor: string): number {
  const text = cursor.startsWith('QVFI') ? Buffer.from(cursor.slice(4), 'base64url').toString('utf8') : '';
  if (!text.startsWith(`${edge}:`)) throw badCursor();
  const id = text.slice(edge.length + 1);
  const found = all.findIndex((item) => item.id === id);
  if (found < 0) throw badCursor();
  return found;
}
