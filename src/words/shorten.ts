/**
 * What people or Meta wrote, made fit to stand in a line of ours. One line, no control characters, nothing invisible.
 * Nothing turns the reading direction of what follows. It is still plain text, never markup.
 */
export function cleaned(text: string): string {
  return (
    text
      // A long text is cut first, so that no input costs more than a little time.
      .slice(0, 4_000)
      .normalize('NFC')
      .replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
      .replace(
        /(?<!\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?)\u200D|\u200D(?!\p{Extended_Pictographic})/gu,
        '',
      )
      .replace(/[\p{Cc}\p{Cs}\u115F\u1160\u3164\uFFA0\u2800]|(?!\u200D)\p{Cf}/gu, '')
      .replace(/(\p{M}{4})\p{M}+/gu, '$1')
      .replace(/ {2,}/g, ' ')
      .trim()
  );
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The text, or its beginning and an ellipsis, in at most `max` UTF-16 units. That is the strictest measure any platform
 * uses. Never cuts inside a character that people see as one. Unless that one alone is longer than `max`.
 */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max <= 1) return max === 1 ? '…' : '';
  let kept = '';
  // No character that people see as one needs more than this many units beyond the cut.
  for (const { segment } of graphemes.segment(text.slice(0, max + 64))) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/**
 * Text of others, cleaned and cut to `max` units. Right-to-left text is isolated, so that the figures beside it
 * keep their order.
 */
export function shown(text: string, max: number): string {
  const short = shorten(cleaned(text), max);
  return rightToLeft.test(short) ? `\u2068${shorten(short, max - 2)}\u2069` : short;
}
