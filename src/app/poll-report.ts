import type { Limit } from '../domain/limit.js';
import type { Reading } from '../domain/reading.js';
import { configuredFor } from '../domain/same-phone.js';
import type { LookGap, NumberSnapshot, PortfolioSnapshot } from '../domain/snapshot.js';
import { isoOf, type Instant } from '../domain/time.js';
import { causeSentence } from './cause-sentence.js';
import { findingReport } from './finding-report.js';
import { limitReport } from './limit-report.js';
import type { TakenLook } from './poll.js';
import { tierReport } from './tier-report.js';
import { usageReport } from './usage-report.js';

/** The document that `poll --json` prints: instants as ISO 8601 UTC, unknown figures as such. */
export function pollReport(looks: readonly TakenLook[]): object {
  return { portfolios: looks.map(portfolioReport) };
}

function portfolioReport(look: TakenLook): object {
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
    findings: look.verdicts.flatMap((verdict) =>
      verdict.kind === 'firing' || verdict.kind === 'event'
        ? [findingReport(verdict.finding, observation.at)]
        : [],
    ),
    ...tierReport(look.forecasts),
  };
}

function gapReport({ cause, ...gap }: LookGap, now: Instant): object {
  return { ...gap, detail: causeSentence(cause, now) };
}

/** The limit that a number's usage is held against: its own where it owns one, else the portfolio's. */
function limitOf(number: NumberSnapshot, snapshot: PortfolioSnapshot, look: TakenLook): Reading<Limit> {
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
