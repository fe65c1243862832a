import type { Quality } from './snapshot.js';

const qualities: Readonly<Record<string, Quality>> = { GREEN: 'green', YELLOW: 'yellow', RED: 'red' };

/** Meta's word for a quality; unknown for NA, UNKNOWN, nothing and any other word. */
export function qualityNamed(word: string | null): Quality {
  const name = word?.trim().toUpperCase() ?? '';
  return (Object.hasOwn(qualities, name) ? qualities[name] : undefined) ?? 'unknown';
}
