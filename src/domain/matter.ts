import type { Finding, Severity } from './finding.js';
import type { Reason } from './incident.js';
import type { IncidentStatus } from './thread.js';
import type { Instant } from './time.js';

/** What a message is about, for programs that are told in place of people. All texts are plain. */
export interface Matter {
  /**
   * `alert`: how an alert stands; `log`: what became of one; `event`: what happened once; `route-failing` and
   * `route-recovered`: whether another route delivers; `dropped`: what was too old to be told.
   */
  readonly kind:
    'alert' | 'log' | 'event' | 'digest' | 'route-failing' | 'route-recovered' | 'dropped' | 'test';
  /** When it came up: the same in every attempt to tell it. */
  readonly at: Instant;
  /** Null: it is of no single portfolio. */
  readonly portfolio: { readonly id: string; readonly name: string } | null;
  /** What all messages of one alert have in common; null: it is no alert. */
  readonly alert: string | null;
  readonly incidents: readonly IncidentMatter[];
  /** Why it is told. */
  readonly reasons: readonly { readonly reason: Reason; readonly incident: string; readonly at: Instant }[];
  /** Whether people are to notice it at once. */
  readonly loud: boolean;
  /** The other route that it is about; null: it is about none. */
  readonly route: string | null;
}

/** An incident as it stands. */
export interface IncidentMatter {
  readonly id: string;
  readonly standing: IncidentStatus;
  readonly rule: Finding['rule'];
  readonly severity: Severity;
  /** `phone` is as the reader may see it; null: it is no number, or has none. */
  readonly subject: {
    readonly kind: Finding['subject']['kind'];
    readonly id: string;
    readonly name: string;
    readonly phone: string | null;
  };
  /** What was found, as JSON: instants as ISO 8601 UTC. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly openedAt: Instant;
  readonly worsenedAt: Instant;
  readonly firingAt: Instant;
  readonly endedAt: Instant | null;
  readonly acknowledged: { readonly by: string; readonly at: Instant } | null;
}
