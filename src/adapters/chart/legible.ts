import type { FontFace } from './font-face.js';

const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;
const invisible = /[\p{Cf}\p{Cs}\p{Co}\p{Cn}\u{FE00}-\u{FE0F}]/gu;
const decoration = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u{20E3}]/gu;
/** Marks that pile up on one letter leave the line. */
const piledMarks = /(\p{M}{2})\p{M}+/gu;

/** One line of text without control characters, direction marks and lone surrogates; at most `longest` letters. */
export function legibleLine(text: string, longest = 120): string {
  const line = text
    .replace(unprintable, ' ')
    .replace(invisible, '')
    .replace(piledMarks, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
  const letters = Array.from(line);
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : line;
}

function withoutMissing(text: string, face: FontFace): string {
  return legibleLine(
    Array.from(text)
      .filter((letter) => face.covers(letter))
      .join(''),
  );
}

/**
 * What can be drawn of `text`: as it is, or without the emoji that the font lacks. `instead` where a letter is missing
 * or nothing is left.
 */
export function legible(text: string, instead: string, face: FontFace): string {
  const line = legibleLine(text);
  if (line !== '' && face.covers(line)) return line;
  const bare = legibleLine(line.replace(decoration, (sign) => (face.covers(sign) ? sign : '')));
  if (/[\p{L}\p{N}]/u.test(bare) && face.covers(bare)) return bare;
  return withoutMissing(legibleLine(instead), face);
}

/** The text if it fits into `width`, else its beginning and an ellipsis. */
export function fittedToWidth(text: string, width: number, size: number, face: FontFace): string {
  if (face.widthOf(text, size) <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 0 && face.widthOf(`${letters.join('').trimEnd()}…`, size) > width) letters.pop();
  return letters.length === 0 ? '' : `${letters.join('').trimEnd()}…`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as XML may hold it, in an element and in an attribute. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');
}
