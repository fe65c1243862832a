import type { Finding, RuleName } from './finding.js';
import { HOUR, type Instant } from './time.js';

/** Where an incident is in its life. `pending` waits for confirmation and is told to nobody. */
type IncidentState = 'pending' | 'open' | 'acknowledged' | 'resolved' | 'withdrawn';

/** Why we speak of an incident now. */
export type Reason =
  | 'opened'
  | 'worsened'
  | 'changed'
  | 'acknowledged'
  | 'reminder'
  | 'escalated'
  | 'resolved'
  | 'withdrawn'
  | 'event';

/** A finding with a life. */
export interface Incident {
  /** Seven letters and digits, short enough to type and to fit into a button. */
  readonly id: string;
  readonly key: string;
  readonly state: IncidentState;
  readonly finding: Finding;
  /** When the trouble was first seen. */
  readonly openedAt: Instant;
  /** When it last got worse, and the worst level it was told at; the level falls after a lower one has held. */
  readonly worsenedAt: Instant;
  readonly worstLevel: number;
  /** Looks in a row below the worst level. */
  readonly easedLooks: number;
  /** When it was last seen firing; unknown looks do not move it. */
  readonly firingAt: Instant;
  /** Looks in a row that confirmed it while pending. */
  readonly confirmations: number;
  /** Looks in a row that saw it clear, and the first of them; null while it fires. */
  readonly clears: number;
  readonly clearSince: Instant | null;
  readonly acknowledged: { readonly by: string; readonly at: Instant } | null;
  /** How often the same trouble had ended and come back shortly before this began. */
  readonly returns: number;
  readonly remindedAt: Instant;
  readonly escalatedAt: Instant | null;
  readonly endedAt: Instant | null;
}

/** An incident's news: why we speak, and the incident as it was then. */
export interface Notice {
  readonly reason: Reason;
  readonly at: Instant;
  readonly incident: Incident;
  /** What it was before it worsened or changed. */
  readonly before: Finding | null;
}

/** How incidents begin, end and repeat themselves. */
export interface IncidentPolicy {
  /** Looks in a row that must fire before an incident opens (1: at once), by rule. */
  readonly confirmLooks: Readonly<Partial<Record<RuleName, number>>> & { readonly default: number };
  /** Looks in a row that must be clear before it is resolved. */
  readonly clearLooks: Readonly<Partial<Record<RuleName, number>>> & { readonly default: number };
  /** Say it again after this long; null: never. */
  readonly remindAfter: number | null;
  /** Say it elsewhere when nobody acknowledged for this long; null: never. */
  readonly escalateAfter: number | null;
  /** A pending incident not looked at for this long begins anew. */
  readonly pendingExpires: number;
}

/** The policy that holds where the configuration says nothing else. */
export const defaultPolicy: IncidentPolicy = {
  confirmLooks: { default: 1 },
  clearLooks: { default: 1, quality: 2, status: 2, health: 2 },
  remindAfter: 24 * HOUR,
  escalateAfter: null,
  pendingExpires: HOUR,
};
