import type { Finding, RuleName } from './finding.js';
import type { Instant } from './time.js';

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

/** Whether a silence is in force. */
export function isActive(silence: Silence, now: Instant): boolean {
  return silence.endedBy === null && silence.from <= now && now < silence.until;
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
