import type { Reply } from '../src/cards/card.js';
import { choicesCard, notFoundCard } from '../src/cards/found.js';
import { numbersCard } from '../src/cards/numbers.js';
import { answered, type Context, type WatchedNumber } from '../src/app/command.js';
import { matchNumber, onlyNumber, type Match } from '../src/app/match-number.js';
import { numbersOf, offersOf } from './quota.js';

/** How a command asks for a number. */
interface Asking {
  /** What was typed for it; empty: nothing. */
  readonly query: string;
  /** The command line with a number's reference, for those to choose from. */
  readonly line: (reference: string) => string;
  /** The command as one may type it. */
  readonly example: string;
  /** Which is meant where none was named; absent: the only one. */
  readonly unnamed?: (all: readonly WatchedNumber[]) => Match;
}

/** The number that is meant. Or what to answer instead: nothing is watched, several fit, or none does. */
type AskedNumber =
  | { readonly kind: 'one'; readonly found: WatchedNumber; readonly isOnly: boolean }
  | { readonly kind: 'answer'; readonly reply: Reply };

/** Finds the number that somebody asks about, among all that they may see. */
export async function askedNumber(
  { query, line, example, unnamed = onlyNumber }: Asking,
  context: Context,
): Promise<AskedNumber> {
  const { reader, phoneBook } = context;
  const portfolios = await context.portfolios();
  const all = numbersOf(portfolios);
  const instead = (card: Reply['card']): AskedNumber => ({
    kind: 'answer',
    reply: answered(card),
  });
  if (all.length === 0) {
    const states = portfolios.map(({ state }) => state);
    return instead(numbersCard(states, 1, reader));
  }
  const match = query === '' ? unnamed(all) : matchNumber(query, all, phoneBook);
  if (match.kind === 'one') return { kind: 'one', found: match.found, isOnly: all.length === 1 };
  const isOneOf = match.kind === 'several';
  const offers = offersOf(isOneOf ? match.found : match.closest, context, line);
  const asked = { query, what: 'number', example } as const;
  return instead(isOneOf ? choicesCard(asked, offers, reader) : notFoundCard(query, offers, reader));
}
