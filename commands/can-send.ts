import { canSendCard } from '../src/cards/can-send.js';
import { choicesCard, notFoundCard } from '../src/cards/found.js';
import { errorCard } from '../src/cards/trouble.js';
import { canSend as judge } from '../src/domain/can-send.js';
import { answered, defineCommand } from '../src/app/command.js';
import { matchNumber } from '../src/app/match-number.js';
import { numberChoices, numbersOf, offersOf } from './quota.js';

const example = '+62 812-3456-7890 3000';
/** Nobody has more people to write to. */
const mostRecipients = 1_000_000_000;

/** Whether a broadcast to so many people fits, and when. */
export const canSend = defineCommand({
  name: 'can-send',
  aliases: ['cansend', 'bisa-kirim'],
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
    const all = numbersOf(await context.portfolios());
    const query = call.option('number');
    const match =
      query === '' && all.length === 1 && all[0]
        ? { kind: 'one' as const, found: all[0] }
        : matchNumber(query, all, phoneBook);
    if (match.kind !== 'one') {
      const found = match.kind === 'several' ? match.found : match.closest;
      const offers = offersOf(found, context, (reference) => `can-send ${reference} ${String(recipients)}`);
      const card = match.kind === 'several' ? choicesCard : notFoundCard;
      return answered(card(query, offers, reader));
    }
    const { watched, number } = match.found;
    const snapshot = watched.state.sight?.snapshot;
    const owner = watched.rulebook.scope === 'portfolio' && snapshot ? snapshot : number;
    const capacity = { limit: owner.limit, usage: owner.usage, series: owner.series };
    const answer = judge(recipients, capacity, reader.now);
    return answered(canSendCard({ state: watched.state, number, recipients, answer }, reader));
  },
  async complete(option, typed, context) {
    return option === 'number' ? numberChoices(typed, context) : [];
  },
});

/** How many people a text means: 3000, 3.000, 3,000 or 3k; null when it is no whole number above zero. */
function peopleIn(text: string, digits: string): number | null {
  const bare = text.normalize('NFKC').trim().toLowerCase();
  const thousands = /^\p{Nd}{1,6}(?:k|rb)$/u.test(bare);
  if (!thousands && !/^(?:\p{Nd}+|\p{Nd}{1,3}(?:[.,]\p{Nd}{3})+)$/u.test(bare)) return null;
  const people = Number(digits.slice(0, 15)) * (thousands ? 1_000 : 1);
  return people > 0 && people <= mostRecipients ? people : null;
}
