/** A number in [0, 1) that depends on the texts alone, on each letter. */
export function drawn(...texts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const letter of texts.join('|')) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** The same things in an order that depends on the seed alone. */
export function shuffled<T>(things: readonly T[], seed: string): readonly T[] {
  return things
    .map((thing, at) => ({ thing, rank: drawn(seed, at) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ thing }) => thing);
}
