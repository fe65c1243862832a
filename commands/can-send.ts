import { canSendCard } from '../src/cards/can-send.js';
import { errorCard } from '../src/cards/trouble.js';
import { adviceFor, broadcastFrom } from '../src/app/broadcast.js';
import { answered, defineCommand } from '../src/app/command.js';
import { recipientsIn } from '../src/app/recipients-in.js';
import { askedNumber } from './asked-number.js';
import { numberChoices } from './quota.js';

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
    const asked = await askedNumber(
      {
        query: call.option('number'),
        line: (reference) => `can-send ${reference} ${String(recipients)}`,
        example: context.typed('can-send', example),
      },
      context,
    );
    if (asked.kind === 'answer') return asked.reply;
    const { found } = asked;
    const { number } = found;
    const watched = await context.counted(found.watched);
    const answer = broadcastFrom({ watched, number }, recipients, reader.now);
    const advice = adviceFor({ watched, number }, await context.stopsYesterday(found), reader.now);
    return answered(canSendCard({ state: watched.state, number, recipients, answer, advice }, reader));
  },
  async complete(option, typed, context) {
    return option === 'number' ? numberChoices(typed, context) : [];
  },
});
