import { shorten } from '../words/shorten.js';
import { unbroken, unbrokenParts } from '../words/unbroken.js';
import type { Action, Card, Line, Piece, Section } from './card.js';

/** What no card exceeds, in UTF-16 units and counts. Platforms have limits of their own beyond these. */
export const cardBounds = {
  title: 140,
  line: 500,
  label: 40,
  sections: 10,
  lines: 12,
  facts: 12,
  items: 20,
  columns: 5,
  cell: 60,
  actions: 10,
  actionLabel: 60,
  options: 40,
  command: 90,
} as const;

/**
 * The card within `cardBounds`: whatever its makers were given, nothing in it is longer than it may be. No line breaks
 * between a figure and its unit.
 */
export function fitted(card: Card): Card {
  return {
    ...card,
    title: text(card.title, cardBounds.title),
    lead: fittedLine(card.lead),
    sections: card.sections.slice(0, cardBounds.sections).map(fittedSection),
    footnote: card.footnote === null ? null : fittedLine(card.footnote),
    actions: card.actions
      .filter((action) => action.command.length <= cardBounds.command)
      .slice(0, cardBounds.actions)
      .map(fittedAction),
  };
}

function fittedAction(action: Action): Action {
  const label = shorten(action.label, cardBounds.actionLabel);
  if (!action.menu) return { ...action, label };
  const options = action.menu.options
    .filter(({ value }) => action.command.length + value.length < cardBounds.command)
    .slice(0, cardBounds.options)
    .map((option) => ({ ...option, label: shorten(option.label, cardBounds.actionLabel) }));
  return { ...action, label, menu: { label: shorten(action.menu.label, cardBounds.actionLabel), options } };
}

function fittedSection(section: Section): Section {
  switch (section.kind) {
    case 'text':
      return { ...section, lines: section.lines.slice(0, cardBounds.lines).map(fittedLine) };
    case 'facts':
      return {
        ...section,
        facts: section.facts.slice(0, cardBounds.facts).map((fact) => ({
          label: text(fact.label, cardBounds.label),
          value: fittedLine(fact.value),
        })),
      };
    case 'list':
      return {
        ...section,
        items: section.items.slice(0, cardBounds.items).map(fittedLine),
        more: section.more === null ? null : unbroken(section.more),
      };
    case 'table':
      return {
        ...section,
        columns: section.columns.slice(0, cardBounds.columns).map((column) => text(column, cardBounds.label)),
        rows: section.rows.map((row) =>
          row.slice(0, cardBounds.columns).map((cell) => text(cell, cardBounds.cell)),
        ),
      };
  }
}

function fittedLine(line: Line): Line {
  let left: number = cardBounds.line;
  const kept: Piece[] = [];
  for (const piece of line) {
    if (left <= 0) break;
    const whole = typeof piece === 'string' ? piece : piece.text;
    // Code is there to be copied as it is.
    const short =
      typeof piece !== 'string' && piece.kind === 'code' ? shorten(whole, left) : parts(whole, left);
    left -= short.length;
    kept.push(typeof piece === 'string' ? short : { ...piece, text: short });
  }
  return kept;
}

function parts(whole: string, max: number): string {
  return unbrokenParts(shorten(whole, max));
}

function text(whole: string, max: number): string {
  return unbroken(shorten(whole, max));
}
