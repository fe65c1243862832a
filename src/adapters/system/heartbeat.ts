import type { Log } from '../../ports.js';

/** How long a ping may take, in milliseconds. */
const pingTimeout = 5_000;

/**
 * Pings an address; null when there is none. A ping that fails is logged without the address, which is a secret, and
 * never throws: the monitor that waits for it will say so.
 */
export function heartbeat(url: string | null, log: Log): (() => Promise<void>) | null {
  if (url === null) return null;
  return async () => {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(pingTimeout), redirect: 'error' });
      await answer.body?.cancel();
      if (!answer.ok) log.warn('heartbeat.refused', { status: answer.status });
    } catch (error) {
      log.warn('heartbeat.failed', { reason: error instanceof Error ? error.name : 'unknown' });
    }
  };
}
