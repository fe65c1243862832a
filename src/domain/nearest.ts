/** How many letters to add, drop or change to make one text of the other. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The word most like `typed`, case aside; null when none is close enough to be what was meant. */
export function nearest(typed: string, words: readonly string[]): string | null {
  const wanted = typed.toLowerCase().slice(0, 80);
  let best: { readonly word: string; readonly steps: number } | null = null;
  for (const word of words) {
    const steps = distance(wanted, word.toLowerCase());
    if (steps <= Math.max(1, Math.floor(word.length / 2.5)) && (best === null || steps < best.steps)) {
      best = { word, steps };
    }
  }
  return best?.word ?? null;
}
