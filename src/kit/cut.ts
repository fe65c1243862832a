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
  const reach = text.slice(0, room * 2);
  const shown = (end: number): string => `${show(reach.slice(0, end).trimEnd())}…`;
  let [fits, tooFar] = [0, reach.length];
  while (tooFar - fits > 1) {
    const middle = Math.floor((fits + tooFar) / 2);
    if (sizeOf(shown(wholePointAt(reach, middle))) <= room) fits = middle;
    else tooFar = middle;
  }
  // Only the character at the end is looked at: to find each one's beginning takes far longer than all the rest.
  return shown(graphemes.segment(reach).containing(fits)?.index ?? 0);
}

/** The place itself; between the halves of a code point, the one before it. */
function wholePointAt(text: string, place: number): number {
  return (text.codePointAt(place - 1) ?? 0) > 0xffff ? place - 1 : place;
}
