import type { LookSummary } from '../domain/absorb.js';
import type { Observation } from '../domain/snapshot.js';
import type { Log, PortfolioPlan } from '../ports.js';
import { causeSentence } from './cause-sentence.js';

/** Logs what a look saw, or why it saw nothing. It took `ms` milliseconds. */
export function logLook(
  log: Log,
  plan: PortfolioPlan,
  observation: Observation,
  summary: LookSummary,
  ms: number,
): void {
  if (observation.kind === 'blind') {
    log.warn('look.blind', {
      portfolio: plan.id,
      problem: observation.problem,
      detail: causeSentence(observation.cause, observation.at),
      ms,
    });
    return;
  }
  log.info('look.seen', {
    portfolio: plan.id,
    numbers: observation.snapshot.numbers.length,
    gaps: observation.snapshot.gaps.length,
    ...(observation.snapshot.metaAhead === undefined ? {} : { metaAheadMs: observation.snapshot.metaAhead }),
    queued: summary.queued,
    ms,
  });
}
