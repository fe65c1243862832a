import { phoneBook } from '../../src/adapters/phone/phone-book.js';
import type { Card } from '../../src/cards/card.js';
import type { Reader } from '../../src/cards/reader.js';
import { wordsOf } from '../../src/words/index.js';
import { noon } from './looks.js';

/** The phone book of an Indonesian operator. */
export const phones = phoneBook('ID');

/** Somebody in Jakarta who reads English at noon. */
export function readerOf(more: Partial<Reader> = {}): Reader {
  return {
    words: wordsOf.en,
    zone: 'Asia/Jakarta',
    now: noon,
    masked: false,
    print: (phone) => phones.print(phone),
    alias: () => null,
    ...more,
  };
}

/** All pieces of text that a card holds, with whether a platform must show each as it is. */
export function textsOf(card: Card): readonly string[] {
  const lines = [
    card.lead,
    ...(card.footnote ? [card.footnote] : []),
    ...card.sections.flatMap((section) => {
      switch (section.kind) {
        case 'text':
          return section.lines;
        case 'facts':
          return section.facts.map((fact) => [fact.label, ...fact.value]);
        case 'list':
          return section.items;
        case 'table':
          return [section.columns, ...section.rows];
      }
    }),
  ];
  const texts = lines.flatMap((line) =>
    line.map((piece) => (typeof piece === 'string' ? piece : piece.text)),
  );
  return [card.title, ...texts, ...card.actions.flatMap((action) => [action.label, action.command])];
}
