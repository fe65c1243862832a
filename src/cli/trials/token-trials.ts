import { causeSentence } from '../../app/cause-sentence.js';
import { DAY, isoOf, type Instant } from '../../domain/time.js';
import { metaTime } from '../../domain/meta-time.js';
import type { TokenSnapshot } from '../../domain/snapshot.js';
import type { PortfolioPlan, Trial } from '../../ports.js';
import { toFix, well, type TrialContext, type TrialOf } from './trial-context.js';

const renew = 'Make a new one for the system user and put it in place of the old one.';
const toRead = 'whatsapp_business_management';
/** Without it the accounts of a portfolio are not found. */
export const discoveryScope = 'business_management';

/** The permissions that a token lacks for the portfolios it is used for; none while Meta names no permission of it. */
export function lackingOf({ scopes }: TokenSnapshot, plans: readonly PortfolioPlan[]): readonly string[] {
  if (scopes.length === 0) return [];
  const needed = plans.some(({ business }) => business !== null) ? [toRead, discoveryScope] : [toRead];
  return needed.filter((scope) => !scopes.includes(scope));
}

/** Each token that a look described, once; while no portfolio is named, the usual one. */
export const tokenTrials: TrialOf = async (context) => {
  const { configuration, graph, looks, clock } = context;
  const { usualToken } = configuration.secrets;
  if (configuration.portfolios.length === 0) {
    if (usualToken === null) return [];
    const told = await graph.describe(usualToken.value.reveal(), usualToken.label);
    return 'reason' in told
      ? [toFix(`Meta, token ${usualToken.label}`, causeSentence(told, clock.now()))]
      : [tokenTrial(context, told, [], clock.now())];
  }
  const seen = new Set<string>();
  return looks.flatMap(({ observation }) => {
    if (observation.kind === 'blind') return [];
    const now = metaTime(observation.at, observation.snapshot);
    return observation.snapshot.tokens.flatMap((token) => {
      if (seen.has(token.label)) return [];
      seen.add(token.label);
      return tokenTrial(context, token, plansWith(context, token.label), now);
    });
  });
};

/** The portfolios that use a token. */
export function plansWith({ configuration }: TrialContext, label: string): readonly PortfolioPlan[] {
  const { tokens } = configuration.secrets;
  return configuration.portfolios.filter(({ id }) => tokens[id]?.label === label);
}

function tokenTrial(
  { configuration }: TrialContext,
  token: TokenSnapshot,
  plans: readonly PortfolioPlan[],
  now: Instant,
): Trial {
  const { label, valid, scopes, expiresAt } = token;
  const what = `Meta, token ${label}`;
  if (!valid) return toFix(what, `It is not valid. ${renew}`);
  const lacking = lackingOf(token, plans);
  if (lacking.length > 0) {
    return toFix(what, `It lacks ${lacking.join(' and ')}. Make a new one that has the permission.`);
  }
  const end = expiresAt.known ? expiresAt.value : null;
  if (end !== null) {
    const day = isoOf(end).slice(0, 10);
    if (end <= now) return toFix(what, `It ended on ${day}. ${renew}`);
    const days = Math.floor((end - now) / DAY);
    if (end - now <= Math.max(...configuration.thresholds.tokenDays) * DAY)
      return toFix(what, `It ends on ${day}, in ${daysOf(days)}. ${renew}`);
    return well(what, `It is valid until ${day}, in ${daysOf(days)}, with ${scopesOf(scopes)}.`);
  }
  if (scopes.length === 0 && !expiresAt.known)
    return well(what, 'Meta does not refuse it, and says nothing else of it.');
  return well(what, `It is valid${expiresAt.known ? ' for ever' : ''}, with ${scopesOf(scopes)}.`);
}

function daysOf(days: number): string {
  return days === 1 ? '1 day' : `${String(days)} days`;
}

function scopesOf(scopes: readonly string[]): string {
  return scopes.join(', ') || 'no permission named';
}
