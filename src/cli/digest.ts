import { terminal } from '../adapters/terminal/index.js';
import { plainText } from '../cards/plain.js';
import { digestFor } from '../domain/digest.js';
import type { Locale, Route } from '../domain/route.js';
import { systemClock } from '../adapters/system/clock.js';
import { reportDeliveries } from './alert-test.js';
import { withBot, type Deed } from './terminal.js';

const destinationHere = { id: terminal.name, platform: terminal.name, channel: terminal.name };

/** Prints the digest and, unless it is a dry run, sends it on the routes that have one. */
export function digest(flags: { readonly dryRun?: true; readonly locale?: Locale }): Deed {
  return async (configuration, screen) => {
    const here: Route = {
      ...destinationHere,
      locale: flags.locale ?? configuration.language,
      timezone: configuration.timezone,
      atLeast: 'info',
      portfolios: null,
      mention: {},
      digest: null,
      resolved: true,
      quiet: null,
    };
    const now = systemClock.now();
    const facts = digestFor(now, here.timezone);
    const routes = configuration.routes.filter((route) => route.digest !== null);
    if (flags.dryRun || routes.length === 0) {
      return withBot(configuration, 'read', async (bot) => {
        screen.out(plainText((await bot.speaker.digest(here, facts, now)).card));
        return 0;
      });
    }
    return withBot(configuration, 'write', async (bot) => {
      screen.out(plainText((await bot.speaker.digest(here, facts, now)).card));
      for (const route of routes) await bot.desk.queueDigests(route.id);
      await bot.deliverer.deliverDue();
      return reportDeliveries(bot, routes, screen);
    });
  };
}
