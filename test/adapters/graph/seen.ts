import { expect } from 'vitest';
import type { Observation, PortfolioSnapshot } from '../../../src/domain/snapshot.js';
import type { Instant } from '../../../src/domain/time.js';
import type { GraphSource, PortfolioPlan } from '../../../src/ports.js';
import { now } from './graph-answers.js';

/** What a look saw; fails the test when it was blind. */
export async function seenBy(
  source: GraphSource,
  plan: PortfolioPlan,
  at: Instant = now,
  since: Instant = at,
): Promise<PortfolioSnapshot> {
  const { observation } = await source.observe(plan, at, () => since);
  if (observation.kind === 'blind')
    throw new Error(`Blind: ${observation.problem}: ${observation.cause?.reason ?? ''}`);
  return observation.snapshot;
}

/** Why a look was blind; fails the test when it saw something. */
export async function blindnessOf(
  source: GraphSource,
  plan: PortfolioPlan,
  at: Instant = now,
): Promise<Extract<Observation, { kind: 'blind' }>> {
  const { observation } = await source.observe(plan, at, () => at);
  expect(observation.kind).toBe('blind');
  if (observation.kind === 'seen') throw new Error('It saw something.');
  return observation;
}
