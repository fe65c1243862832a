import type { Finding, Verdict } from '../domain/finding.js';
import { percentOf, type Limit } from '../domain/limit.js';
import type { NextTier } from '../domain/next-tier.js';
import type { Reading } from '../domain/reading.js';
import type { NumberSnapshot, PortfolioSnapshot } from '../domain/snapshot.js';
import { isoOf } from '../domain/time.js';
import type { Usage } from '../domain/usage.js';
import type { Look } from './poll.js';

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
    problem: observation.kind === 'blind' ? { kind: observation.problem, detail: observation.detail } : null,
    limit: snapshot ? limitReport(snapshot.limit, snapshot.rawLimit) : { known: false, why: 'not seen' },
    usage: snapshot ? usageReport(snapshot.usage, snapshot.limit) : { known: false, why: 'not seen' },
    numbers: snapshot ? snapshot.numbers.map((number) => numberReport(number, snapshot, plan.aliases)) : [],
    gaps: snapshot ? snapshot.gaps : [],
    findings: look.verdicts.flatMap(findingReport),
    nextTier: nextTierReport(sharedTier(look)),
    ...ownTiers(look),
  };
}

function limitReport(limit: Reading<Limit>, raw: string | null): object {
  if (!limit.known) return { known: false, why: limit.why, ...(raw === null ? {} : { raw }) };
  const { value } = limit;
  return value.kind === 'unlimited'
    ? { known: true, kind: 'unlimited' }
    : { known: true, kind: 'capped', recipients: value.recipients };
}

function usageReport(usage: Reading<Usage>, limit: Reading<Limit>): object {
  if (!usage.known) return { known: false, why: usage.why, percent: null };
  const { recipients, accuracy, source, window } = usage.value;
  const percent = percentOf(usage, limit);
  return {
    known: true,
    recipients,
    accuracy,
    source,
    percent: percent === null ? null : Math.round(percent * 10) / 10,
    from: isoOf(window.from),
    to: isoOf(window.to),
  };
}

function numberReport(
  number: NumberSnapshot,
  snapshot: PortfolioSnapshot,
  aliases: Readonly<Record<string, string>>,
): object {
  return {
    id: number.id,
    phone: number.phone,
    name: (number.phone && aliases[number.phone]) ?? number.name,
    quality: number.quality,
    status: number.status,
    rawStatus: number.rawStatus,
    usage: usageReport(number.usage, snapshot.limit),
  };
}

function findingReport(verdict: Verdict): object[] {
  if (verdict.kind !== 'firing' && verdict.kind !== 'event') return [];
  const finding: Finding = verdict.finding;
  const { rule, ...facts } = finding.facts;
  const subject = finding.subject.kind === 'number' ? finding.subject.label : finding.subject.id;
  return [{ rule, subject, severity: finding.severity, facts }];
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
