import { SECOND } from '../domain/time.js';
import { shown } from '../words/shorten.js';
import type { Card } from './card.js';
import { fitted } from './fitted.js';
import type { Reader } from './reader.js';

/** Why a question could not be answered. Nothing of an error's own text is ever shown. */
export type Trouble =
  /** `refused`: to act; `refused-ask`: to ask. */
  | { readonly kind: 'trouble' | 'store' | 'refused' | 'refused-ask' }
  | {
      readonly kind: 'unknown-command';
      readonly name: string;
      /** The command that is most like it, and as it is typed; null: none is. */
      readonly closest: { readonly command: string; readonly typed: string } | null;
      /** The command that lists them all, as it is typed. */
      readonly help: string;
    }
  /** `wait` is in milliseconds. */
  | { readonly kind: 'too-many'; readonly wait: number }
  | { readonly kind: 'not-understood'; readonly example: string };

/** Says that a question could not be answered, and what to do. */
export function errorCard(trouble: Trouble, reader: Reader): Card {
  const { title, lead } = texts(trouble, reader);
  const [style, effect] = ['plain', 'answer'] as const;
  return fitted({
    tone: 'unknown',
    title,
    lead: [lead],
    sections: [],
    footnote: null,
    actions: [
      ...(trouble.kind === 'unknown-command' && trouble.closest !== null
        ? [{ label: trouble.closest.typed, command: trouble.closest.command, style, effect }]
        : []),
      { label: reader.words.answers.actions.help, command: 'help', style, effect },
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
    case 'refused-ask':
      return errors.refusedAsk;
    case 'unknown-command':
      return unknownCommand(trouble, reader);
    case 'too-many':
      return errors.tooMany(Math.ceil(trouble.wait / SECOND));
    case 'not-understood':
      return errors.notUnderstood(trouble.example);
  }
}

function unknownCommand(
  { name, closest, help }: Extract<Trouble, { readonly kind: 'unknown-command' }>,
  reader: Reader,
): { readonly title: string; readonly lead: string } {
  const { answers } = reader.words;
  const { title, lead } = answers.errors.unknownCommand(shown(name, 40));
  const next = closest === null ? answers.errors.seeHelp(help) : answers.didYouMean(closest.typed);
  return { title, lead: `${lead} ${next}` };
}
