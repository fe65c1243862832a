import { causeSentence } from '../../app/cause-sentence.js';
import type { TakenLook } from '../../app/poll.js';
import type { SightCause } from '../../domain/sight-cause.js';
import type { LookGap, PortfolioSnapshot } from '../../domain/snapshot.js';
import type { Instant } from '../../domain/time.js';
import type { Trial } from '../../ports.js';
import { listed } from './listed.js';
import { lackingOf, plansWith } from './token-trials.js';
import { toFix, well, type TrialContext, type TrialOf } from './trial-context.js';

/** What a look at each portfolio saw, and what it did not. What has one cause is told once. */
export const lookTrials: TrialOf = (context) => [
  ...blindTrials(context),
  ...context.looks.flatMap((look) => seenTrials(context, look)),
];

/** What is the same for one cause that Meta tells of several parts. Its trace is not. */
function keyOf(cause: SightCause | undefined): string {
  return JSON.stringify({ ...cause, trace: undefined });
}

function grouped<T>(all: readonly T[], key: (one: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group === undefined) groups.set(key(one), [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

function blindTrials({ configuration, looks }: TrialContext): readonly Trial[] {
  const blind = looks.flatMap(({ plan, observation }) => {
    if (observation.kind === 'seen') return [];
    const label = configuration.secrets.tokens[plan.id]?.label;
    const { problem, cause, at } = observation;
    const isToken = problem === 'unauthorised' && label !== undefined;
    return { name: plan.name, what: isToken ? `token ${label}` : null, cause, at };
  });
  return grouped(blind, ({ what, cause }) => `${what ?? ''} ${keyOf(cause)}`).map((group) => {
    const [{ what, cause, at }] = group;
    return toFix(`Meta, ${what ?? listed(group.map(({ name }) => name))}`, causeSentence(cause, at));
  });
}

function seenTrials(context: TrialContext, { plan, observation }: TakenLook): readonly Trial[] {
  if (observation.kind === 'blind') return [];
  const { snapshot, at } = observation;
  const what = `Meta, ${plan.name}`;
  const gaps = snapshot.gaps.filter((gap) => !isOfToken(context, snapshot, gap));
  return [...numbersTrial(what, snapshot, gaps), ...gapTrials(what, gaps, at)];
}

/** Whether the token's own line says it already. */
function isOfToken(context: TrialContext, { tokens }: PortfolioSnapshot, { cause }: LookGap): boolean {
  return (
    (cause?.reason === 'permission-missing' || cause?.reason === 'scope-missing') &&
    tokens.some((token) => lackingOf(token, plansWith(context, token.label)).length > 0)
  );
}

function numbersTrial(
  what: string,
  { numbers }: PortfolioSnapshot,
  gaps: readonly LookGap[],
): readonly Trial[] {
  const count = numbers.length;
  if (count > 0) return [well(what, `${String(count)} ${count === 1 ? 'number' : 'numbers'} seen.`)];
  if (gaps.some(({ part }) => part === 'numbers')) return [];
  return [toFix(what, 'Its accounts have no number. Add one in WhatsApp Manager, or name other accounts.')];
}

/** One line for each cause, with the accounts and parts that it hides; an account that is hidden whole is its own part. */
function gapTrials(what: string, gaps: readonly LookGap[], at: Instant): readonly Trial[] {
  return grouped(gaps, ({ cause }) => keyOf(cause)).map((group) => {
    const [{ cause }] = group;
    const parts = [...new Set(group.map(({ part }) => part))];
    const accounts = [...new Set(group.flatMap(({ waba }) => waba ?? []))];
    const isHiddenWhole = (['numbers', 'usage', 'health'] as const).every((part) => parts.includes(part));
    const where = parts.includes('limit') ? [] : accounts;
    return toFix(
      [what, ...(where.length === 0 ? [] : [listed(where)]), ...(isHiddenWhole ? [] : [listed(parts)])].join(
        ', ',
      ),
      causeSentence(cause, at),
    );
  });
}
