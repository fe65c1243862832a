import type { WebClient } from '@slack/web-api';
import type { Log, Question, Responder } from '../../ports.js';
import { deliveryErrorOf } from './delivery-error.js';
import { homeView } from './home-view.js';

/** Fills the asker's Home tab with the answer to a question; never throws. */
export function homeTab(
  web: WebClient,
  responder: Responder,
  log: Log,
): (question: Question) => Promise<void> {
  return async (question) => {
    const { card } = await responder.answer(question);
    try {
      await web.views.publish({ user_id: question.asker.user, view: homeView(card) });
    } catch (error) {
      log.warn('slack.home-failed', { detail: deliveryErrorOf(error, 'repeatable').message });
    }
  };
}
