import { usualWords } from '../../words/index.js';

/** `a`, `a and b`, or `a, b and c`; of more than five, the first and how many more. */
export function listed(all: readonly string[]): string {
  const shown = all.length > 5 ? [...all.slice(0, 4), `${String(all.length - 4)} more`] : all;
  return usualWords.list(shown);
}
