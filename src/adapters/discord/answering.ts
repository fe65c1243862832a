import pTimeout from 'p-timeout';
import { answeredLine, type Card, type Reply } from '../../cards/card.js';
import { firstTime } from '../../kit/first-time.js';
import type { CommandCard, Log, Question, Responder } from '../../ports.js';
import { pressOf, type Press } from './button.js';
import { offeredName } from './command-definition.js';
import { renderCard, type RenderedMessage } from './embed.js';
import { shortCause } from './failure.js';
import { interactionOf, type Interaction } from './interaction.js';
import { modalOf } from './modal.js';
import type { DiscordPhrases } from './phrases.js';
import type { Responses } from './response.js';
import { suggestionsOf } from './suggestion.js';

/** What answering needs. */
export interface AnsweringOptions {
  readonly commands: readonly CommandCard[];
  readonly responder: Responder;
  readonly responses: Responses;
  readonly commandPrefix: string;
  readonly phrasesFor: DiscordPhrases;
  readonly log: Log;
  readonly pace: AnsweringPace;
  /** Whether no other process handles it. Absent: there are none. */
  readonly isFirst?: ((mark: string) => Promise<boolean>) | undefined;
}

/** How long people wait, in milliseconds. */
export interface AnsweringPace {
  /** An answer that comes within this is given at once; a later one is promised first. Discord gives up after 3 s. */
  readonly promiseAfter: number;
  /** Suggestions and forms cannot be promised; when they take longer there are none. */
  readonly suggestWithin: number;
  /** An answer that takes longer has failed. Discord takes none after 15 minutes. */
  readonly answerWithin: number;
}

/** More than a resumed line can bring back at once. */
const REMEMBERED = 10_000;

const LATE = Symbol('late');
const late = (): typeof LATE => LATE;

/** How an answer reaches the asker: at once, or after a promise. */
interface Way {
  now(reply: Reply): Promise<void>;
  promise(): Promise<void>;
  later(reply: Reply): Promise<void>;
}

function shown(card: Card, hidden: boolean): RenderedMessage {
  return renderCard(card, { kind: 'answer', shared: !hidden });
}

