import pTimeout from 'p-timeout';
import { MINUTE, SECOND } from '../domain/time.js';
import type { Once } from '../sharing-port.js';

/** What a chat sends again comes within this. */
const remembered = 15 * MINUTE;
/** Chats give three seconds for the first answer. */
const askedWithin = SECOND;

/**
 * Whether this process is the first to handle something. Never throws. Where it cannot be told in time, this process
 * counts as the first. An answer twice is better than none.
 */
export function firstToHandle(once: Once): (mark: string) => Promise<boolean> {
  return async (mark) => {
    try {
      const first = once.first(mark, remembered);
      return await pTimeout(first, { milliseconds: askedWithin, fallback: () => true });
    } catch {
      return true;
    }
  };
}
