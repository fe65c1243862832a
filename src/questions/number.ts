import * as z from 'zod';
import { numberFigures, portfolioFigures } from './figures.js';
import { findNumber, numberAsked, unseen } from './find.js';
import { defineQuestion, told } from './question.js';
import { number, portfolio } from './shapes.js';

/** One number, with the portfolio whose limit it may share. There is no answer while that is not seen. */
export const oneNumber = defineQuestion({
  path: 'numbers/{number}',
  name: 'number',
  summary: 'One number, and the portfolio it belongs to.',
  asked: z.strictObject({ number: numberAsked }),
  answer: number.extend({ portfolio }),
  troubles: ['not-found', 'several', 'not-looked-yet', 'blind', 'stale', 'unknown'],
  async ask(asked, known) {
    const found = await findNumber(asked.number, known);
    if (!found.ok) return found;
    const watched = await known.counted(found.body.watched);
    const figures = portfolioFigures(watched, known.now);
    if (!figures.seen) return unseen(watched, known);
    return told({
      ...numberFigures({ watched, number: found.body.number }, known.now),
      portfolio: figures,
    });
  },
});
