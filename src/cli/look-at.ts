import type { GraphSource, Clock, PortfolioPlan } from '../ports.js';
import type { TakenLook } from '../app/poll.js';

/** A look that nobody judges or saves; of the volume only the last day is asked for. */
export async function lookAt(graph: GraphSource, plan: PortfolioPlan, clock: Clock): Promise<TakenLook> {
  const { observation, owner } = await graph.observe(plan, clock.now(), (_waba, at) => at);
  const summary = { taken: false, notices: [], queued: 0 };
  return { plan, owner, observation, verdicts: [], summary, forecasts: [] };
}
