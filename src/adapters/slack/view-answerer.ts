import type { ModalView, WebClient } from '@slack/web-api';
import type { Card } from '../../cards/card.js';
import type { Log, Question, Responder } from '../../ports.js';
import { deliveryErrorOf } from './delivery-error.js';
import type { SlackPhrases } from './phrases.js';
import { cardView, formView, homeView, sentenceView, type ModalMemory } from './views.js';

/** What made something open: its trigger, and whether a modal of ours lies below. */
interface Opening {
  readonly trigger: string;
  readonly stacked: boolean;
}

/** Answers in modals and on Home tabs. Nothing here throws. */
export interface ViewAnswerer {
  /** Opens a form for a question; false when there is nothing to ask or Slack did not take it. */
  askMore(question: Question, line: string, opening: Opening): Promise<boolean>;
  /** Opens a modal and puts the answer into it. */
  open(question: Question, opening: Opening): Promise<void>;
  /** Puts the answer into a modal that is open. */
  update(viewId: string, question: Question): Promise<void>;
  /** What a modal shows while its answer is on the way. */
  working(memory: ModalMemory): ModalView;
  /** Does what is asked and shows nothing. */
  run(question: Question): Promise<void>;
  /** Fills the asker's Home tab with the answer. */
  fillHome(question: Question): Promise<void>;
}

export function viewAnswerer(parts: {
  readonly web: WebClient;
  readonly responder: Responder;
  readonly phrasesFor: SlackPhrases;
  readonly log: Log;
}): ViewAnswerer {
  const { web, responder, phrasesFor, log } = parts;

  async function show(what: string, call: () => Promise<unknown>): Promise<boolean> {
    try {
      await call();
      return true;
    } catch (error) {
      log.warn('slack.view-failed', { what, detail: deliveryErrorOf(error, 'repeatable').message });
      return false;
    }
  }

  const memoryFor = ({ asker }: Question, command = ''): ModalMemory => ({
    channel: asker.channel,
    language: asker.language,
    command,
  });
  const modalOf = (card: Card, question: Question): ModalView =>
    cardView(card, phrasesFor(question.asker.language).close, memoryFor(question));

  function opened(view: ModalView, { trigger, stacked }: Opening): Promise<{ view?: { id?: string } }> {
    const args = { trigger_id: trigger, view };
    return stacked ? web.views.push(args) : web.views.open(args);
  }

  const working: ViewAnswerer['working'] = (memory) => {
    const say = phrasesFor(memory.language);
    return sentenceView(say.working, say.close, memory);
  };

  async function update(viewId: string, question: Question): Promise<void> {
    const { card } = await responder.answer(question);
    const put = (view: ModalView) => show('views.update', () => web.views.update({ view_id: viewId, view }));
    if (await put(modalOf(card, question))) return;
    const bare = { ...card, sections: [], actions: [], footnote: null };
    if (await put(modalOf(bare, question))) return;
    const say = phrasesFor(question.asker.language);
    await put(sentenceView(say.failed, say.close, memoryFor(question)));
  }

  return {
    working,
    update,
    async run(question) {
      await responder.answer(question);
    },
    async askMore(question, line, opening) {
      const form = await responder.form(question);
      const view = form === null ? null : formView(form, memoryFor(question, line));
      return view !== null && show('form', () => opened(view, opening));
    },
    async open(question, opening) {
      let id: string | undefined;
      await show('modal', async () => {
        id = (await opened(working(memoryFor(question)), opening)).view?.id;
      });
      if (id !== undefined) await update(id, question);
    },
    async fillHome(question) {
      const { card } = await responder.answer(question);
      await show('views.publish', () =>
        web.views.publish({ user_id: question.asker.user, view: homeView(card) }),
      );
    },
  };
}
