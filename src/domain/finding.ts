import type { Limit } from './limit.js';
import type { Gap, HealthReason, NumberId, PortfolioId, Problem, Quality, Status } from './snapshot.js';
import type { SightCause } from './sight-cause.js';
import type { Instant, Span } from './time.js';
import type { Accuracy, UsageSource } from './usage.js';

/** The names of the rules, as configuration and JSON print them. */
export type RuleName =
  'quality' | 'usage' | 'status' | 'limit' | 'health' | 'template' | 'sight' | 'token' | 'account';

export type Severity = 'info' | 'warning' | 'critical';

/** What a finding is about. `label` is what people call it: a phone number, a name. */
export interface Subject {
  readonly kind: 'portfolio' | 'waba' | 'number' | 'template' | 'token';
  readonly id: string;
  readonly label: string;
}

/** What a rule has found, as figures: sentences are made of it when it is told. */
export type Facts =
  | {
      readonly rule: 'quality';
      readonly quality: 'yellow' | 'red';
    }
  | {
      readonly rule: 'usage';
      readonly threshold: number;
      readonly percent: number;
      readonly recipients: number;
      readonly limit: number;
      readonly accuracy: Accuracy;
      readonly source: UsageSource;
      readonly window: Span;
      readonly asOf: Instant;
      /** Who used most of it; null when one number owns the limit. */
      readonly most: { readonly number: NumberId; readonly label: string; readonly share: number } | null;
      /** When the limit is reached if it goes on like this; null: not known, or not within a day. */
      readonly reachedAt: Instant | null;
    }
  | { readonly rule: 'status'; readonly status: Status; readonly raw: string | null }
  | {
      readonly rule: 'limit';
      readonly change: 'raised' | 'lowered' | 'off-ladder';
      readonly before: Limit | null;
      readonly now: Limit;
    }
  | {
      readonly rule: 'health';
      readonly canSend: 'limited' | 'blocked';
      readonly reasons: readonly HealthReason[];
    }
  | {
      readonly rule: 'template';
      readonly name: string;
      readonly language: string;
      readonly quality: Quality;
      readonly status: string | null;
    }
  | {
      readonly rule: 'sight';
      readonly problem: Problem;
      /** Absent: an older version of the bot saved it. */
      readonly cause?: SightCause;
      /** What of it we cannot see; absent: all of it. */
      readonly part?: Gap['part'];
      readonly since: Instant;
      readonly looks: number;
      readonly lastSeenAt: Instant | null;
    }
  | {
      readonly rule: 'token';
      readonly state: 'invalid' | 'expiring';
      readonly expiresAt: Instant | null;
      readonly daysLeft: number | null;
    }
  | { readonly rule: 'account'; readonly state: string; readonly detail: string | null };

export type FactsOf<R extends RuleName> = Extract<Facts, { readonly rule: R }>;

/** Something a rule holds true of a look. `level` orders findings of one rule on one subject: higher is worse. */
export interface Finding {
  readonly rule: RuleName;
  readonly portfolio: PortfolioId;
  readonly subject: Subject;
  readonly severity: Severity;
  readonly level: number;
  readonly facts: Facts;
}

/**
 * What a rule says of one subject. The absence of a finding is not health: a rule says `clear` when it saw that all
 * is well, `unknown` when it could not tell, and `event` for what happened once and does not last.
 */
export type Verdict =
  | { readonly kind: 'firing'; readonly finding: Finding }
  | { readonly kind: 'event'; readonly finding: Finding }
  | { readonly kind: 'clear'; readonly rule: RuleName; readonly subject: Subject }
  | {
      readonly kind: 'unknown';
      readonly rule: RuleName;
      readonly subject: Subject;
      /** What went wrong inside the bot when it judged; absent: what it looked at does not tell. */
      readonly why?: string;
    };

/** The identity of a finding through time: its rule and its subject. */
export function findingKey(rule: RuleName, subject: Pick<Subject, 'kind' | 'id'>): string {
  return `${rule}:${subject.kind}:${subject.id}`;
}

const severities: readonly Severity[] = ['info', 'warning', 'critical'];

/** Whether `severity` is `floor` or worse. */
export function atLeast(severity: Severity, floor: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(floor);
}

/** The worst of several severities; `info` of none. */
export function worstOf(all: readonly Severity[]): Severity {
  return all.reduce<Severity>((worst, one) => (atLeast(one, worst) ? one : worst), 'info');
}
