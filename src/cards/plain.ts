import { searchable } from '../words/unbroken.js';
import { symbolOf, type Card, type Line, type Section } from './card.js';

/** Rows of a table that plain text shows; the rest is counted. */
const plainRows = 30;

/** A line as bare text with ordinary spaces. A link shows where it leads. */
export function plainLine(line: Line): string {
  const texts = line.map((piece) => {
    if (typeof piece === 'string') return piece;
    return piece.kind === 'link' && piece.text !== piece.url ? `${piece.text} (${piece.url})` : piece.text;
  });
  return searchable(texts.join(''));
}

/**
 * All that a card says, as bare text. For notifications, screen readers and terminals. Terminals show a picture that
 * was drawn for them. Actions are not part of it.
 */
export function plainText(card: Card): string {
  const parts = [`${symbolOf[card.tone]} ${card.title}`, plainLine(card.lead)];
  for (const section of card.sections) parts.push(plainSection(section));
  if (card.picture !== null) parts.push(card.picture.drawn ?? card.picture.alt);
  if (card.footnote !== null) parts.push(plainLine(card.footnote));
  return searchable(parts.filter((part) => part.trim() !== '').join('\n'));
}

function plainSection(section: Section): string {
  switch (section.kind) {
    case 'text':
      return section.lines.map(plainLine).join('\n');
    case 'facts':
      return section.facts.map(({ label, value }) => `${label}: ${plainLine(value)}`).join('\n');
    case 'list':
      return [
        ...section.items.map((item) => `• ${plainLine(item)}`),
        ...(section.more === null ? [] : [section.more]),
      ].join('\n');
    case 'table': {
      const rows = section.rows.slice(0, plainRows);
      const left = section.rows.length - rows.length;
      return [
        section.columns.join(' | '),
        ...rows.map((row) => row.join(' | ')),
        ...(left > 0 ? [section.more(left)] : []),
      ].join('\n');
    }
  }
}
