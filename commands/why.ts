import { whyCard } from '../src/cards/why.js';
import { answered, defineCommand } from '../src/app/command.js';
import { askedNumber } from './asked-number.js';
import { numberChoices } from './quota.js';

/** What came before a number changed its colour, its status or its limit. */
export const why = defineCommand({
  name: 'why',
  example: '+62 812-3456-7890',
  options: [{ name: 'number', required: true, choices: true }],
  visibility: 'asker',
  changesState: false,
  async run(call, context) {
    const { reader } = context;
    const asked = await askedNumber(
      {
        query: call.option('number'),
        line: (reference) => `why ${reference}`,
        example: context.typed('why', '7890'),
      },
      context,
    );
    if (asked.kind === 'answer') return asked.reply;
    const { watched, number } = asked.found;
    const found = await context.why(watched, number);
    const { worse, better } = found.lately;
    const picture = await context.signalPicture(watched, number, (worse ?? better)?.at ?? null);
    return answered(whyCard({ state: watched.state, number, why: found, picture }, reader));
  },
  async complete(_option, typed, context) {
    return numberChoices(typed, context);
  },
});
