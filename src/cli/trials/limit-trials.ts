import type { TakenLook } from '../../app/poll.js';
import { recipientsOf, type Limit } from '../../domain/limit.js';
import type { PortfolioSnapshot } from '../../domain/snapshot.js';
import type { Trial } from '../../ports.js';
import { toFix, well, type TrialOf } from './trial-context.js';

const seeManager = 'See it in WhatsApp Manager; until Meta tells it, usage is shown without a percentage.';

/** Whether the messaging limit can be read: of the portfolio, or of each number where the rules are older. */
export const limitTrials: TrialOf = ({ configuration, looks }) =>
  looks.flatMap(({ plan, observation }: TakenLook) => {
    if (observation.kind === 'blind') return [];
    const isShared = configuration.rulebooks.get(plan.rulebook)?.scope === 'portfolio';
    const what = `Meta, ${plan.name}, limit`;
    return isShared ? ofPortfolio(what, observation.snapshot) : ofNumbers(what, observation.snapshot);
  });

function ofPortfolio(what: string, { limit, rawLimit, gaps }: PortfolioSnapshot): readonly Trial[] {
  if (limit.known) return [well(what, `It is readable: ${limitText(limit.value)}.`)];
  // A gap says it already, with its cause.
  if (limit.why === 'incomplete' || gaps.some(({ part }) => part === 'limit')) return [];
  if (limit.why === 'not-understood' && rawLimit !== null) {
    return [
      toFix(
        what,
        `Meta calls it ${JSON.stringify(rawLimit)}, which this version does not know. Update the bot.`,
      ),
    ];
  }
  const fact =
    limit.why === 'not-set' ? 'Meta has set no messaging limit yet.' : 'Meta returned no messaging limit.';
  return [toFix(what, `${fact} ${seeManager}`)];
}

function ofNumbers(what: string, { numbers, gaps }: PortfolioSnapshot): readonly Trial[] {
  const known = numbers.filter(({ limit }) => limit.known).length;
  if (known === numbers.length) return [well(what, 'The messaging limit of each number is readable.')];
  if (gaps.some(({ part }) => part === 'limit')) return [];
  return [
    toFix(what, `Meta tells it for ${String(known)} of ${String(numbers.length)} numbers. ${seeManager}`),
  ];
}

function limitText(limit: Limit): string {
  return limit.kind === 'unlimited'
    ? 'no limit'
    : `${recipientsOf(limit).toLocaleString('en-US')} people a day`;
}
