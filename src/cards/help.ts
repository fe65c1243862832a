import type { Card } from './card.js';
import { fitted } from './fitted.js';
import type { Reader } from './reader.js';

/** A command as help shows it. */
export interface HelpLine {
  readonly example: string;
  readonly summary: string;
}

/** What can be asked; `root` is the command after which all others are words. */
export function helpCard(lines: readonly HelpLine[], root: string, reader: Reader): Card {
  const { answers } = reader.words;
  return fitted({
    tone: 'info',
    title: answers.helpTitle,
    lead: [answers.helpLead],
    sections: [
      {
        kind: 'list',
        items: lines.map(({ example, summary }) => [{ kind: 'code', text: example }, ` · ${summary}`]),
        more: null,
      },
    ],
    footnote: [answers.helpWord(root)],
    actions: [],
    picture: null,
  });
}
