import type { WebClient } from '@slack/web-api';
import { HOUR, MINUTE, type Instant } from '../../domain/time.js';
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
  const known = new Map<string, { readonly language: string | null; readonly until: Instant | number }>();

  async function ask(user: string): Promise<string | null> {
    try {
      const { user: person } = await web.users.info({ user, include_locale: true });
      const language = person?.locale ?? null;
      known.set(user, { language, until: clock.now() + HOUR });
      return language;
    } catch (error) {
      log.warn('slack.no-language', { detail: deliveryErrorOf(error, 'repeatable').message });
      known.set(user, { language: null, until: clock.now() + 10 * MINUTE });
      return null;
    }
  }

  return async (user) => {
    const entry = known.get(user);
    if (entry !== undefined && entry.until > clock.now()) return entry.language;
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
