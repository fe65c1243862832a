import pTimeout from 'p-timeout';
import { errorCard, type Trouble } from '../cards/trouble.js';
import type { Reply } from '../cards/card.js';
import type { Reader } from '../cards/reader.js';
import type { Instant } from '../domain/time.js';
import {
  StoreError,
  type Asker,
  type CommandCard,
  type Question,
  type Responder,
  type Translated,
} from '../ports.js';
import { localeOf, usualWords, wordsOf, type Words } from '../words/index.js';
import { auditTrail, whyNot, type AuditTrail, type NotDone } from './audit.js';
import {
  bind,
  longestText,
  commandIndex,
  unknownCommand,
  withoutPrefix,
  type Bound,
  type Commands,
} from './bind.js';
import { answered, mostChoices, type CommandName } from './command.js';
import { NotAllowed } from './not-allowed.js';
import { contextFor, localeFor, personOf, readerFor, type AnswerOptions } from './context.js';
import { questionRate } from './question-rate.js';
import { reasonOf } from './reason.js';

/** What a responder needs: the commands and the world. */
export interface ResponderOptions extends AnswerOptions {
  readonly commands: Commands;
}

/** Platforms take a form only within three seconds of the press: it does not wait for a slow record. */
const formPatience = 1_000;
const longestChoice = 100;

/** Answers questions. Never throws: trouble is logged and answered with a card that says nothing of its insides. */
export function responder(options: ResponderOptions): Responder {
  const { log, clock } = options;
  const names = commandIndex(options.commands);
  const rate = questionRate(clock);
  /** Answers for all in a channel, until it is known whether they saw them. */
  const toBeShared = new WeakMap<Reply, AuditTrail>();

  async function readerOf(question: Pick<Question, 'asker'>): Promise<Reader> {
    const locale = await localeFor(question.asker, options);
    return readerFor(question.asker, locale, options);
  }

  /** As `readerOf`, but within `formPatience`, if need be in the language that the platform says. */
  async function readerSoon({ asker }: Pick<Question, 'asker'>): Promise<Reader> {
    const reader = await pTimeout(readerOf({ asker }), { milliseconds: formPatience, fallback: () => null });
    if (reader) return reader;
    const preferences = { ...options.preferences, localeOf: () => Promise.resolve(null) };
    return readerFor(asker, await localeFor(asker, { ...options, preferences }), options);
  }

  async function run(
    { command, call }: Bound,
    question: Question,
    reader: Reader,
    trail: AuditTrail,
  ): Promise<Reply> {
    const context = contextFor(
      question.asker,
      reader,
      Object.values(names.byName)
        .filter((one) => !one.hidden && !one.onMessage)
        .map((one) => one.name),
      trail,
      options,
    );
    const seen = options.plans.filter((plan) => options.may(question.asker, 'ask', plan.id));
    if (seen.length === 0 && command.name !== 'help' && command.name !== 'language')
      throw new NotAllowed('ask');
    const [only, ...others] = seen;
    if (question.share === true && only && others.length === 0) trail.about({ portfolio: only.id });
    return command.run(call, context);
  }

  function refused(command: string | null, asker: Asker, why: NotDone, started: Instant): void {
    log.info('question.refused', { command, person: personOf(asker), why, ms: clock.now() - started });
  }

  return {
    async answer(question) {
      const started = clock.now();
      const { asker } = question;
      let reader: Reader | null = null;
      let trail: AuditTrail | null = null;
      try {
        reader = await readerOf(question);
        const bound = bind(question, names, options.prefix);
        if (!bound)
          return answered(errorCard(unknownCommand(question.command, names, options.prefix), reader));
        const { command, call } = bound;
        const deed = command.deed?.(call) ?? (question.share === true ? 'share' : 'ask');
        trail = auditTrail(log, { who: asker, deed, command: command.name });
        // What nobody types is asked by the bot itself, to keep a page up to date.
        const wait = command.hidden ? 0 : rate.wait(asker);
        if (wait > 0) {
          trail.end('too-many-questions');
          refused(command.name, asker, 'too-many-questions', started);
          return answered(errorCard({ kind: 'too-many', wait }, reader));
        }
        const reply = await run(bound, question, reader, trail);
        // What a command did not do and gave no reason for, it did not understand.
        if (deed === 'share') toBeShared.set(reply, trail);
        else if (deed !== 'ask') trail.end('not-understood');
        log.info('question.answered', {
          command: command.name,
          person: personOf(asker),
          ms: clock.now() - started,
        });
        return reply;
      } catch (error) {
        if (error instanceof NotAllowed || trail?.deed !== 'ask') trail?.end(whyNot(error));
        if (error instanceof NotAllowed) refused(trail?.command ?? null, asker, whyNot(error), started);
        else {
          const reason = reasonOf(error);
          log.error('question.failed', {
            command: trail?.command ?? 'unknown',
            person: personOf(asker),
            reason,
            ms: clock.now() - started,
          });
        }
        return answered(
          errorCard(troubleOf(error), reader ?? readerFor(asker, options.defaultLocale, options)),
        );
      }
    },
    shared(reply, arrived) {
      toBeShared.get(reply)?.end(arrived ? null : 'not-delivered');
    },
    async form(question) {
      try {
        const command = bind(question, names, options.prefix)?.command;
        const right = command?.changesState === true ? 'act' : 'ask';
        const may = options.plans.some((plan) => options.may(question.asker, right, plan.id));
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
        const trail = auditTrail(log, { who: asker, deed: 'ask', command: found.name });
        const context = contextFor(asker, await readerOf({ asker }), [], trail, options);
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
export function commandCards(commands: Commands, prefix = ''): readonly CommandCard[] {
  const offered = Object.values(commands).filter(({ hidden }) => hidden !== true);
  return offered.map((command) => ({
    name: `${prefix}${command.name}`,
    onMessage: command.onMessage ? translated(command.onMessage) : null,
    changesState: command.changesState,
    visibility: command.visibility,
    summary: translated((words) => words.commands[command.name].summary),
    example: `/${prefix}${command.name} ${command.example}`.trim(),
    options: command.options.map((option) => ({
      ...option,
      summary: translated((words) => optionSummary(words, command.name, option.name)),
    })),
  }));
}

/** One text of the words, in all languages. */
function translated(pick: (words: Words) => string): Translated {
  return {
    usual: pick(usualWords),
    in(tag) {
      const locale = localeOf(tag);
      return locale === null ? null : pick(wordsOf[locale]);
    },
  };
}

/** What a language says of an option. */
function optionSummary(words: Words, command: CommandName, option: string): string {
  const options: Readonly<Record<string, string>> = words.commands[command].options;
  return options[option] ?? option;
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof NotAllowed) return { kind: error.right === 'ask' ? 'refused-ask' : 'refused' };
  return { kind: error instanceof StoreError ? 'store' : 'trouble' };
}
