import type { RespondArguments, RespondFn } from '@slack/bolt';
import { quiet, type SlackMessage } from './blocks.js';

/** Where an answer goes: to the asker alone, to all, or in place of what was pressed. */
export type AnswerPlace = 'asker' | 'channel' | 'instead';

/**
 * Gives an answer to where Slack waits for it. It does for half an hour and five answers. False when it was not taken;
 * never throws.
 */
export async function give(respond: RespondFn, message: SlackMessage, place: AnswerPlace): Promise<boolean> {
  const body: RespondArguments = {
    ...message,
    ...quiet,
    response_type: place === 'channel' ? 'in_channel' : 'ephemeral',
    replace_original: place === 'instead',
  };
  try {
    const response = await respond(body);
    return !/"ok"\s*:\s*false/.test(await response.text());
  } catch {
    return false;
  }
}
