import type { Facts, Finding, RuleName, Severity } from '../domain/finding.js';
import { rules } from '../domain/rules/index.js';
import { instantOf, isoOf, type Instant } from '../domain/time.js';
import { causeSentence } from './cause-sentence.js';

/** What a rule found, as JSON. */
export interface FindingReport {
  readonly rule: RuleName;
  /** A number's phone number; of anything else its id. */
  readonly subject: string;
  /** Several numbers may bear one phone number: the id tells them apart. */
  readonly numberId?: string;
  readonly severity: Severity;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Tells a finding: its instants as ISO 8601 UTC, its cause as a sentence. */
export function findingReport(finding: Finding, now: Instant): FindingReport {
  const { rule, ...facts } = finding.facts;
  const { kind, id, label } = finding.subject;
  return {
    rule,
    ...(kind === 'number' ? { subject: label, numberId: id } : { subject: id }),
    severity: finding.severity,
    facts: { ...facts, ...readableFacts(finding.facts, now) },
  };
}

/** The times and the cause among the facts, as text. */
function readableFacts(facts: Facts, now: Instant): object {
  const times = Object.entries(facts).filter(([name]) => timesOf.get(facts.rule)?.has(name));
  return {
    ...Object.fromEntries(times.map(([name, time]) => [name, timeText(time)])),
    ...(facts.rule === 'sight' ? { cause: undefined, detail: causeSentence(facts.cause, now) } : {}),
  };
}

/** Which facts of a rule are times. */
const timesOf: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  rules.map(({ name, times }) => [name, new Set(Object.keys(times))]),
);

/** A time, or each time of a span, as ISO 8601 in UTC; no time stays none. */
function timeText(time: unknown): unknown {
  if (typeof time === 'number') return isoOf(instantOf(time));
  if (typeof time !== 'object' || time === null) return time;
  return Object.fromEntries(Object.entries(time).map(([end, at]) => [end, timeText(at)]));
}
