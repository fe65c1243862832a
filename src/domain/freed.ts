import type { Leaving } from './usage.js';

/** Leaving half hours are told together once they make up this part of the whole. */
const worthTelling = 0.1;

/** The first moment by which a tenth of what the window holds has left it; null when it holds nothing. */
export function nextFreed(leaving: readonly Leaving[]): Leaving | null {
  const all = leaving.reduce((sum, one) => sum + one.recipients, 0);
  let recipients = 0;
  for (const one of leaving) {
    recipients += one.recipients;
    if (recipients > 0 && recipients >= all * worthTelling) return { recipients, at: one.at };
  }
  return null;
}
