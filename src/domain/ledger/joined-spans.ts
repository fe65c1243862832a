import type { Span } from '../time.js';

/** The same time as spans that do not touch, in rising order. */
export function joinedSpans(all: readonly Span[]): readonly Span[] {
  if (all.length < 2) return all;
  const joined: Span[] = [];
  for (const next of all.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last === undefined || next.from > last.to) joined.push(next);
    else if (next.to > last.to) joined[joined.length - 1] = { from: last.from, to: next.to };
  }
  return joined;
}
