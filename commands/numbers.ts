import { numbersCard } from '../src/cards/numbers.js';
import { answered, defineCommand } from '../src/app/command.js';

/** All numbers, worst first, page by page. */
export const numbers = defineCommand({
  name: 'numbers',
  example: '',
  options: [{ name: 'page', required: false, choices: false }],
  visibility: 'asker',
  changesState: false,
  async run(call, context) {
    const page = Number(context.phoneBook.digits(call.option('page').slice(0, 9)) || '1');
    const portfolios = await context.portfolios();
    return answered(
      numbersCard(
        portfolios.map(({ state }) => state),
        page,
        context.reader,
      ),
    );
  },
});
