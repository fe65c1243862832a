import { digestCard, type DigestPortfolio } from '../src/cards/digest.js';
import { tierLine } from '../src/cards/tier.js';
import { digestFor } from '../src/domain/digest.js';
import { answered, defineCommand } from '../src/app/command.js';

/** The digest of all that the asker may see, as it stands now. */
export const digest = defineCommand({
  name: 'digest',
  aliases: ['ringkasan'],
  example: '',
  options: [],
  visibility: 'asker',
  changesState: false,
  async run(_call, context) {
    const { reader } = context;
    const portfolios: DigestPortfolio[] = [];
    for (const watched of await context.portfolios()) {
      const { state } = watched;
      portfolios.push({
        state,
        peak: await context.peak(watched),
        forecast: tierLine(state, await context.forecasts(watched), reader),
      });
    }
    const facts = digestFor(reader.now, reader.zone);
    return answered(digestCard({ ...facts, portfolios, picture: null }, reader));
  },
});
