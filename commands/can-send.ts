import { canSendCard } from '../src/cards/can-send.js';
import { choicesCard, notFoundCard } from '../src/cards/found.js';
import { errorCard } from '../src/cards/trouble.js';
import { numbersCard } from '../src/cards/numbers.js';
import { broadcastFrom } from '../src/app/broadcast.js';
import { answered, defineCommand, type WatchedNumber } from '../src/app/command.js';
import { matchNumber, type Match } from '../src/app/match-number.js';
import { anyOf } from '../src/words/any-of.js';
import { understood } from '../src/words/understood.js';
import { numberChoices, numbersOf, offersOf } from './quota.js';

const example = '+62 812-3456-7890 3000';
/** Nobody has more people to write to. */
const mostRecipients = 1_000_000_000;
const inThousands = new RegExp(String.raw`^\p{Nd}{1,6}${anyOf(understood.thousand)}$`, 'u');

/** Whether a broadcast to so many people fits, and when. */
export const canSend = defineCommand({
  name: 'can-send',
  example,
  options: [
    { name: 'number', required: true, choices: true },
    { name: 'count', required: true, choices: false },
  ],
  visibility: 'asker',
  changesState: false,
  read(text) {
    const [, number = '', count = ''] = /^(.*?)\s*(\S+)$/s.exec(text.trim()) ?? [];
    return { number, count };
  },
  async run(call, context) {
    const { reader, phoneBook } = context;
    const recipients = peopleIn(call.option('count'), phoneBook.digits(call.option('count')));
    if (recipients === null) {
      return answered(
        errorCard({ kind: 'not-understood', example: context.typed('can-send', example) }, reader),
      );
    }
    const portfolios = await context.portfolios();
    const all = numbersOf(portfolios);
    if (all.length === 0) {
      const states = portfolios.map(({ state }) => state);
      return answered(numbersCard(states, 1, reader));
    }
    const query = call.option('number');
    const match = query === '' ? anyNumber(all) : matchNumber(query, all, phoneBook);
    if (match.kind !== 'one') {
      const several = match.kind === 'several';
      const line = (reference: string): string => `can-send ${reference} ${String(recipients)}`;
      const offers = offersOf(several ? match.found : match.closest, context, line);
      const asked = { query, what: 'number', example: context.typed('can-send', example) } as const;
      return answered(several ? choicesCard(asked, offers, reader) : notFoundCard(query, offers, reader));
    }
    const { number } = match.found;
    const watched = await context.counted(match.found.watched);
    const answer = broadcastFrom({ watched, number }, recipients, reader.now);
    return answered(canSendCard({ state: watched.state, number, recipients, answer }, reader));
  },
  async complete(option, typed, context) {
    return option === 'number' ? numberChoices(typed, context) : [];
  },
});

/** No number was named: the only one is meant, or the asker must choose. */
function anyNumber(all: readonly WatchedNumber[]): Match {
  const [only, ...others] = all;
  return only && others.length === 0 ? { kind: 'one', found: only } : { kind: 'several', found: all };
}

/** How many people a text means: 3000, 3.000, 3,000 or 3k; null when it is no whole number above zero. */
function peopleIn(text: string, digits: string): number | null {
  const bare = text.normalize('NFKC').trim().toLowerCase();
  const thousands = inThousands.test(bare);
  if (!thousands && !/^(?:\p{Nd}+|\p{Nd}{1,3}(?:[.,]\p{Nd}{3})+)$/u.test(bare)) return null;
  const people = Number(digits.slice(0, 15)) * (thousands ? 1_000 : 1);
  return people > 0 && people <= mostRecipients ? people : null;
}
