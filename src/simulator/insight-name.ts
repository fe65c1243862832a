import type { SimNumber } from './world.js';

/** What insights call a phone number, in digits. */
export function insightName({ display, namedInInsights }: SimNumber): string {
  return namedInInsights ?? digitsIn(display);
}

/** The digits of a phone number as somebody wrote it. */
export function digitsIn(written: string): string {
  return written.replace(/\D/g, '');
}
