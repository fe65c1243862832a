import { checkedCard } from '../src/cards/checked.js';
import { entriesOf } from '../src/cards/number-entries.js';
import { answered, defineCommand } from '../src/app/command.js';

/** How the phone numbers in somebody's message are doing. */
export const check = defineCommand({
  name: 'check',
  aliases: ['periksa'],
  example: '',
  options: [{ name: 'text', required: false, choices: false }],
  visibility: 'asker',
  changesState: false,
  longest: 20_000,
  onMessage: ({ checked }) => checked.name,
  async run(call, context) {
    const { reader } = context;
    const states = (await context.portfolios()).map(({ state }) => state);
    const found = new Set(context.phoneBook.find(call.option('text')));
    const ours = states.flatMap((state) =>
      entriesOf(state, reader, ({ phone }) => phone !== null && found.has(phone)),
    );
    const numbers = [...found].map((phone) => ({
      phone,
      entry: ours.find(({ number }) => number.phone === phone) ?? null,
    }));
    return answered(checkedCard(numbers, reader));
  },
});
