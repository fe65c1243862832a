import type { Log } from '../../ports.js';
import { networkReason } from './network-reason.js';

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
      if (!answer.ok)
        log.warn('heartbeat.refused', { status: answer.status, reason: refusal(answer.status) });
    } catch (error) {
      log.warn('heartbeat.failed', { reason: networkReason(error) });
    }
  };
}

function refusal(status: number): string {
  if (status === 401 || status === 403) return 'The monitor refuses the ping. Check HEARTBEAT_URL.';
  if (status === 404 || status === 410) return 'The monitor knows no such ping. Check HEARTBEAT_URL.';
  return status >= 500 ? 'The monitor has a problem of its own.' : 'The monitor does not take the ping.';
}
