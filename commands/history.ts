import { choicesCard, notFoundCard } from '../src/cards/found.js';
import { namesIn } from '../src/cards/names.js';
import { pastDaysCard } from '../src/cards/past-days.js';
import {
  answered,
  defineCommand,
  type Context,
  type Watched,
  type WatchedNumber,
} from '../src/app/command.js';
import { foldedName, matchNumber } from '../src/app/match-number.js';
import type { Reply } from '../src/cards/card.js';
import { anyOf } from '../src/words/any-of.js';
import { understood } from '../src/words/understood.js';
import { numberChoices, numbersOf, offersOf } from './quota.js';

const numberAndDays = new RegExp(String.raw`^(.*?)\s*(?:\b(7|30)(?:\s*${anyOf(understood.day)})?)?$`, 'isu');

/** The usage of past days against the limit. */
export const history = defineCommand({
  name: 'history',
  example: '',
  options: [
    { name: 'number', required: false, choices: true },
    { name: 'days', required: false, choices: true },
  ],
  visibility: 'asker',
  changesState: false,
  read(text) {
    const [, number = '', days] = numberAndDays.exec(text.trim()) ?? [];
    return days === undefined ? { number } : { number, days };
  },
  async run(call, context) {
    const days = context.phoneBook.digits(call.option('days')) === '30' ? 30 : 7;
    const query = call.option('number');
    const portfolios = await context.portfolios();
    const wanted = foldedName(query);
    const named = portfolios.filter(({ plan }) => wanted === '' || foldedName(plan.name) === wanted);
    const [first, ...others] = named;
    if (first && others.length === 0) return ofPortfolio(first, days, context);
    if (first) {
      const offers = named.map(({ plan }) => ({
        label: plan.name,
        command: `history ${plan.name} ${String(days)}`,
      }));
      const asked = { query, what: 'portfolio', example: context.typed('history', first.plan.name) } as const;
      return answered(choicesCard(asked, offers, context.reader));
    }
    const match = matchNumber(query, numbersOf(portfolios), context.phoneBook);
    if (match.kind === 'one') return ofNumber(match.found, days, context);
    const found = match.kind === 'several' ? match.found : match.closest;
    const offers = offersOf(found, context, (reference) => `history ${reference} ${String(days)}`);
    const asked = { query, what: 'number', example: context.typed('history', '7890') } as const;
    return answered(
      match.kind === 'several'
        ? choicesCard(asked, offers, context.reader)
        : notFoundCard(query, offers, context.reader),
    );
  },
  async complete(option, typed, context) {
    return option === 'number'
      ? numberChoices(typed, context)
      : ['7', '30'].map((value) => ({ label: value, value }));
  },
});

async function ofPortfolio(watched: Watched, days: number, context: Context): Promise<Reply> {
  const { reader } = context;
  const view = {
    name: namesIn(watched.state, reader).portfolio,
    days: await context.daysOfUsage(watched, null, days),
    limit: watched.state.sight?.snapshot.limit ?? ({ known: false, why: 'not-looked-yet' } as const),
    picture: await context.picture(watched, null, days),
  };
  return answered(pastDaysCard(view, reader));
}

async function ofNumber({ watched, number }: WatchedNumber, days: number, context: Context): Promise<Reply> {
  const { reader } = context;
  const view = {
    name: namesIn(watched.state, reader).number(number),
    days: await context.daysOfUsage(watched, number.id, days),
    limit: number.limit,
    picture: await context.picture(watched, number.id, days),
  };
  return answered(pastDaysCard(view, reader));
}
