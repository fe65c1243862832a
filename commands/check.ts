import { checkedCard } from '../src/cards/checked.js';
import { entriesOf } from '../src/cards/number-entries.js';
import { answered, defineCommand } from '../src/app/command.js';
import { bearersNow, phoneKey } from '../src/domain/same-phone.js';

/** How the phone numbers in somebody's message are doing. */
export const check = defineCommand({
  name: 'check',
  example: '',
  options: [{ name: 'text', required: false, choices: false }],
  visibility: 'asker',
  changesState: false,
  longest: 20_000,
  onMessage: ({ checked }) => checked.name,
  async run(call, context) {
    const { reader } = context;
    const states = (await context.portfolios()).map(({ state }) => state);
    const found = [...new Set(context.phoneBook.find(call.option('text')))];
    const wanted = new Set(found.map(phoneKey));
    const ours = states.flatMap((state) =>
      entriesOf(state, reader, ({ phone }) => phone !== null && wanted.has(phoneKey(phone))),
    );
    const numbers = found.map((phone) => {
      const bearers = ours.filter(
        ({ number }) => number.phone !== null && phoneKey(number.phone) === phoneKey(phone),
      );
      const now = new Set(bearersNow(bearers.map(({ number }) => number)));
      return { phone, entry: bearers.find(({ number }) => now.has(number)) ?? null };
    });
    return answered(checkedCard(numbers, reader));
  },
});
