import { commands } from '../../../commands/index.js';
import { commandCards } from '../../app/dispatch.js';
import { allPlatforms } from '../../platforms.js';
import type { Trial } from '../../ports.js';
import { well, type TrialOf } from './trial-context.js';

/** The credentials, permissions and channels of each chat. Posts nothing. */
export const chatTrials: TrialOf = async ({ configuration, chats, botRuns }) => {
  const trials: Trial[] = [];
  for (const description of allPlatforms) {
    const { name, title, askedForBy } = description;
    const { state, values } = configuration.chats[name];
    const platform = chats.find((one) => one.name === name);
    if (platform) {
      const routes = configuration.routes.filter((route) => route.platform === name);
      trials.push(
        ...(await platform.inspect([...new Set(routes.map(({ channel }) => channel))], {
          commands: commandCards(commands),
          mentions: routes.flatMap(({ channel, mention }) =>
            [...new Set(Object.values(mention))].map((group) => ({ channel, group })),
          ),
          botRuns,
        })),
      );
      continue;
    }
    trials.push(...(await description.beforeOpening(values)));
    if (state === 'unused' && askedForBy.length > 0) {
      trials.push(well(title, 'It is not used: no route leads there, and no token for it is set.'));
    }
  }
  return trials;
};
