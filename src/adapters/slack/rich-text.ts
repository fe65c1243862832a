import type { RichTextElement, RichTextSection } from '@slack/web-api';
import type { Line, Piece } from '../../cards/card.js';
import type { Instant } from '../../domain/time.js';
import { LINK_URL } from './limits.js';
import { cutToSize, onOneLine, sizeOf } from './text.js';

type TimeStyle = Extract<Piece, { kind: 'time' }>['style'];

/** https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
const dateFormats: Readonly<Record<TimeStyle, string>> = {
  time: '{time}',
  'date-time': '{date_short_pretty} {time}',
  since: '{date_short_pretty} {time}',
  relative: '{ago}',
};

/** How Slack is asked to show an instant in the reader's own time zone. */
export function dateFormatOf(style: TimeStyle): string {
  return dateFormats[style];
}

/**
 * The languages that Slack has (https://slack.com/help/articles/215058658). In others it cannot print a date in the
 * middle of our sentences. There the words' own text stands, which names its zone.
 */
const dateLanguage = /^(?:de|en|es|fr|it|ja|ko|pt|zh)\b/;

/** Whether a piece is an instant that Slack itself is to print. */
export function isDate(piece: Piece): piece is Extract<Piece, { kind: 'time' }> {
  return typeof piece !== 'string' && piece.kind === 'time' && dateLanguage.test(piece.locale);
}

/** Whole seconds since 1970, as Slack counts time. */
export function unixOf(at: Instant): number {
  return Math.floor(at / 1000);
}

/** Whether a link may be offered: an address of the web that Slack takes. */
export function isWebLink(url: string): boolean {
  return url.length <= LINK_URL && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** The words of a piece, clean and without any markup. */
export function bareWords(piece: Piece): string {
  return onOneLine(typeof piece === 'string' ? piece : piece.text);
}

/** The words of a line. */
export function wordsOfLine(line: Line): string {
  return line.map(bareWords).join('');
}

/** What a date takes beyond its words. */
const DATE_TEXT = 30;

function sizeOfPiece(piece: Piece): number {
  const words = sizeOf(bareWords(piece));
  if (typeof piece === 'string') return words;
  if (piece.kind === 'time') return isDate(piece) ? words + DATE_TEXT : words;
  return piece.kind === 'link' && isWebLink(piece.url) ? words + sizeOf(piece.url) : words;
}

/** The size of a line in a rich text block, its addresses and dates included. */
export function sizeOfLine(line: Line): number {
  return line.reduce((sum, piece) => sum + sizeOfPiece(piece), 0);
}

function shortPiece(piece: Piece, max: number): Piece {
  const words = cutToSize(bareWords(piece), max);
  const short = words.endsWith('…') ? words : `${words}…`;
  return typeof piece === 'string' || piece.kind === 'time' || piece.kind === 'link'
    ? short
    : { ...piece, text: short };
}

/** The line, cut to the size `max`; what follows is left out, and a link or date that is cut becomes words. */
export function cutLine(line: Line, max: number): Line {
  if (sizeOfLine(line) <= max) return line;
  const kept: Piece[] = [];
  let left = max;
  for (const piece of line) {
    const size = sizeOfPiece(piece);
    if (size > left - 1) return left < 1 ? kept : [...kept, shortPiece(piece, left - 1)];
    kept.push(piece);
    left -= size;
  }
  return kept;
}

function elementOf(piece: Piece): RichTextElement {
  const text = bareWords(piece);
  if (typeof piece === 'string') return { type: 'text', text };
  if (piece.kind === 'time' && !isDate(piece)) return { type: 'text', text };
  switch (piece.kind) {
    case 'strong':
      return { type: 'text', text, style: { bold: true } };
    case 'code':
      return { type: 'text', text, style: { code: true } };
    case 'link':
      return isWebLink(piece.url) ? { type: 'link', url: piece.url, text } : { type: 'text', text };
    case 'time':
      return { type: 'date', timestamp: unixOf(piece.at), format: dateFormatOf(piece.style), fallback: text };
  }
}

/**
 * A line as elements of rich text, in which Slack looks for no markup:
 * https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
function richElements(line: Line): RichTextElement[] {
  return line.filter((piece) => bareWords(piece) !== '').map(elementOf);
}

/** Lines under each other in one rich text section. */
export function richSection(lines: readonly Line[]): RichTextSection {
  return {
    type: 'rich_text_section',
    elements: lines.flatMap((line, index): RichTextElement[] => [
      ...(index === 0 ? [] : [{ type: 'text' as const, text: '\n' }]),
      ...richElements(line),
    ]),
  };
}
