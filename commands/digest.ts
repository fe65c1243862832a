import { digestCard, type DigestPortfolio } from '../src/cards/digest.js';
import { tierLine } from '../src/cards/tier.js';
import { digestFor } from '../src/domain/digest.js';
import { answered, defineCommand } from '../src/app/command.js';
import { mostTellingPortfolio } from '../src/app/picture.js';

/** The digest of all that the asker may see, as it stands now. */
export const digest = defineCommand({
  name: 'digest',
  example: '',
  options: [],
  visibility: 'asker',
  changesState: false,
  async run(_call, context) {
    const { reader } = context;
    const facts = digestFor(reader.now, reader.zone);
    const portfolios: DigestPortfolio[] = [];
    const all = await context.portfolios();
    for (const watched of all) {
      const { state } = watched;
      portfolios.push({
        state,
        peak: await context.peak(watched),
        forecast: tierLine(state, await context.forecasts(watched), reader),
        ahead: await context.ahead(watched),
        limitChanges: await context.limitChanges(watched, facts.since),
      });
    }
    const drawn = mostTellingPortfolio(all.map(({ state }) => state));
    const watched = all.find(({ state }) => state === drawn);
    const picture = watched ? await context.picture(watched, null, 7) : null;
    return answered(digestCard({ ...facts, portfolios, picture }, reader));
  },
});
