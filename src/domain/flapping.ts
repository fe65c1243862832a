import { HOUR, type Instant } from './time.js';

/** Trouble that ended and came back this often within `flapWithin` is flapping: it must stay away for `flapHold`. */
const flapReturns = 2;
const flapWithin = 3 * HOUR;
const flapHold = HOUR;

/** An incident that may have ended. */
interface Past {
  readonly key: string;
  readonly state: string;
  readonly openedAt: Instant;
  readonly endedAt: Instant | null;
  readonly returns: number;
}

/** Whether an incident comes and goes. It is called over only after an hour away. */
export function isFlapping(incident: Pick<Past, 'returns'>): boolean {
  return incident.returns >= flapReturns;
}

/** Whether trouble has been clear for the hour that flapping trouble must stay away. */
export function stayedAway({ clearSince }: { readonly clearSince: Instant | null }, now: Instant): boolean {
  return clearSince !== null && now - clearSince >= flapHold;
}

/** How often the trouble of this key came back. Counts from one that ended within the last three hours. */
export function returnsOf(recent: readonly Past[], key: string, now: Instant): number {
  let last: Past | null = null;
  for (const one of recent) {
    const lately = one.key === key && one.endedAt !== null && one.endedAt > now - flapWithin;
    if (lately && one.state === 'resolved' && (last === null || one.openedAt > last.openedAt)) last = one;
  }
  return last === null ? 0 : last.returns + 1;
}
