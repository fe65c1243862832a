import { byMetaClock } from '../src/cards/reader.js';
import { errorCard } from '../src/cards/trouble.js';
import { whatIfCard } from '../src/cards/what-if.js';
import { broadcastLater } from '../src/app/broadcast.js';
import { instantToCome, timeToCome } from '../src/app/clock-time.js';
import { answered, defineCommand, type WatchedNumber } from '../src/app/command.js';
import { onlyNumber, type Match } from '../src/app/match-number.js';
import { recipientsIn } from '../src/app/recipients-in.js';
import { askedNumber } from './asked-number.js';
import { numberChoices } from './quota.js';

const example = '3000 10:00';
/** NUMBER COUNT TIME, of which the number and the time may be absent. */
const parts = new RegExp(String.raw`^(?:(.*?)\s+)??(\S+?)(?:\s+(${timeToCome}))?$`, 'isu');

/** What would become of the limit with a broadcast at a time to come. */
export const whatIf = defineCommand({
  name: 'what-if',
  example,
  options: [
    { name: 'count', required: true, choices: false },
    { name: 'time', required: false, choices: false },
    { name: 'number', required: false, choices: true },
  ],
  visibility: 'asker',
  changesState: false,
  read(text) {
    const [, number = '', count = '', time = ''] = parts.exec(text.trim()) ?? [];
    return { number, count, time };
  },
  async run(call, context) {
    const { reader, phoneBook } = context;
    const recipients = recipientsIn(call.option('count'), phoneBook);
    const time = call.option('time');
    const first = time === '' ? reader.now : instantToCome(time, reader.now, reader.zone);
    if (recipients === null || first === null) {
      return answered(
        errorCard({ kind: 'not-understood', example: context.typed('what-if', example) }, reader),
      );
    }
    const query = call.option('number');
    const asked = await askedNumber(
      {
        query,
        line: (reference) => `what-if ${reference} ${String(recipients)}${time === '' ? '' : ` ${time}`}`,
        example: context.typed('what-if', `7890 ${example}`),
        unnamed: anySender,
      },
      context,
    );
    if (asked.kind === 'answer') return asked.reply;
    const { found, isOnly } = asked;
    const watched = await context.counted(found.watched);
    const planning = byMetaClock(reader, watched.state.sight?.snapshot);
    const at = time === '' ? planning.now : (instantToCome(time, planning.now, reader.zone) ?? planning.now);
    const from = { watched, number: found.number };
    const owner = watched.rulebook.scope === 'portfolio' ? null : found.number.id;
    const usual = await context.usual(found.watched, owner);
    const answer = broadcastLater(from, { recipients, at }, usual, reader.now);
    const number = query === '' && !isOnly ? null : found.number;
    return answered(whatIfCard({ state: watched.state, number, recipients, at, answer }, reader));
  },
  async complete(option, typed, context) {
    return option === 'number' ? numberChoices(typed, context) : [];
  },
});

/** No number was named. Where all share one limit, it is the same whoever sends. */
function anySender(all: readonly WatchedNumber[]): Match {
  const [first, ...others] = all;
  const isShared =
    first?.watched.rulebook.scope === 'portfolio' && others.every(({ watched }) => watched === first.watched);
  return isShared ? { kind: 'one', found: first } : onlyNumber(all);
}
