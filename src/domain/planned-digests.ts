import type { DigestFacts } from './digest.js';
import { HOUR, type Instant } from './time.js';

/** A digest that was queued: for which planned time, and what the clock showed then. */
export interface QueuedDigest {
  readonly plannedAt: Instant;
  readonly queuedAt: Instant;
}

/** A clock put back by less shows a time again whose digest was told; one put back by more was far ahead. */
const aheadAtMost = 12 * HOUR;
/** So many of a route are remembered. A clock far ahead may be put back. Then the true ones are still known. */
const remembered = 8;

/** Those that count. What was planned by a clock that was far ahead blocks nothing. */
export function countedDigests(all: readonly QueuedDigest[], now: Instant): readonly QueuedDigest[] {
  return all.every((one) => counts(one, now)) ? all : all.filter((one) => counts(one, now));
}

/** The latest planned time whose digest was queued; null when there is none. */
export function lastPlanned(all: readonly QueuedDigest[], now: Instant): Instant | null {
  const planned = countedDigests(all, now).map(({ plannedAt }) => plannedAt);
  return planned.reduce<Instant | null>((last, at) => (last === null || at > last ? at : last), null);
}

/** With one more. */
export function withQueued(
  all: readonly QueuedDigest[],
  plannedAt: Instant,
  now: Instant,
): readonly QueuedDigest[] {
  return [...countedDigests(all, now), { plannedAt, queuedAt: now }].slice(-remembered);
}

/** Whether a digest that waits was planned by a clock that was far ahead: it tells of a day that is to come. */
export function isFarAhead({ plannedAt }: DigestFacts, now: Instant): boolean {
  return plannedAt - now >= aheadAtMost;
}

function counts({ queuedAt }: QueuedDigest, now: Instant): boolean {
  return queuedAt - now < aheadAtMost;
}
