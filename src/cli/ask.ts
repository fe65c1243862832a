import { terminal } from '../adapters/terminal/index.js';
import { plainText } from '../cards/plain.js';
import type { Locale } from '../domain/route.js';
import type { Asker, Question } from '../ports.js';
import type { BotCommand } from './bot-command.js';

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

/** Answers a command on the terminal. */
export function ask(
  line: string,
  flags: { readonly json: boolean; readonly locale: Locale | null },
): BotCommand {
  return async (bot, _configuration, screen) => {
    const reply = await bot.responder.answer(questionFrom(line, operator(flags.locale)));
    const text = plainText(reply.card);
    const { picture, ...card } = reply.card;
    const document = { question: line, text, card: { ...card, picture: picture?.alt ?? null } };
    screen.out(flags.json ? JSON.stringify(document, null, 2) : text);
    return 0;
  };
}
