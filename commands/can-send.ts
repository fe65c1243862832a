import { canSendCard } from '../src/cards/can-send.js';
import { choicesCard, notFoundCard } from '../src/cards/found.js';
import { errorCard } from '../src/cards/trouble.js';
import { numbersCard } from '../src/cards/numbers.js';
import { adviceFor, broadcastFrom } from '../src/app/broadcast.js';
import { answered, defineCommand } from '../src/app/command.js';
import { matchNumber, onlyNumber } from '../src/app/match-number.js';
import { recipientsIn } from '../src/app/recipients-in.js';
import { numberChoices, numbersOf, offersOf } from './quota.js';

const example = '+62 812-3456-7890 3000';

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
    const recipients = recipientsIn(call.option('count'), phoneBook);
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
    const match = query === '' ? onlyNumber(all) : matchNumber(query, all, phoneBook);
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
    const advice = adviceFor({ watched, number }, await context.stopsYesterday(match.found), reader.now);
    return answered(canSendCard({ state: watched.state, number, recipients, answer, advice }, reader));
  },
  async complete(option, typed, context) {
    return option === 'number' ? numberChoices(typed, context) : [];
  },
});
