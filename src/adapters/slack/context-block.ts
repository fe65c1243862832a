import type { ContextBlock } from '@slack/web-api';
import type { Line, Piece } from '../../cards/card.js';
import { CONTEXT_ELEMENTS } from './limits.js';
import { cutLine, dateFormatOf, isDate, isWebLink, unixOf, bareWords, wordsOfLine } from './rich-text.js';
import { escaped, sizeOf, unformatted } from './text.js';

type Element = ContextBlock['elements'][number];

/** Characters that would end a date's fallback or a link's label early. */
function inBrackets(text: string): string {
  return unformatted(text).replaceAll('|', '¦').replaceAll('^', 'ˆ');
}

function plain(text: string): Element {
  return { type: 'plain_text', text, emoji: false };
}

function elementOf(piece: Piece): Element {
  if (typeof piece !== 'string') {
    if (isDate(piece)) {
      const date = `<!date^${unixOf(piece.at)}^${dateFormatOf(piece.style)}|${inBrackets(bareWords(piece))}>`;
      return { type: 'mrkdwn', text: date, verbatim: true };
    }
    if (piece.kind === 'link' && isWebLink(piece.url)) {
      const url = escaped(new URL(piece.url).href).replaceAll('|', '%7C');
      return { type: 'mrkdwn', text: `<${url}|${inBrackets(bareWords(piece))}>`, verbatim: true };
    }
  }
  return plain(bareWords(piece));
}

/** Neighbours that are plain anyway become one element. */
function merged(line: Line): Line {
  const result: Piece[] = [];
  for (const piece of line) {
    const last = result.at(-1);
    const isPlain = !isDate(piece) && (typeof piece === 'string' || piece.kind !== 'link');
    if (isPlain && typeof last === 'string') result[result.length - 1] = last + bareWords(piece);
    else result.push(isPlain ? bareWords(piece) : piece);
  }
  return result.filter((piece) => bareWords(piece).trim() !== '');
}

/**
 * A line in small grey letters; nothing when it says nothing. Its words are at most `max` long, and all of it at most
 * twice that.
 */
export function contextBlock(line: Line, max: number): readonly ContextBlock[] {
  const pieces = merged(cutLine(line, max));
  if (pieces.length === 0) return [];
  const elements = pieces.map(elementOf);
  const size = elements.reduce((sum, element) => sum + ('text' in element ? sizeOf(element.text) : 0), 0);
  const fits = elements.length <= CONTEXT_ELEMENTS && size <= max * 2;
  return [{ type: 'context', elements: fits ? elements : [plain(wordsOfLine(pieces))] }];
}
