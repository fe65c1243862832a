import { homeCard } from '../src/cards/home.js';
import { answered, defineCommand } from '../src/app/command.js';

/** Somebody's own page, for platforms that have one. */
export const home = defineCommand({
  name: 'home',
  aliases: [],
  example: '',
  options: [],
  visibility: 'asker',
  changesState: false,
  hidden: true,
  async run(_call, context) {
    const { languages, reader } = context;
    const states = (await context.portfolios()).map(({ state }) => state);
    const options = Object.entries(languages).map(([value, label]) => ({ label, value }));
    return answered(homeCard(states, options, languages[reader.words.locale], reader));
  },
});
