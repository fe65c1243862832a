import type { APIEmbedField } from 'discord.js';
import type { Card, Line, Section } from '../../cards/card.js';
import { EMBED } from './limits.js';
import { cutAlone, literal } from './literal.js';
import { markdown } from './line.js';
import { rowLine, tableLines } from './table.js';

/** A field must have a name; this one shows nothing. */
const NO_NAME = '\u200b';
const LONGEST_LINE = 1000;
const LONGEST_SHORT_VALUE = 40;
/** Kept free so that what is left out can always be told. */
const RESERVE = 24;

/** Part of a card's body: lines shown together, in a code block or not. */
interface Block {
  readonly fence: boolean;
  readonly header: string | null;
  readonly lines: readonly string[];
  /** What is said after the lines, given how many had to be left out; null for nothing. */
  readonly after: (left: number) => string | null;
}

/** The description and the fields of an embed. */
export interface Body {
  readonly description: string;
  readonly fields: readonly APIEmbedField[];
}

function leftOut(count: number): string {
  return `… +${count}`;
}

function blockOf(section: Exclude<Section, { kind: 'facts' }>): Block {
  switch (section.kind) {
    case 'text':
      return {
        fence: false,
        header: null,
        lines: section.lines.map((line) => markdown(line, LONGEST_LINE)),
        after: (left) => (left > 0 ? leftOut(left) : null),
      };
    case 'list': {
      const more = section.more === null ? null : cutAlone(section.more, 200, literal);
      return {
        fence: false,
        header: null,
        lines: section.items.map((item) => `• ${markdown(item, LONGEST_LINE, true)}`),
        after: (left) => [left > 0 ? leftOut(left) : null, more].filter((x) => x !== null).join('\n') || null,
      };
    }
    case 'table': {
      const { columns, rows } = section;
      const after = (left: number): string | null =>
        left > 0 ? cutAlone(section.more(left), 200, literal) : null;
      const table = tableLines(columns, rows);
      if (table !== null) return { fence: true, ...table, after };
      return {
        fence: false,
        header: markdown(rowLine(columns, columns.length), LONGEST_LINE) || null,
        lines: rows.map((row) => markdown(rowLine(row, columns.length), LONGEST_LINE, true)),
        after,
      };
    }
  }
}

function print(block: Block, lines: readonly string[], after: string | null): string {
  const all = block.header === null ? lines : [block.header, ...lines];
  const body = block.fence ? `\`\`\`\n${all.join('\n')}\n\`\`\`` : all.join('\n');
  return after === null ? body : all.length === 0 ? after : `${body}\n${after}`;
}

/** Whether a section is a heading for the list below it. */
function isHeading(section: Section | undefined): boolean {
  if (section?.kind !== 'text' || section.lines.length !== 1) return false;
  const pieces: Line = section.lines[0] ?? [];
  const [piece] = pieces;
  return pieces.length === 1 && typeof piece === 'object' && piece.kind === 'strong';
}

/** The block's first lines that fit in `room` with the word on the rest; null when none fits. */
function fit(block: Block, room: number): { readonly text: string; readonly taken: number } | null {
  for (let taken = block.lines.length; ; taken = Math.min(taken - 1, estimate(block, room, taken))) {
    const text = print(block, block.lines.slice(0, taken), block.after(block.lines.length - taken));
    if (text.length <= room) return { text, taken };
    if (taken <= 1) return null;
  }
}

/** An upper bound of the lines that can fit. So long lists are not tried line by line. */
function estimate(block: Block, room: number, most: number): number {
  let used = 0;
  for (let i = 0; i < most; i += 1) {
    used += (block.lines[i]?.length ?? 0) + 1;
    if (used > room + 1) return Math.max(1, i);
  }
  return Math.max(1, most - 1);
}

/**
 * Lays out a card's body within `total` characters. First in the description, then, from the first facts on, in fields.
 * So the order of the sections is kept. What does not fit is counted in a last field. `small` is a last line, at most a
 * field long, not counted in `total`.
 */
export function layBody(lead: string, card: Card, small: string, total: number): Body {
  let description = lead;
  const fields: APIEmbedField[] = [];
  let used = description.length;
  let dropped = 0;

  const add = (field: APIEmbedField): boolean => {
    const size = field.name.length + field.value.length;
    if (fields.length >= EMBED.fields - 2 || used + size > total - RESERVE) return false;
    fields.push(field);
    used += size;
    return true;
  };

  const describe = (block: Block, close: boolean): boolean => {
    const gap = description === '' ? '' : close ? '\n' : '\n\n';
    const room =
      Math.min(EMBED.description - small.length - 2 - description.length, total - RESERVE - used) -
      gap.length;
    const fitted = fit(block, room);
    if (fitted === null || (fitted.taken < block.lines.length && room < EMBED.fieldValue)) return false;
    description += gap + fitted.text;
    used += gap.length + fitted.text.length;
    return true;
  };

  for (const [index, section] of card.sections.entries()) {
    if (section.kind === 'facts') {
      for (const { label, value } of section.facts) {
        const shown = markdown(value, EMBED.fieldValue) || NO_NAME;
        const name = cutAlone(label, EMBED.fieldName, literal) || NO_NAME;
        if (!add({ name, value: shown, inline: shown.length <= LONGEST_SHORT_VALUE })) dropped += 1;
      }
      continue;
    }
    const block = blockOf(section);
    if (block.lines.every((line) => line === '') && block.after(0) === null) continue;
    const close = section.kind === 'list' && isHeading(card.sections[index - 1]);
    if (fields.length === 0 && describe(block, close)) continue;
    const room = Math.min(EMBED.fieldValue, total - RESERVE - used - NO_NAME.length);
    const fitted = fit(block, room);
    if (fitted === null || !add({ name: NO_NAME, value: fitted.text })) dropped += block.lines.length;
  }
  if (dropped > 0) fields.push({ name: NO_NAME, value: leftOut(dropped) });
  if (small === '') return { description, fields };
  if (fields.length > 0) return { description, fields: [...fields, { name: NO_NAME, value: small }] };
  return { description: description === '' ? small : `${description}\n\n${small}`, fields };
}
