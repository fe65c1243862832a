import { readEnvironment } from '../../config/env.js';
import { askControl } from '../adapters/control/client.js';
import { controlSocket } from '../control-socket.js';
import { MINUTE } from '../domain/time.js';
import { botAnswer, type BotAnswer, type BotRequest, type ReloadRequest } from './bot-request.js';

/** A look at many accounts takes minutes. */
const patience = 6 * MINUTE;

/** Lets the bot that holds the store do it; null when none is running. Throws when it cannot be asked. */
export async function askRunningBot(request: BotRequest | ReloadRequest): Promise<BotAnswer | null> {
  const path = controlSocket(readEnvironment().environment.storeUrl);
  const told = path === null ? null : await askControl(path, request, patience);
  if (told === null) return null;
  const answer = botAnswer.safeParse(told.answer);
  if (!answer.success) throw new Error('The running bot is of another version; use that one’s command line.');
  return answer.data;
}
