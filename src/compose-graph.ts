import type { Configuration } from '../config/configuration.js';
import { graphSource, type OpenGraphSource } from './adapters/graph/graph-source.js';
import type { AccountsApart, Allowance } from './sharing-port.js';
import type { Clock, Log } from './ports.js';
import { wayOut } from './way-out.js';

/** The settings by which Graph is asked; what was opened by the same ones can be kept. */
export interface GraphSettings extends Pick<Configuration, 'graph' | 'proxy'> {
  readonly secrets: Pick<Configuration['secrets'], 'tokens' | 'metaAppSecret'>;
}

/** What other processes have to do with the calls of this one. */
export interface SharedCalls {
  readonly allowance?: Allowance | null;
  readonly apart?: AccountsApart | null;
}

/** Those of a configuration. */
export function graphSettings({ graph, proxy, secrets }: Configuration): GraphSettings {
  return { graph, proxy, secrets: { tokens: secrets.tokens, metaAppSecret: secrets.metaAppSecret } };
}

/** Meta's Graph API with the tokens of the configuration. */
export function graphOf(
  { graph, proxy, secrets }: GraphSettings,
  clock: Clock,
  log: Log,
  { allowance = null, apart = null }: SharedCalls = {},
): OpenGraphSource {
  return graphSource({
    baseUrl: graph.url,
    tunnel: wayOut({ proxy }).tunnel,
    version: graph.version,
    tokenOf(plan) {
      const token = secrets.tokens[plan.id];
      if (!token) throw new Error(`No access token is configured for ${plan.name}.`);
      return { token: token.value.reveal(), label: token.label };
    },
    appSecret: secrets.metaAppSecret?.reveal() ?? null,
    clock,
    log,
    allowance,
    apart,
    concurrency: graph.concurrency,
    callBudgetShare: graph.budgetShare,
    deadline: graph.timeout,
    bounds: {
      accounts: graph.maxAccounts,
      callsPerLook: graph.maxCallsPerLook,
      callsPerHour: graph.maxCallsPerHour,
    },
    templateInsights: graph.templateInsights,
    templates: ({ wabas }) =>
      graph.templates === 'all' || graph.templates.some((waba) => wabas.includes(waba)),
  });
}
