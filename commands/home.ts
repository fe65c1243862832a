import { homeCard } from '../src/cards/home.js';
import { locales, wordsOf } from '../src/words/index.js';
import { answered, defineCommand } from '../src/app/command.js';

/** Somebody's own page, for platforms that have one. */
export const home = defineCommand({
  name: 'home',
  example: '',
  options: [],
  visibility: 'asker',
  changesState: false,
  hidden: true,
  async run(_call, context) {
    const { reader } = context;
    const states = (await context.portfolios()).map(({ state }) => state);
    const options = locales.map((value) => ({ label: wordsOf[value].language, value }));
    return answered(homeCard(states, options, reader));
  },
});
