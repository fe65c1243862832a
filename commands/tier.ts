import { noPortfolioCard, tierCard } from '../src/cards/tier.js';
import { numbersCard } from '../src/cards/numbers.js';
import { choicesCard } from '../src/cards/found.js';
import { answered, defineCommand, type Context, type Watched } from '../src/app/command.js';
import { foldedName, matchNumber } from '../src/app/match-number.js';
import { numbersOf } from './quota.js';
import type { Choice } from '../src/ports.js';

/** When the next limit comes, and what it still needs. */
export const tier = defineCommand({
  name: 'tier',
  example: '',
  options: [{ name: 'portfolio', required: false, choices: true }],
  visibility: 'asker',
  changesState: false,
  async run(call, context) {
    const { reader } = context;
    const portfolios = await context.portfolios();
    const query = call.option('portfolio');
    const found = portfoliosFor(query, portfolios, context);
    const [first, ...others] = found;
    if (!first) {
      if (query === '') return answered(numbersCard([], 1, reader));
      return answered(
        noPortfolioCard(
          query,
          portfolios.map(({ plan }) => plan.name),
          reader,
        ),
      );
    }
    if (others.length > 0) {
      const offers = found.map(({ plan }) => ({ label: plan.name, command: `tier ${plan.name}` }));
      const asked = { query, what: 'portfolio', example: context.typed('tier', first.plan.name) } as const;
      return answered(choicesCard(asked, offers, reader));
    }
    return answered(tierCard(first.state, await context.forecasts(first), reader));
  },
  complete: (_option, typed, context) => portfolioChoices(typed, context),
});

/** The portfolios somebody means: by name or by one of their numbers; all when nothing is typed. */
function portfoliosFor(query: string, portfolios: readonly Watched[], context: Context): readonly Watched[] {
  const wanted = foldedName(query);
  if (wanted === '') return portfolios;
  const exact = portfolios.filter(({ plan }) => foldedName(plan.name) === wanted);
  if (exact.length > 0) return exact;
  const parts = portfolios.filter(({ plan }) => foldedName(plan.name).includes(wanted));
  if (parts.length > 0) return parts;
  const match = matchNumber(query, numbersOf(portfolios), context.phoneBook);
  return match.kind === 'one' ? [match.found.watched] : [];
}

/** Portfolios that fit what somebody has typed so far. */
async function portfolioChoices(typed: string, context: Context): Promise<readonly Choice[]> {
  const wanted = foldedName(typed);
  return (await context.portfolios())
    .filter(({ plan }) => foldedName(plan.name).includes(wanted))
    .map(({ plan }) => ({ label: plan.name, value: plan.name }));
}
