import type { WebClient } from '@slack/web-api';
import { HOUR, MINUTE, type Span } from '../../domain/time.js';
import { isOn, waitFrom } from '../../domain/wait.js';
import type { Clock, Log } from '../../ports.js';
import { deliveryErrorOf } from './delivery-error.js';

/** Longer than this nobody waits for a language. */
const PATIENCE = 1_000;
const PEOPLE = 5_000;

/**
 * Asks Slack for the language in which somebody reads it, like `id-ID`; null when it does not say. Never throws, and
 * remembers an answer for an hour, a failure for ten minutes.
 */
export function readerLanguage(
  web: WebClient,
  clock: Clock,
  log: Log,
): (user: string) => Promise<string | null> {
  const known = new Map<string, { readonly language: string | null; readonly holds: Span }>();

  async function ask(user: string): Promise<string | null> {
    try {
      const { user: person } = await web.users.info({ user, include_locale: true });
      const language = person?.locale ?? null;
      known.set(user, { language, holds: waitFrom(clock.now(), HOUR) });
      return language;
    } catch (error) {
      log.warn('slack.no-language', { detail: deliveryErrorOf(error, 'repeatable').message });
      known.set(user, { language: null, holds: waitFrom(clock.now(), 10 * MINUTE) });
      return null;
    }
  }

  return async (user) => {
    const entry = known.get(user);
    if (entry !== undefined && isOn(entry.holds, clock.now())) return entry.language;
    if (known.size > PEOPLE) known.clear();
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), PATIENCE).unref();
    });
    try {
      return await Promise.race([ask(user), enough]);
    } finally {
      clearTimeout(timer);
    }
  };
}
