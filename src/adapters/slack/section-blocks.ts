import type { KnownBlock, RichTextBlock, RichTextList, RichTextSection } from '@slack/web-api';
import type { Line, Section } from '../../cards/card.js';
import { countThatFits, makeEnough } from './fit.js';
import { FRAME_TEXT, LINE_TEXT, TEXT_OBJECT } from './limits.js';
import { cutLine, richSection, sizeOfLine, wordsOfLine } from './rich-text.js';
import { linesOf } from './section-lines.js';
import { fitsAPhone, sizeOfTable, tableBlock } from './table-block.js';
import { cutToSize, onOneLine } from './text.js';

/** A part of the body, and how much text it would like to say. */
export interface BodyPart {
  readonly need: number;
  /** Blocks with at most so much text; nothing when there is nothing to say. */
  blocks(budget: number): readonly KnownBlock[];
}

function shortened(lines: readonly Line[], max: number): readonly Line[] {
  return lines.map((line) => cutLine(line, max));
}

function total(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + sizeOfLine(line) + 1, 0);
}

function moreLine(text: string): Line {
  return [cutToSize(onOneLine(text), FRAME_TEXT)];
}

function saysSomething(line: Line): boolean {
  return wordsOfLine(line).trim() !== '';
}

function paragraph(lines: readonly Line[]): readonly RichTextSection[] {
  return lines.some(saysSomething) ? [richSection(lines)] : [];
}

function bulletList(lines: readonly Line[]): readonly RichTextList[] {
  const elements = lines.filter(saysSomething).map((line) => richSection([line]));
  return elements.length === 0 ? [] : [{ type: 'rich_text_list', style: 'bullet', elements }];
}

function richText(elements: RichTextBlock['elements']): readonly KnownBlock[] {
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements }];
}

function linesPart(section: Section): BodyPart {
  const { bullets, before, lines, after, more } = linesOf(section);
  const opening = shortened(before, FRAME_TEXT);
  const closing = shortened(after, FRAME_TEXT);
  const frame = total(opening) + total(closing);
  const {
    made: body,
    sizes,
    beyond,
  } = makeEnough(
    lines,
    (line) => cutLine(line, LINE_TEXT),
    (line) => sizeOfLine(line) + 1,
    TEXT_OBJECT,
  );
  const need = Math.min(TEXT_OBJECT, frame + total(body));
  return {
    need: body.length + opening.length + closing.length === 0 ? 0 : need,
    blocks(budget) {
      const room = Math.min(budget, TEXT_OBJECT) - frame;
      const count = countThatFits(sizes, room, FRAME_TEXT);
      const left = body.length - count;
      const shown = [...body.slice(0, count)];
      const first = body[0];
      if (count === 0 && first !== undefined && room > FRAME_TEXT)
        shown.push(cutLine(first, room - FRAME_TEXT));
      const rest = left - (shown.length - count) + beyond;
      const notes = [...(rest > 0 ? [moreLine(more(rest))] : []), ...closing];
      return richText(
        bullets
          ? [...bulletList(shown), ...paragraph(notes)]
          : [...paragraph([...opening, ...shown, ...notes])],
      );
    },
  };
}

function tablePart(table: Extract<Section, { kind: 'table' }>): BodyPart {
  return {
    need: sizeOfTable(table) + FRAME_TEXT,
    blocks(budget) {
      const { block, left } = tableBlock(table, budget - FRAME_TEXT);
      return left === 0 ? [block] : [block, ...richText([...paragraph([moreLine(table.more(left))])])];
    },
  };
}

/** The parts of a card's body. Only so many `tables` become table blocks, the first ones; the others are written as lines. */
export function bodyParts(sections: readonly Section[], tables: number): readonly BodyPart[] {
  let made = 0;
  return sections.map((section) => {
    if (section.kind === 'table' && fitsAPhone(section) && made < tables) {
      made += 1;
      return tablePart(section);
    }
    return linesPart(section);
  });
}
