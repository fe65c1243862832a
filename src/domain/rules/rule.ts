import type { Blindness, HiddenParts, LimitMemory } from '../look-memory.js';
import type { RecordedUsage } from '../history/recorded-usage.js';
import type { Rulebook } from '../rulebook.js';
import type { Severity } from '../severity.js';
import type { SignalWindows } from '../signals/window.js';
import type { Observation, PortfolioId } from '../snapshot.js';
import type { Instant, Span } from '../time.js';
import type { RuleFacts, Subject, VerdictOf } from '../verdict.js';

/** Severities other than the usual ones, by `rule` or `rule.level` (`quality.yellow`). */
export interface Wishes {
  readonly severities: Readonly<Record<string, Severity>>;
}

/** All that a rule with settings `S` may look at: one look, what was known before it, and the platform's rules. */
export interface RuleInput<S extends object = object> {
  readonly now: Instant;
  /** Whom it looked at, and what people call it; known even when nothing was ever seen. */
  readonly portfolio: PortfolioId;
  readonly name: string;
  readonly observation: Observation;
  /** When a look before this one last saw the portfolio; null: never. */
  readonly lastSeenAt: Instant | null;
  /** Set when this look was blind, this look counted. */
  readonly blind: Blindness | null;
  /** The parts that this look did not see, this look counted. */
  readonly hidden: HiddenParts;
  /** The limits known before this look. */
  readonly limits: LimitMemory;
  /** What a rule's live incident holds of a subject; null: there is none. */
  readonly held: (rule: string, subject: Subject) => RuleFacts | null;
  readonly rulebook: Rulebook;
  readonly thresholds: S & Wishes;
  readonly history: RecordedUsage;
  /** What webhooks told of how messages are taken. */
  readonly signals: SignalWindows;
}

/** The names of those facts that are times. */
type TimesOf<F> = {
  [K in keyof F]-?: [NonNullable<F[K]>] extends [never]
    ? never
    : NonNullable<F[K]> extends Instant | Span
      ? K
      : never;
}[keyof F];

/** A rule: all that holds of it alone. `F`: the facts of its findings; `S`: its settings. */
export interface Rule<F extends RuleFacts, S extends object = object> {
  readonly name: F['rule'];
  /** How bad its findings usually are, by level, as the configuration names them (`rule.level`). */
  readonly usual: Readonly<Record<string, Severity>>;
  /** The same of any other level; null: there is no other. */
  readonly otherwise: Severity | null;
  /** Its settings where the configuration says nothing else. */
  readonly settings: S;
  /** The facts that are times, so that JSON prints them as such. */
  readonly times: Readonly<Record<TimesOf<F>, true>>;
  /** Whether what is critical of it explains lesser trouble of whatever belongs to its subject. */
  readonly explains: boolean;
  /** Judges one look. Pure; says nothing of what it could not see, which leaves incidents as they are. */
  judge(look: RuleInput<S>): readonly VerdictOf<F>[];
}

/** The severity the configuration gives to `rule.level`, or to `rule`, or else the usual one. */
export function severityOf({ severities }: Wishes, rule: string, level: string, usual: Severity): Severity {
  return severities[`${rule}.${level}`] ?? severities[rule] ?? usual;
}
