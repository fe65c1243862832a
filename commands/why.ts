import { choicesCard, notFoundCard } from '../src/cards/found.js';
import { numbersCard } from '../src/cards/numbers.js';
import { whyCard } from '../src/cards/why.js';
import { answered, defineCommand } from '../src/app/command.js';
import { matchNumber } from '../src/app/match-number.js';
import { numberChoices, numbersOf, offersOf } from './quota.js';

/** What came before a number changed its colour, its status or its limit. */
export const why = defineCommand({
  name: 'why',
  example: '+62 812-3456-7890',
  options: [{ name: 'number', required: true, choices: true }],
  visibility: 'asker',
  changesState: false,
  async run(call, context) {
    const { reader, phoneBook } = context;
    const portfolios = await context.portfolios();
    const all = numbersOf(portfolios);
    const [only, ...others] = all;
    if (!only) {
      const states = portfolios.map(({ state }) => state);
      return answered(numbersCard(states, 1, reader));
    }
    const query = call.option('number');
    const match =
      query !== ''
        ? matchNumber(query, all, phoneBook)
        : others.length === 0
          ? ({ kind: 'one', found: only } as const)
          : ({ kind: 'several', found: all } as const);
    if (match.kind !== 'one') {
      const several = match.kind === 'several';
      const offers = offersOf(several ? match.found : match.closest, context, (to) => `why ${to}`);
      const asked = { query, what: 'number', example: context.typed('why', '7890') } as const;
      return answered(several ? choicesCard(asked, offers, reader) : notFoundCard(query, offers, reader));
    }
    const { watched, number } = match.found;
    const found = await context.why(watched, number);
    const { worse, better } = found.lately;
    const picture = await context.signalPicture(watched, number, (worse ?? better)?.at ?? null);
    return answered(whyCard({ state: watched.state, number, why: found, picture }, reader));
  },
  async complete(_option, typed, context) {
    return numberChoices(typed, context);
  },
});
