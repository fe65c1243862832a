import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import pTimeout from 'p-timeout';
import { HOUR, MINUTE } from '../../domain/time.js';
import type { Log } from '../../ports.js';
import { deliveryErrorOf } from './delivery-error.js';

/** Longer than this nobody waits for a language. */
const PATIENCE = 1_000;
const PEOPLE = 5_000;

interface Read {
  readonly language: string | null;
}

/**
 * Asks Slack for the language in which somebody reads it, like `id-ID`; null when it does not say. Never throws.
 * Remembers answers for an hour, failures for ten minutes, wherever the clock is moved.
 */
export function readerLanguage(web: WebClient, log: Log): (user: string) => Promise<string | null> {
  const known = new LRUCache<string, Read>({
    max: PEOPLE,
    ttl: HOUR,
    // Who asks is answered, also when far more people ask at once than are remembered.
    ignoreFetchAbort: true,
    async fetchMethod(user, _before, { options }) {
      try {
        const { user: person } = await web.users.info({ user, include_locale: true });
        return { language: person?.locale ?? null };
      } catch (error) {
        log.warn('slack.no-language', { detail: deliveryErrorOf(error, 'repeatable').message });
        options.ttl = 10 * MINUTE;
        return { language: null };
      }
    },
  });
  return async (user) => {
    const asked = known.forceFetch(user);
    const read = await pTimeout(asked, { milliseconds: PATIENCE, fallback: () => null });
    return read?.language ?? null;
  };
}
