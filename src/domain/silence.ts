import type { Finding, RuleName } from './finding.js';
import { DAY, MINUTE, type Instant } from './time.js';
import { isOn, waitUntil } from './wait.js';

/** The shortest and the longest silence: every silence ends. */
export const silenceBounds = { least: MINUTE, most: 7 * DAY } as const;

/** A time in which something is not told. Every silence ends; it hides news, never truth. */
export interface Silence {
  readonly id: string;
  readonly from: Instant;
  /** Ends at this instant; `until-healthy` silences end earlier, when what they cover is resolved. */
  readonly until: Instant;
  readonly untilHealthy: boolean;
  readonly scope: SilenceScope;
  readonly by: string;
  readonly reason: string | null;
  readonly endedBy: string | null;
}

/** What a silence covers within its portfolio; a field that is null covers all. */
export interface SilenceScope {
  readonly rule: RuleName | null;
  readonly subject: string | null;
}

/**
 * Whether a silence is in force. It ends by the clock on the wall, also when that is moved: the end was told to people as
 * a time of the day. None lasts longer than the longest that may be asked for.
 */
export function isActive(silence: Silence, now: Instant): boolean {
  return silence.endedBy === null && isOn(waitUntil(silence.until, silenceBounds.most), now);
}

/** The silence in force that hides this finding; null when it may be told. */
export function silenceOf(silences: readonly Silence[], finding: Finding, now: Instant): Silence | null {
  return (
    silences.find(
      (silence) =>
        isActive(silence, now) &&
        (silence.scope.rule === null || silence.scope.rule === finding.rule) &&
        (silence.scope.subject === null || silence.scope.subject === finding.subject.id),
    ) ?? null
  );
}