/** Answers what people type and press. Never throws. */
export function createAnswering(options: AnsweringOptions): (event: unknown) => Promise<void> {
  const { commands, responder, responses, commandPrefix, phrasesFor, log, pace } = options;
  const isNew = firstTime(REMEMBERED);
  /** What the adapter says by itself; of no interest to anybody but the asker. */
  const ownReplies = new WeakSet<Reply>();
  const byName = new Map(commands.map((command) => [offeredName(commandPrefix, command.name), command]));
  const onMessage = new Map(commands.map((command) => [command.onMessage?.usual, command]));

  function sentence(to: Interaction, kind: 'failed' | 'staleButton'): Reply {
    const title = phrasesFor(to.asker.language)[kind];
    const card: Card = {
      tone: 'unknown',
      title,
      lead: [],
      sections: [],
      footnote: null,
      actions: [],
      picture: null,
    };
    const reply: Reply = { card, audience: 'asker' };
    ownReplies.add(reply);
    return reply;
  }

  async function ask(to: Interaction, question: Question): Promise<Reply> {
    try {
      const reply = await pTimeout(responder.answer(question), {
        milliseconds: pace.answerWithin,
        fallback: late,
      });
      if (reply !== LATE) return reply;
      log.warn('discord.answer-late', { command: question.command });
    } catch {
      log.error('discord.answer-failed', { command: question.command });
    }
    return sentence(to, 'failed');
  }

  async function give(way: Way, answer: Promise<Reply>): Promise<void> {
    const quick = await pTimeout(answer, { milliseconds: pace.promiseAfter, fallback: late });
    if (quick !== LATE) return way.now(quick);
    await way.promise();
    await way.later(await answer);
  }

  /** A new message. Who sees it must be settled with the promise. A wrong guess is taken back and sent anew. */
  function asMessage(to: Interaction, guess: boolean, hiddenOf: (reply: Reply) => boolean): Way {
    return {
      now: (reply) => responses.reply(to, shown(reply.card, hiddenOf(reply)), hiddenOf(reply)),
      promise: () => responses.promise(to, guess),
      async later(reply) {
        const hidden = hiddenOf(reply);
        if (hidden === guess) return responses.fulfil(to, shown(reply.card, hidden));
        await responses.withdraw(to);
        await responses.follow(to, shown(reply.card, hidden), hidden);
      },
    };
  }

  /** The message with the button changes; but what is meant for the asker alone never replaces what all see. */
  function asReplacement(to: Interaction, onPrivate: boolean): Way {
    const replaces = (reply: Reply): boolean => onPrivate || reply.audience === 'channel';
    return {
      now: (reply) =>
        replaces(reply)
          ? responses.update(to, shown(reply.card, onPrivate))
          : responses.reply(to, shown(reply.card, true), true),
      promise: () => responses.promiseUpdate(to),
      later: (reply) =>
        replaces(reply)
          ? responses.fulfil(to, shown(reply.card, onPrivate))
          : responses.follow(to, shown(reply.card, true), true),
    };
  }

  function privately(to: Interaction): Way {
    return asMessage(to, true, () => true);
  }

  function wayOf(to: Interaction, effect: Exclude<Press['effect'], 'share'>, onPrivate: boolean): Way {
    switch (effect) {
      case 'answer':
      case 'form':
        return privately(to);
      case 'replace':
        return asReplacement(to, onPrivate);
    }
  }

  /** Shows an answer to all in the channel. Lets the responder know whether that worked. */
  async function share(to: Interaction, line: string): Promise<void> {
    const answer = ask(to, { ...questionOf(to, line), share: true });
    try {
      await give(
        asMessage(to, false, (reply) => ownReplies.has(reply)),
        answer,
      );
    } catch (error) {
      responder.shared(await answer, false);
      throw error;
    }
    responder.shared(await answer, true);
  }

  /** A button's command line as a question: `/quota tier` asks `quota` for `tier`. */
  function questionOf(to: Interaction, line: string): Question {
    const [first = '', ...rest] = line.replace(/^\//, '').split(/\s+/);
    const command = byName.get(first)?.name ?? first;
    return { command, text: rest.join(' '), options: {}, asker: to.asker };
  }

  /** Asks for what the command lacks; when there is nothing to ask, the command is run as it is. */
  async function askMore(to: Interaction, { command }: Press): Promise<void> {
    const question = questionOf(to, command);
    const form = await pTimeout(responder.form(question), {
      milliseconds: pace.suggestWithin,
      fallback: late,
    });
    if (form === LATE) return responses.reply(to, shown(sentence(to, 'failed').card, true), true);
    const modal = form === null ? null : modalOf(form, command);
    if (modal !== null) return responses.ask(to, modal);
    return give(privately(to), ask(to, question));
  }

  async function suggest(to: Interaction & { readonly kind: 'typing' }): Promise<void> {
    const command = byName.get(to.name);
    const found =
      command === undefined
        ? []
        : await pTimeout(
            responder.complete(command.name, to.option, to.typed, to.asker).catch(() => []),
            { milliseconds: pace.suggestWithin, fallback: () => [] },
          );
    await responses.suggest(to, suggestionsOf(found));
  }

  function stale(to: Interaction): Promise<void> {
    return responses.reply(to, shown(sentence(to, 'staleButton').card, true), true);
  }

  async function handle(to: Interaction): Promise<void> {
    switch (to.kind) {
      case 'typing':
        return suggest(to);
      case 'command': {
        const card = byName.get(to.name);
        const question = { command: card?.name ?? to.name, text: '', options: to.options, asker: to.asker };
        const way = asMessage(to, card?.visibility !== 'channel', (reply) => reply.audience === 'asker');
        return give(way, ask(to, question));
      }
      case 'on-message': {
        const command = onMessage.get(to.name);
        const question = { command: command?.name ?? to.name, text: to.text, options: {}, asker: to.asker };
        return give(privately(to), ask(to, question));
      }
      case 'press': {
        const press = pressOf(to.customId);
        if (press === null) return stale(to);
        const line = answeredLine(press.command, to.values);
        if (press.effect === 'form') return askMore(to, press);
        if (press.effect === 'share') return share(to, line);
        return give(wayOf(to, press.effect, to.onPrivate), ask(to, questionOf(to, line)));
      }
      case 'form': {
        const press = pressOf(to.customId);
        if (press === null) return stale(to);
        return give(privately(to), ask(to, questionOf(to, answeredLine(press.command, to.answers))));
      }
    }
  }

  /** Null: nothing that this bot answers. */
  function read(event: unknown): Interaction | null {
    try {
      return interactionOf(event);
    } catch {
      log.warn('discord.odd-interaction');
      return null;
    }
  }

  return async (event) => {
    try {
      const interaction = read(event);
      if (interaction === null || !isNew(interaction.id)) return;
      if ((await options.isFirst?.(interaction.id)) === false) return;
      await handle(interaction);
    } catch (error) {
      log.warn('discord.response-lost', { reason: shortCause(error) });
    }
  };
}
