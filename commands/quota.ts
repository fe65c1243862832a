import { choicesCard, notFoundCard, type Offer } from '../src/cards/found.js';
import { namesIn } from '../src/cards/names.js';
import { numbersCard } from '../src/cards/numbers.js';
import { quotaCard, referenceOf } from '../src/cards/quota.js';
import type { Reply } from '../src/cards/card.js';
import {
  answered,
  defineCommand,
  type Context,
  type Watched,
  type WatchedNumber,
} from '../src/app/command.js';
import { foldedName, matchNumber } from '../src/app/match-number.js';

/** All numbers of some portfolios. */
export function numbersOf(portfolios: readonly Watched[]): readonly WatchedNumber[] {
  return portfolios.flatMap((watched) =>
    (watched.state.sight?.snapshot.numbers ?? []).map((number) => ({ watched, number })),
  );
}

/** Numbers as things to choose from; `command` makes the command line of a number's reference. */
export function offersOf(
  found: readonly WatchedNumber[],
  context: Context,
  command: (reference: string) => string,
): readonly Offer[] {
  return found.map(({ watched, number }) => {
    const names = namesIn(watched.state, context.reader);
    return {
      label: `${names.number(number)} · ${names.phone(number)}`,
      command: command(referenceOf(number, context.reader)),
    };
  });
}

/** How much of the limit is used: of one number, or of all. */
export const quota = defineCommand({
  name: 'quota',
  aliases: ['kuota', 'limit'],
  example: '+62 812-3456-7890',
  options: [{ name: 'number', required: false, choices: true }],
  visibility: 'asker',
  changesState: false,
  async run(call, context) {
    const query = call.option('number');
    const portfolios = await context.portfolios();
    if (query === '')
      return answered(
        numbersCard(
          portfolios.map(({ state }) => state),
          1,
          context.reader,
        ),
      );
    const match = matchNumber(query, numbersOf(portfolios), context.phoneBook);
    if (match.kind === 'one') return one(match.found, call.flags.has('fresh'), context);
    const named = portfolios.filter(({ plan }) => foldedName(plan.name) === foldedName(query));
    if (named.length > 0)
      return answered(
        numbersCard(
          named.map(({ state }) => state),
          1,
          context.reader,
        ),
      );
    const offers = offersOf(
      match.kind === 'several' ? match.found : match.closest,
      context,
      (to) => `quota ${to}`,
    );
    return answered(
      match.kind === 'several'
        ? choicesCard(query, offers, context.reader)
        : notFoundCard(query, offers, context.reader),
    );
  },
  async complete(_option, typed, context) {
    return numberChoices(typed, context);
  },
});

/** Numbers that fit what somebody has typed so far; all of them while nothing is typed. */
export async function numberChoices(
  typed: string,
  context: Context,
): Promise<readonly { readonly label: string; readonly value: string }[]> {
  const all = numbersOf(await context.portfolios());
  const folded = foldedName(typed);
  const digits = context.phoneBook.digits(typed);
  const offers = offersOf(all, context, (reference) => reference);
  return offers
    .filter(
      ({ label }) =>
        folded === '' ||
        foldedName(label).includes(folded) ||
        (digits.length > 1 && label.replace(/\D/g, '').includes(digits)),
    )
    .map(({ label, command }) => ({ label, value: command }));
}

async function one(found: WatchedNumber, fresh: boolean, context: Context): Promise<Reply> {
  const note = fresh ? await looked(found, context) : null;
  const now = fresh ? await again(found, context) : found;
  const { watched, number } = now;
  const snapshot = watched.state.sight?.snapshot;
  if (!snapshot) return answered(numbersCard([watched.state], 1, context.reader));
  const owner = watched.rulebook.scope === 'portfolio' ? snapshot.id : number.id;
  const forecast = (await context.forecasts(watched)).find((each) => each.owner.id === owner);
  const pace = forecast?.pace ?? null;
  return answered(
    quotaCard(
      {
        state: watched.state,
        snapshot,
        number,
        scope: watched.rulebook.scope,
        reachedAt: pace?.kind === 'reached' ? pace.at : null,
        note,
      },
      context.reader,
    ),
  );
}

/** Looks afresh; what kept us from it, in words, or null. */
async function looked({ watched }: WatchedNumber, context: Context): Promise<string | null> {
  const { answers } = context.reader.words;
  const refreshed = await context.refresh(watched.plan.id);
  if (refreshed.kind === 'too-soon') return answers.refreshTooSoon(refreshed.wait);
  return refreshed.kind === 'failed' ? answers.refreshFailed : null;
}

/** The same number as it is on record now. */
async function again(found: WatchedNumber, context: Context): Promise<WatchedNumber> {
  const all = numbersOf(await context.portfolios());
  return all.find(({ number }) => number.id === found.number.id) ?? found;
}
