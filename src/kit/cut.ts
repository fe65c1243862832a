const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The longest beginning of a text that is no larger than `room`. Measured as `show` prints it and with … behind it. The
 * text itself where it fits, and '' where there is no room. Never cuts a character or an emoji in two. `sizeOf` counts
 * at least one for each code point.
 */
export function cutToFit(
  text: string,
  room: number,
  sizeOf: (shown: string) => number,
  show: (text: string) => string = (same) => same,
): string {
  const whole = show(text);
  if (sizeOf(whole) <= room) return whole;
  if (room < 1) return '';
  // A code point is two units at the most, so that what lies behind can never fit.
  const ends = [...graphemes.segment(text.slice(0, room * 2))].map(({ index }) => index);
  const shown = (count: number): string => `${show(text.slice(0, ends[count]).trimEnd())}…`;
  let [fits, tooMany] = [0, ends.length];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (sizeOf(shown(middle)) <= room) fits = middle;
    else tooMany = middle;
  }
  return shown(fits);
}
