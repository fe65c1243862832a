import * as z from 'zod';
import { tierReport } from '../app/tier-report.js';
import { portfolioFigures } from './figures.js';
import { findPortfolio, unseen } from './find.js';
import { defineQuestion, told } from './question.js';
import { nextTier, nextTierOf, portfolio } from './shapes.js';

const asked = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .optional()
  .describe('Id or name of a portfolio; may be left out where there is only one.');

/** When the next limit comes, and what it still needs. There is no answer while the portfolio is not seen. */
export const tier = defineQuestion({
  path: 'tier',
  name: 'tier',
  summary: 'When the next limit comes, and what it still needs.',
  asked: z.strictObject({ portfolio: asked }),
  answer: portfolio.extend({
    nextTier,
    nextTiers: z.array(nextTierOf).readonly().optional().describe('Of each number, where each owns a limit.'),
  }),
  troubles: ['not-found', 'several', 'not-looked-yet', 'blind', 'stale'],
  async ask(question, known) {
    const found = await findPortfolio(question.portfolio, known);
    if (!found.ok) return found;
    const figures = portfolioFigures(await known.counted(found.body), known.now);
    if (!figures.seen) return unseen(found.body, known);
    return told({ ...figures, ...tierReport(await known.forecasts(found.body)) });
  },
});
