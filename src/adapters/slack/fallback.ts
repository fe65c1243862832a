import { symbolOf, type Card, type Section } from '../../cards/card.js';
import { countThatFits, makeEnough, shares } from './fit.js';
import { FRAME_TEXT, LINE_TEXT, MESSAGE_TEXT, SECTIONS } from './limits.js';
import { wordsOfLine } from './rich-text.js';
import { linesOf, moreMark } from './section-lines.js';
import { cutToSize, onOneLine, sizeOf } from './text.js';

interface TextPart {
  readonly need: number;
  text(budget: number): string;
}

function textPart(section: Section): TextPart {
  const { bullets, before, lines, after, more } = linesOf(section);
  const frame = [...before, ...after].map((line) => cutToSize(wordsOfLine(line), FRAME_TEXT));
  const opening = frame.slice(0, before.length);
  const closing = frame.slice(before.length);
  const {
    made: body,
    sizes,
    beyond,
  } = makeEnough(
    lines,
    (line) => (bullets ? '• ' : '') + cutToSize(wordsOfLine(line), LINE_TEXT),
    (line) => sizeOf(line) + 1,
    MESSAGE_TEXT,
  );
  const size = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + sizeOf(text) + 1, 0);
  return {
    need: size(frame) + size(body),
    text(budget) {
      const count = countThatFits(sizes, budget - size(frame), FRAME_TEXT);
      const left = body.length - count + beyond;
      const note = left === 0 ? [] : [cutToSize(onOneLine(more(left)), FRAME_TEXT - 1)];
      return [...opening, ...body.slice(0, count), ...note, ...closing].join('\n');
    },
  };
}

/** The first line of a card: its symbol, which also stands there when the title already begins with it only once. */
export function titleOf(card: Card): string {
  const title = onOneLine(card.title).trim();
  const symbol = symbolOf[card.tone];
  return title.startsWith(symbol) ? title : `${symbol} ${title}`.trim();
}

/**
 * All that a card says, in at most 4,000 characters (escaped ones counted): what a notification, a screen reader and a
 * search show. Times are in the words' own zone. Not yet escaped.
 */
export function fallbackText(card: Card): string {
  const head = [cutToSize(titleOf(card), FRAME_TEXT * 2), cutToSize(wordsOfLine(card.lead), LINE_TEXT)];
  const foot = card.footnote === null ? '' : cutToSize(wordsOfLine(card.footnote), LINE_TEXT);
  const shown = card.sections.slice(0, SECTIONS);
  const hidden = card.sections.length - shown.length;
  const picture = card.picture === null ? '' : cutToSize(onOneLine(card.picture.alt), LINE_TEXT);
  const tail = [hidden > 0 ? moreMark(hidden) : '', picture, foot];
  const parts = shown.map(textPart);
  const frame = [...head, ...tail].reduce((sum, text) => sum + sizeOf(text) + 1, 0);
  const budgets = shares(
    parts.map((part) => part.need),
    MESSAGE_TEXT - frame - parts.length * 2,
  );
  const body = parts.map((part, index) => part.text(budgets[index] ?? 0));
  return cutToSize(
    [head.filter((text) => text !== '').join('\n'), ...body, ...tail]
      .filter((text) => text.trim() !== '')
      .join('\n\n'),
    MESSAGE_TEXT,
  );
}
