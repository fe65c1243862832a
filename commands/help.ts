import { helpCard } from '../src/cards/help.js';
import { answered, defineCommand } from '../src/app/command.js';

/** What can be asked. */
export const help = defineCommand({
  name: 'help',
  example: '',
  options: [],
  visibility: 'asker',
  changesState: false,
  async run(_call, context) {
    const { commands } = context.reader.words;
    const lines = context.commandNames.map((name) => ({
      example: context.typed(name),
      summary: commands[name].summary,
    }));
    return answered(helpCard(lines, context.typed('quota'), context.reader));
  },
});
