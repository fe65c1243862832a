import type { Facts, Verdict } from '../domain/finding.js';
import type { Limit } from '../domain/limit.js';
import type { NextTier } from '../domain/next-tier.js';
import type { Reading } from '../domain/reading.js';
import { rules } from '../domain/rules/index.js';
import { configuredFor } from '../domain/same-phone.js';
import type { Gap, NumberSnapshot, PortfolioSnapshot } from '../domain/snapshot.js';
import { instantOf, isoOf, type Instant } from '../domain/time.js';
import { causeSentence } from './cause-sentence.js';
import type { Look } from './poll.js';
import { usageReport } from './usage-report.js';

/** The document that `poll --json` prints: instants as ISO 8601 UTC, unknown figures as such. */
export function pollReport(looks: readonly Look[]): object {
  return { portfolios: looks.map(portfolioReport) };
}

function portfolioReport(look: Look): object {
  const { plan, observation } = look;
  const snapshot = observation.kind === 'seen' ? observation.snapshot : null;
  return {
    id: plan.id,
    name: plan.name,
    seen: snapshot !== null,
    at: isoOf(observation.at),
    problem:
      observation.kind === 'blind'
        ? { kind: observation.problem, detail: causeSentence(observation.cause, observation.at) }
        : null,
    limit: snapshot ? limitReport(snapshot.limit, snapshot.rawLimit) : { known: false, why: 'not seen' },
    usage: snapshot ? usageReport(snapshot.usage, snapshot.limit) : { known: false, why: 'not seen' },
    numbers: snapshot
      ? snapshot.numbers.map((number) => numberReport(number, limitOf(number, snapshot, look), plan.aliases))
      : [],
    gaps: snapshot ? snapshot.gaps.map((gap) => gapReport(gap, observation.at)) : [],
    findings: look.verdicts.flatMap((verdict) => findingReport(verdict, observation.at)),
    nextTier: nextTierReport(sharedTier(look)),
    ...ownTiers(look),
  };
}

function gapReport({ cause, ...gap }: Gap, now: Instant): object {
  return { ...gap, detail: causeSentence(cause, now) };
}

function limitReport(limit: Reading<Limit>, raw: string | null): object {
  if (!limit.known) return { known: false, why: limit.why, ...(raw === null ? {} : { raw }) };
  const { value } = limit;
  return value.kind === 'unlimited'
    ? { known: true, kind: 'unlimited' }
    : { known: true, kind: 'capped', recipients: value.recipients };
}

/** The limit that a number's usage is held against: its own where it owns one, else the portfolio's. */
function limitOf(number: NumberSnapshot, snapshot: PortfolioSnapshot, look: Look): Reading<Limit> {
  return look.forecasts.some(({ owner }) => owner.kind === 'number') ? number.limit : snapshot.limit;
}

function numberReport(
  number: NumberSnapshot,
  limit: Reading<Limit>,
  aliases: Readonly<Record<string, string>>,
): object {
  return {
    id: number.id,
    phone: number.phone,
    name: (number.phone === null ? undefined : configuredFor(aliases, number.phone)) ?? number.name,
    quality: number.quality,
    status: number.status,
    rawStatus: number.rawStatus,
    usage: usageReport(number.usage, limit),
  };
}

function findingReport(verdict: Verdict, now: Instant): object[] {
  if (verdict.kind !== 'firing' && verdict.kind !== 'event') return [];
  const { finding } = verdict;
  const { rule, ...facts } = finding.facts;
  const { kind, id, label } = finding.subject;
  return [
    {
      rule,
      // Several numbers may bear one phone number: the id tells them apart.
      ...(kind === 'number' ? { subject: label, numberId: id } : { subject: id }),
      severity: finding.severity,
      facts: { ...facts, ...readableFacts(finding.facts, now) },
    },
  ];
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

/** The portfolio's own next tier: of the limit it owns, or of its only number. */
function sharedTier(look: Look): NextTier | null {
  const [first, ...others] = look.forecasts;
  return first && others.length === 0 ? first.nextTier : null;
}

/** Where each number owns a limit, the next tier of each. */
function ownTiers(look: Look): object {
  if (look.forecasts.length < 2) return {};
  return {
    nextTiers: look.forecasts.map(({ owner, nextTier }) => ({
      subject: owner.label,
      ...nextTierReport(nextTier),
    })),
  };
}

function nextTierReport(nextTier: NextTier | null): object {
  if (!nextTier) return { verdict: 'unknown', criteria: [] };
  return {
    verdict: nextTier.verdict,
    dueAt: nextTier.dueAt === null ? null : isoOf(nextTier.dueAt),
    criteria: nextTier.criteria.map(({ name, met, ...figures }) => ({
      name,
      met,
      detail: Object.entries(figures)
        .map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
        .join(', '),
    })),
  };
}
