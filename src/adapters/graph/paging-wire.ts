import { leaf, listOf, objectOf, shape } from '../../kit/wire.js';

/** One page of a list: its rows as they came, and the cursor of the next page; null on the last. */
export interface PageWire {
  readonly rows: readonly unknown[];
  readonly after: string | null;
}

const pageShape = shape({ data: leaf.raw, paging: leaf.raw });
const pagingShape = shape({ cursors: leaf.raw, next: leaf.text });

/**
 * Reads `{data, paging?}`; null when there is no list in it. The address of the next page is only a sign that there
 * is one: it carries the access token, so it is never followed, nor kept.
 * https://developers.facebook.com/docs/graph-api/results
 */
export function pageFrom(value: unknown): PageWire | null {
  const page = pageShape(value);
  const rows = listOf(page?.data);
  if (page === null || rows === null) return null;
  const paging = pagingShape(page.paging);
  if (paging?.next == null) return { rows, after: null };
  const after = objectOf(paging.cursors)?.['after'];
  if (typeof after === 'string' && after !== '') return { rows, after };
  return { rows, after: cursorIn(paging.next) };
}

function cursorIn(address: string): string | null {
  try {
    return new URL(address).searchParams.get('after');
  } catch {
    return null;
  }
}
