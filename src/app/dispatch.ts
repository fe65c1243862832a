import { errorCard, type Trouble } from '../cards/trouble.js';
import type { Reply } from '../cards/card.js';
import type { Reader } from '../cards/reader.js';
import { nearest } from '../domain/nearest.js';
import type { Locale } from '../domain/route.js';
import { StoreError, type CommandCard, type Question, type Responder } from '../ports.js';
import { wordsOf, type Words } from '../words/index.js';
import { answered, mostChoices, NotAllowed, type Call, type Command, type CommandName } from './command.js';
import { contextFor, localeFor, personOf, readerFor, type AnswerOptions } from './context.js';
import { questionRate } from './question-rate.js';
import { reasonOf } from './reason.js';

/** The commands by their names. */
export type Commands = Readonly<Record<CommandName, Command>>;

/** What a responder needs: the commands and the world. */
export interface ResponderOptions extends AnswerOptions {
  readonly commands: Commands;
}

/** After this one every other command is a word too. */
const rootCommand: CommandName = 'quota';
/** Nobody types more than this. */
const longestText = 400;
/** Platforms take a form only within three seconds of the press: it does not wait for a slow record. */
const formPatience = 1_000;
const longestChoice = 100;

interface Bound {
  readonly command: Command;
  readonly call: Call;
}

/** Answers questions. Never throws: trouble is logged and answered with a card that says nothing of its insides. */
export function responder(options: ResponderOptions): Responder {
  const { log, clock } = options;
  const names = namesIn(options.commands);
  const rate = questionRate(clock);

  async function readerOf(question: Pick<Question, 'asker'>): Promise<Reader> {
    const locale = await localeFor(question.asker, options);
    return readerFor(question.asker, locale, options);
  }

  /** As `readerOf`, but within `formPatience`, if need be in the language that the platform says. */
  async function readerSoon({ asker }: Pick<Question, 'asker'>): Promise<Reader> {
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), formPatience);
    });
    const reader = await Promise.race([readerOf({ asker }), enough]);
    clearTimeout(timer);
    if (reader) return reader;
    const preferences = { ...options.preferences, localeOf: () => Promise.resolve(null) };
    return readerFor(asker, await localeFor(asker, { ...options, preferences }), options);
  }

  async function run({ command, call }: Bound, question: Question, reader: Reader): Promise<Reply> {
    const context = contextFor(
      question.asker,
      reader,
      Object.values(names.byName)
        .filter((one) => !one.hidden && !one.onMessage)
        .map((one) => one.name),
      options,
    );
    const sees = options.plans.some((plan) => options.may(question.asker, 'ask', plan.id));
    if (!sees && command.name !== 'help' && command.name !== 'language') throw new NotAllowed();
    return command.run(call, context);
  }

  return {
    async answer(question) {
      const started = clock.now();
      let reader: Reader | null = null;
      let name = 'unknown';
      try {
        reader = await readerOf(question);
        const bound = bind(question, names, options.prefix);
        if (!bound)
          return answered(errorCard(unknownCommand(question.command, names, options.prefix), reader));
        name = bound.command.name;
        // What nobody types is asked by the bot itself, to keep a page up to date.
        const wait = bound.command.hidden ? 0 : rate.wait(question.asker);
        if (wait > 0) {
          log.info('question.too-many', { command: name, person: personOf(question.asker) });
          return answered(errorCard({ kind: 'too-many', wait }, reader));
        }
        const reply = await run(bound, question, reader);
        log.info('question.answered', {
          command: name,
          person: personOf(question.asker),
          changesState: bound.command.changesState,
          ms: clock.now() - started,
        });
        return reply;
      } catch (error) {
        log[error instanceof NotAllowed ? 'info' : 'error']('question.failed', {
          command: name,
          person: personOf(question.asker),
          reason: reasonOf(error),
        });
        return answered(
          errorCard(troubleOf(error), reader ?? readerFor(question.asker, options.defaultLocale, options)),
        );
      }
    },
    async form(question) {
      try {
        const command = bind(question, names, options.prefix)?.command;
        const deed = command?.changesState === true ? 'act' : 'ask';
        const may = options.plans.some((plan) => options.may(question.asker, deed, plan.id));
        return command?.form && may ? command.form(await readerSoon(question)) : null;
      } catch (error) {
        log.error('form.failed', { command: question.command, reason: reasonOf(error) });
        return null;
      }
    },
    async complete(command, option, typed, asker) {
      try {
        const found = names.find(withoutPrefix(command, options.prefix));
        if (!found?.complete) return [];
        if (!options.plans.some((plan) => options.may(asker, 'ask', plan.id))) return [];
        const context = contextFor(asker, await readerOf({ asker }), [], options);
        const choices = await found.complete(option, typed.slice(0, longestText), context);
        return choices.filter((choice) => choice.value.length <= longestChoice).slice(0, mostChoices);
      } catch (error) {
        log.error('completion.failed', { command, reason: reasonOf(error) });
        return [];
      }
    },
  };
}

