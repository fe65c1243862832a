import { terminal } from '../adapters/terminal/index.js';
import { plainText } from '../cards/plain.js';
import type { Locale } from '../domain/route.js';
import type { Asker, Question } from '../ports.js';
import { withAnyAccess, type Deed } from './terminal.js';

/** The one who sits at the terminal. */
export function operator(locale: Locale | null): Asker {
  return {
    platform: terminal.name,
    user: 'operator',
    name: null,
    channel: null,
    groups: [],
    language: locale,
    isOperator: true,
  };
}

/** `/quota +62…` as a question; the slash may be left out. */
export function questionFrom(line: string, asker: Asker): Question {
  const [, command = '', text = ''] = /^\s*\/?(\S*)\s*([\s\S]*)$/.exec(line) ?? [];
  return { command, text: text.trim(), options: {}, asker };
}

/** Answers a command from the store on the terminal. */
export function ask(line: string, flags: { readonly json?: true; readonly locale?: Locale }): Deed {
  return (configuration, screen) =>
    withAnyAccess(configuration, async (bot) => {
      const reply = await bot.responder.answer(questionFrom(line, operator(flags.locale ?? null)));
      const { picture, ...card } = reply.card;
      screen.out(
        flags.json
          ? JSON.stringify(
              {
                question: line,
                text: plainText(reply.card),
                card: { ...card, picture: picture?.alt ?? null },
              },
              null,
              2,
            )
          : plainText(reply.card),
      );
      return 0;
    });
}
