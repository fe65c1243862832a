import type { RuleName, Severity, Verdict } from '../finding.js';
import type { Rulebook } from '../rulebook.js';
import type { RecordedUsage } from '../record.js';
import type { Observation, PortfolioId } from '../snapshot.js';
import type { Blindness, LimitMemory, PortfolioState } from '../state.js';
import type { Instant } from '../time.js';

/** Where findings begin. Percentages are of the limit. */
export interface Thresholds {
  /** In rising order; each is a level. */
  readonly usage: readonly number[];
  /** A usage finding ends below this, not before. */
  readonly usageClearBelow: number;
  /** Looks in a row that must fail before being unreachable is told; access refused is told at once. */
  readonly sightLooks: number;
  /** Days before a token expires at which it is told, in falling order. */
  readonly tokenDays: readonly number[];
  /** Severities other than the usual ones, by `rule` or `rule.level` (`quality.yellow`). */
  readonly severities: Readonly<Record<string, Severity>>;
  /** Thresholds of single numbers, by E.164, where they differ. */
  readonly usageOf: Readonly<Record<string, readonly number[]>>;
}

/** The thresholds that hold where the configuration says nothing else. */
export const defaultThresholds: Thresholds = {
  usage: [80, 90, 100],
  usageClearBelow: 75,
  sightLooks: 3,
  tokenDays: [14, 7, 1],
  severities: {},
  usageOf: {},
};

/** All that a rule may look at: one look, what was known before it, and the platform's rules of the period. */
export interface Look {
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
  readonly hidden: PortfolioState['hidden'];
  /** The limits known before this look. */
  readonly limits: LimitMemory;
  readonly rulebook: Rulebook;
  readonly thresholds: Thresholds;
  readonly history: RecordedUsage;
}

/** Judges one look. Pure; says nothing of what it could not see, which leaves incidents as they are. */
export interface Rule {
  readonly name: RuleName;
  judge(look: Look): readonly Verdict[];
}

/** The severity the configuration gives to `rule.level`, or to `rule`, or else the usual one. */
export function severityOf(thresholds: Thresholds, rule: RuleName, level: string, usual: Severity): Severity {
  return thresholds.severities[`${rule}.${level}`] ?? thresholds.severities[rule] ?? usual;
}