/** What platforms must know of the commands to offer them, the root first. */
export function commandCards(
  commands: Commands,
  prefix = '',
  words: Readonly<Record<Locale, Words>> = wordsOf,
): readonly CommandCard[] {
  const inEach = (pick: (one: Words) => string): Readonly<Record<Locale, string>> => ({
    en: pick(words.en),
    id: pick(words.id),
  });
  const offered = Object.values(commands).filter(({ hidden }) => hidden !== true);
  return offered.map((command) => ({
    name: `${prefix}${command.name}`,
    onMessage: command.onMessage ? inEach(command.onMessage) : null,
    changesState: command.changesState,
    visibility: command.visibility,
    summary: inEach((one) => one.commands[command.name].summary),
    example: `/${prefix}${command.name} ${command.example}`.trim(),
    options: command.options.map((option) => ({
      ...option,
      summary: inEach((one) => optionSummary(one, command.name, option.name)),
    })),
  }));
}

/** What a language says of an option. */
function optionSummary(words: Words, command: CommandName, option: string): string {
  const options: Readonly<Record<string, string>> = words.commands[command].options;
  return options[option] ?? option;
}

interface Names {
  readonly byName: Commands;
  find(word: string): Command | null;
  /** The command that is offered and whose name or other word is most like this one. */
  nearest(word: string): Command | null;
}

function namesIn(commands: Commands): Names {
  const known = new Map<string, Command>();
  for (const command of Object.values(commands)) {
    for (const word of [command.name, ...command.aliases]) known.set(word, command);
  }
  const find = (word: string): Command | null => known.get(word.toLowerCase()) ?? null;
  const typed = [...known].flatMap(([word, one]) => (one.hidden || one.onMessage ? [] : [word]));
  return {
    byName: commands,
    find,
    nearest: (word) => find(nearest(word, typed) ?? ''),
  };
}

/** What is said of a word that is no command: which one is most like it, as it is typed here. */
function unknownCommand(word: string, names: Names, prefix: string): Trouble {
  const like = names.nearest(withoutPrefix(word.trim(), prefix));
  const closest = like === null ? null : { command: like.name, typed: `/${prefix}${like.name}` };
  return { kind: 'unknown-command', name: word, closest, help: `/${prefix}help` };
}

function withoutPrefix(command: string, prefix: string): string {
  const bare = command.replace(/^\//, '');
  return prefix !== '' && bare.startsWith(prefix) ? bare.slice(prefix.length) : bare;
}

/** Finds the command and reads its options; null when there is no such command. */
function bind(question: Question, names: Names, prefix: string): Bound | null {
  const named = names.find(withoutPrefix(question.command.trim(), prefix));
  if (!named) return null;
  const longest = named.longest ?? longestText;
  const typed = question.text.slice(0, longest).trim();
  const given = Object.entries(question.options).filter(([, value]) => value.trim() !== '');
  const [, first = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(typed) ?? [];
  const inner = named.name === rootCommand && given.length === 0 ? names.find(first) : null;
  const command = inner ?? named;
  const { text, flags } = withoutFlags(inner ? rest : typed, command);
  const values = new Map<string, string>(Object.entries(given.length > 0 ? {} : readText(command, text)));
  for (const [name, value] of given) values.set(name, withoutFlags(value.slice(0, longest), command).text);
  return { command, call: { flags, option: (name) => (values.get(name) ?? '').trim() } };
}

function readText(command: Command, text: string): Readonly<Record<string, string>> {
  if (command.read) return command.read(text);
  const first = command.options[0];
  return first ? { [first.name]: text } : {};
}

/** Takes the flags of a command, `--word`, out of a text; others are part of what somebody says. */
function withoutFlags(
  text: string,
  command: Command,
): { readonly text: string; readonly flags: ReadonlySet<string> } {
  const flags = new Set<string>();
  const rest = text.replace(/(?:^|\s)--([a-z]{1,20})(?=\s|$)/g, (whole, flag: string) => {
    if (!command.flags?.includes(flag)) return whole;
    flags.add(flag);
    return '';
  });
  return { text: rest.trim(), flags };
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof NotAllowed) return { kind: 'refused' };
  return { kind: error instanceof StoreError ? 'store' : 'trouble' };
}
