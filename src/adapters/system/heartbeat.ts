import type { Carry, Log } from '../../ports.js';
import { networkReason } from './network-reason.js';

/** How long a ping may take, in milliseconds. */
const pingTimeout = 5_000;

/**
 * Pings an address; null when there is none. A ping that fails is logged without the address, which is a secret. It
 * never throws: the monitor that waits for it will say so.
 */
export function heartbeat(url: string | null, carry: Carry, log: Log): (() => Promise<void>) | null {
  if (url === null) return null;
  return async () => {
    const trouble = await pingOnce(url, carry);
    if (trouble === null) return;
    log.warn(trouble.status === undefined ? 'heartbeat.failed' : 'heartbeat.refused', { ...trouble });
  };
}

/** Why a ping did not arrive, in words without the address; `status`: what the monitor answered. */
interface PingTrouble {
  readonly status?: number;
  readonly reason: string;
}

/** Pings an address; null when it was taken. Never throws. */
export async function pingOnce(url: string, carry: Carry): Promise<PingTrouble | null> {
  try {
    const answer = await carry(url, { signal: AbortSignal.timeout(pingTimeout), redirect: 'error' });
    return answer.ok ? null : { status: answer.status, reason: refusal(answer.status) };
  } catch (error) {
    return { reason: networkReason(error) };
  }
}

function refusal(status: number): string {
  if (status === 401 || status === 403) return 'The monitor refuses the ping. Check HEARTBEAT_URL.';
  if (status === 404 || status === 410) return 'The monitor knows no such ping. Check HEARTBEAT_URL.';
  return status >= 500 ? 'The monitor has a problem of its own.' : 'The monitor does not take the ping.';
}
