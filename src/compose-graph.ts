import type { Configuration } from '../config/configuration.js';
import { graphSource } from './adapters/graph/graph-source.js';
import type { Clock, Log } from './ports.js';

/** Meta's Graph API with the tokens of the configuration. */
export function graphOf(
  configuration: Configuration,
  clock: Clock,
  log: Log,
): ReturnType<typeof graphSource> {
  const { graph, secrets } = configuration;
  return graphSource({
    baseUrl: graph.url,
    version: graph.version,
    tokenOf(plan) {
      const token = secrets.tokens[plan.id];
      if (!token) throw new Error(`No access token is configured for ${plan.name}.`);
      return { token: token.value.reveal(), label: token.label };
    },
    appSecret: secrets.metaAppSecret?.reveal() ?? null,
    clock,
    log,
    concurrency: graph.concurrency,
    callBudgetShare: graph.budgetShare,
    deadline: graph.timeout,
    bounds: {
      accounts: graph.maxAccounts,
      callsPerLook: graph.maxCallsPerLook,
      callsPerHour: graph.maxCallsPerHour,
    },
    templates: ({ wabas }) =>
      graph.templates === 'all' || graph.templates.some((waba) => wabas.includes(waba)),
  });
}
