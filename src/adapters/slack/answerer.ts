import type { RespondFn } from '@slack/bolt';
import type { KnownBlock, WebClient } from '@slack/web-api';
import type { Action, Card, Reply } from '../../cards/card.js';
import { SECOND } from '../../domain/time.js';
import type { Log, Question, Responder } from '../../ports.js';
import { plainMessage, slackMessage, type SlackMessage } from './blocks.js';
import { deliveryErrorOf } from './delivery-error.js';
import { mentionOf } from './mention.js';
import type { SlackPhrases } from './phrases.js';
import { pictureBlock } from './pictures.js';
import { give, type AnswerPlace } from './respond.js';

/** Longer than this nobody looks at an empty screen without a word. */
const MOMENT = 2.5 * SECOND;

/** A question that reached us from Slack, and how it wants to be answered. */
export interface SlackQuestion {
  readonly question: Question;
  /** What a pressed button asks for; null for a typed command. */
  readonly effect: Action['effect'] | null;
  readonly respond: RespondFn;
}

function placeOf(effect: Action['effect'] | null, audience: Reply['audience']): AnswerPlace {
  if (effect === 'share') return 'channel';
  if (effect === 'replace') return 'instead';
  return audience;
}

function words(text: string): SlackMessage {
  return { text, blocks: [], attachments: [] };
}

function shared(card: Card, who: string): SlackMessage {
  const message = slackMessage({ ...card, actions: card.actions.filter(({ effect }) => effect !== 'share') });
  const by: KnownBlock = { type: 'context', elements: [{ type: 'mrkdwn', text: who, verbatim: true }] };
  return { ...message, blocks: [by, ...message.blocks] };
}

/** Answers questions where they were asked; never throws, and a card that Slack refuses is given in plain words. */
export function answerer(parts: {
  readonly web: WebClient;
  readonly responder: Responder;
  readonly phrasesFor: SlackPhrases;
  readonly log: Log;
}): (asked: SlackQuestion) => Promise<void> {
  const { web, responder, phrasesFor, log } = parts;

  async function illustrated(message: SlackMessage, card: Card): Promise<SlackMessage | null> {
    if (card.picture === null) return null;
    try {
      const block = await pictureBlock(web, card.picture);
      return block === null ? null : { ...message, blocks: [...message.blocks, block] };
    } catch (error) {
      log.warn('slack.picture-failed', { detail: deliveryErrorOf(error, 'repeatable').message });
      return null;
    }
  }

  /** Shows a reply in the richest form that Slack takes; false when it takes none. */
  async function show(
    { card, audience }: Reply,
    { question, effect, respond }: SlackQuestion,
  ): Promise<boolean> {
    const { asker, command } = question;
    const say = phrasesFor(asker.language);
    const place = placeOf(effect, audience);
    const who = mentionOf(asker.user);
    const message = effect === 'share' && who !== null ? shared(card, say.sharedBy(who)) : slackMessage(card);
    const withPicture = await illustrated(message, card);
    if (withPicture !== null && (await give(respond, withPicture, place))) return true;
    if (await give(respond, message, place)) return true;
    log.warn('slack.answer-refused', { command });
    if (await give(respond, plainMessage(card), place)) return true;
    log.error('slack.answer-lost', { command });
    await give(respond, words(say.failed), 'asker');
    return false;
  }

  return async (asked) => {
    const { question, effect, respond } = asked;
    const say = phrasesFor(question.asker.language);
    const waiting = setTimeout(() => void give(respond, words(say.working), 'asker'), MOMENT);
    const share = effect === 'share';
    const reply = await responder
      .answer(share ? { ...question, share } : question)
      .finally(() => clearTimeout(waiting));
    const arrived = await show(reply, asked);
    if (share) responder.shared(reply, arrived);
  };
}
