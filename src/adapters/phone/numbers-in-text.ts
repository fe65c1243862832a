import { withAsciiDigits } from './digits.js';

/** Digits with what people put between them: at least eight digits, on one line. */
const STRETCH = /(?<![\p{L}\d])(?:\+|\()?\d(?:[ \t\u00a0().\/\p{Pd}]{0,3}\d){7,39}(?![\p{L}\d])/gu;

/** How much of a text is looked at, in UTF-16 units. */
const LONGEST_TEXT = 20_000;
const FEWEST_DIGITS = 8;

/**
 * The stretches of a text that may be phone numbers, longest reading first. Each as a whole, then what stands between
 * its spaces, for numbers side by side.
 */
export function stretchesIn(text: string): readonly (readonly string[])[] {
  const plain = withAsciiDigits(text.slice(0, LONGEST_TEXT)).replace(/[\p{Cf}]/gu, '');
  return [...plain.matchAll(STRETCH)].map(([whole]) => {
    const parts = whole.split(/[\s\/]+/);
    return [whole, ...groupsOf(parts)];
  });
}

/** Parts in a row, put together as soon as they begin like a number. */
function groupsOf(parts: readonly string[]): readonly string[] {
  if (parts.length < 2) return [];
  const groups: string[] = [];
  let open = '';
  for (const part of parts) {
    const begins = /^(?:\+|0)/.test(part) && digitsIn(open) >= FEWEST_DIGITS;
    const isWhole = digitsIn(part) >= FEWEST_DIGITS;
    if (open !== '' && (begins || isWhole)) {
      groups.push(open);
      open = '';
    }
    open = open === '' ? part : `${open} ${part}`;
    if (isWhole && !/^\+/.test(part)) {
      groups.push(open);
      open = '';
    }
  }
  return [...groups, open].filter((group) => digitsIn(group) >= FEWEST_DIGITS);
}

function digitsIn(text: string): number {
  return text.replace(/\D/g, '').length;
}
