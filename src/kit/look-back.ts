/** It cannot be told whether something is there. */
export const unsure = Symbol('it may be there');

/** A page of messages, and how the next one is asked for; null: there is none. */
export interface SearchPage<Next> {
  /** The id of what is looked for; null when it is not on this page. */
  readonly found: string | null;
  readonly next: Next | null;
}

/**
 * Looks through the first pages from `first` on. Also through the newest one whatever its time: the clock may have been
 * wrong. Null: it is not there. Rejects as reading does.
 */
export async function lookBack<Next>(
  pages: number,
  first: Next,
  read: (from: Next | null) => Promise<SearchPage<Next>>,
): Promise<string | null | typeof unsure> {
  let next: Next | null = first;
  for (let page = 0; page < pages && next !== null; page += 1) {
    const seen: SearchPage<Next> = await read(next);
    if (seen.found !== null) return seen.found;
    next = seen.next;
  }
  const { found } = await read(null);
  return found ?? (next === null ? null : unsure);
}
