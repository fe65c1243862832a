import * as z from 'zod';
import type { Watched, WatchedNumber } from '../app/command.js';
import { foldedName, numbersNamed } from '../app/match-number.js';
import { hidesNumbers } from '../domain/reputation.js';
import { told, untold, type Answer, type QuestionSources, type Untold } from './question.js';
import { lookIn, sightReport } from './sight.js';

/** How a number is asked for. A plus sign that a query lost is made up for. */
export const numberAsked = z
  .string()
  .trim()
  .regex(/^\+?\d[\d\s().-]{2,39}$/, {
    error: 'Write the id of a number, or its phone number like +6281234567890.',
  })
  .describe("Meta's id of the number, or its phone number in E.164.");

/** The number of that id or phone number. What was never looked at may hold it, so it is not called absent. */
export async function findNumber(asked: string, known: QuestionSources): Promise<Answer<WatchedNumber>> {
  const portfolios = await known.portfolios();
  const all = portfolios.flatMap((watched) =>
    (watched.state.sight?.snapshot.numbers ?? []).map((number) => ({ watched, number })),
  );
  const [first, ...others] = numbersNamed(asked, all, known.phoneBook);
  if (first && others.length > 0) {
    const ids = [first, ...others].map(({ number }) => number.id).join(', ');
    return untold('several', `Several numbers are meant: ask for one of the ids ${ids}.`);
  }
  if (first) return told(first);
  const hidden = portfolios.find(({ state }) => !isWhole(lookIn(state, known.now)));
  return hidden ? unseen(hidden, known) : untold('not-found', 'No number has this id or phone number.');
}

function isWhole(look: ReturnType<typeof lookIn>): boolean {
  return look !== null && !hidesNumbers(look);
}

/** The portfolio of that id or name; without one, the only one there is. */
export async function findPortfolio(
  asked: string | undefined,
  known: QuestionSources,
): Promise<Answer<Watched>> {
  const portfolios = await known.portfolios();
  const wanted = asked === undefined ? null : foldedName(asked);
  const found = portfolios.filter(
    ({ plan }) => wanted === null || plan.id === asked || foldedName(plan.name) === wanted,
  );
  const [first, ...others] = found;
  if (!first) return untold('not-found', 'No portfolio has this id or name.');
  if (others.length === 0) return told(first);
  const ids = found.map(({ plan }) => plan.id).join(', ');
  return untold('several', `Several portfolios are meant: ask for one of the ids ${ids}.`);
}

/** Why a portfolio not seen, or not seen whole, tells nothing of now. */
export function unseen(watched: Watched, { now }: QuestionSources): Untold {
  const { name, problem } = sightReport(watched, now);
  if (problem === null) return untold('unknown', `${name}: Not all of its numbers were seen.`);
  const { kind, detail } = problem;
  return untold(kind === 'stale' || kind === 'not-looked-yet' ? kind : 'blind', `${name}: ${detail}`);
}
