import * as z from 'zod';
import { numberFigures, portfolioFigures } from './figures.js';
import { unseen } from './find.js';
import { defineQuestion, told } from './question.js';
import { number, portfolio } from './shapes.js';

/** Every number of every portfolio. There is no answer when no portfolio is seen at all. */
export const numbers = defineQuestion({
  path: 'numbers',
  name: 'numbers',
  summary: 'Every number, by portfolio. Of a portfolio that is not seen, all is unknown.',
  asked: z.strictObject({}),
  answer: z.object({ portfolios: z.array(portfolio.extend({ numbers: z.array(number) })) }),
  troubles: ['not-looked-yet', 'blind', 'stale'],
  async ask(_asked, known) {
    const all = await known.portfolios();
    const portfolios = await Promise.all(
      all.map(async (one) => {
        const watched = await known.counted(one);
        const found = watched.state.sight?.snapshot.numbers ?? [];
        return {
          ...portfolioFigures(watched, known.now),
          numbers: found.map((each) => numberFigures({ watched, number: each }, known.now)),
        };
      }),
    );
    const [first] = all;
    return first && portfolios.every(({ seen }) => !seen) ? unseen(first, known) : told({ portfolios });
  },
});
