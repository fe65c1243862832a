import { SECOND } from '../domain/time.js';
import { shown } from '../words/shorten.js';
import type { Card } from './card.js';
import { fitted } from './fitted.js';
import type { Reader } from './reader.js';

/** Why a question could not be answered. Nothing of an error's own text is ever shown. */
export type Trouble =
  | { readonly kind: 'trouble' | 'store' | 'refused' }
  | { readonly kind: 'unknown-command'; readonly name: string }
  /** `wait` is in milliseconds. */
  | { readonly kind: 'too-many'; readonly wait: number }
  | { readonly kind: 'not-understood'; readonly example: string };

/** Says that a question could not be answered, and what to do. */
export function errorCard(trouble: Trouble, reader: Reader): Card {
  const { title, lead } = texts(trouble, reader);
  return fitted({
    tone: 'unknown',
    title,
    lead: [lead],
    sections: [],
    footnote: null,
    actions: [
      { label: reader.words.answers.actions.help, command: 'help', style: 'plain', effect: 'answer' },
    ],
    picture: null,
  });
}

function texts(trouble: Trouble, reader: Reader): { readonly title: string; readonly lead: string } {
  const { errors } = reader.words.answers;
  switch (trouble.kind) {
    case 'trouble':
    case 'store':
    case 'refused':
      return errors[trouble.kind];
    case 'unknown-command':
      return errors.unknownCommand(shown(trouble.name, 40));
    case 'too-many':
      return errors.tooMany(Math.ceil(trouble.wait / SECOND));
    case 'not-understood':
      return errors.notUnderstood(trouble.example);
  }
}
