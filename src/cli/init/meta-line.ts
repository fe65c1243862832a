import type { OpenGraphSource } from '../../adapters/graph/graph-source.js';
import { graphOf } from '../../compose-graph.js';
import type { SightCause } from '../../domain/sight-cause.js';
import { causeText } from '../../words/trouble-text.js';
import { configurationIn, type SetupSession } from './session.js';

/** Lets `use` ask Meta with the configuration as it would be now. */
export async function withGraph<R>(
  session: SetupSession,
  use: (graph: OpenGraphSource) => Promise<R>,
): Promise<R> {
  const graph = graphOf(configurationIn(session), { now: session.now }, session.log);
  try {
    return await use(graph);
  } finally {
    graph.close();
  }
}

/** Why Meta refuses, in the operator's language. */
export function causeIn({ words, now }: SetupSession, cause: SightCause | undefined): string {
  return causeText(cause, words, { zone: 'UTC', now: now() });
}
