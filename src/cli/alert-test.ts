import type { Bot } from '../compose.js';
import type { Route } from '../domain/route.js';
import { deskId } from '../domain/state.js';
import { wordsOf } from '../words/index.js';
import { deliveryText } from '../words/trouble-text.js';
import { withBot, type Deed, type Terminal } from './terminal.js';

/** Sends a test alert on one route (null: all) and says for each whether it arrived. */
export function alertTest(wanted: string | null): Deed {
  return async (configuration, terminal) => {
    const routes = configuration.routes.filter((route) => wanted === null || route.id === wanted);
    if (routes.length === 0) {
      const known = configuration.routes.map((route) => route.id).join(', ');
      terminal.error(
        wanted === null
          ? 'There are no routes in the settings file; add one under routes.'
          : `There is no route ${wanted}; the settings file has ${known === '' ? 'none' : known}.`,
      );
      return 2;
    }
    return withBot(configuration, 'write', async (bot) => {
      await bot.desk.queueTests(wanted);
      await bot.deliverer.deliverDue();
      return reportDeliveries(bot, routes, terminal);
    });
  };
}

/** Says for each route whether its messages of the desk arrived. Resolves to 1 when one is still waiting. */
export async function reportDeliveries(
  bot: Bot,
  routes: readonly Route[],
  terminal: Terminal,
): Promise<number> {
  const waiting = (await bot.states()).find((state) => state.portfolio === deskId)?.outbox ?? [];
  let code = 0;
  for (const route of routes) {
    const left = waiting.find((notification) => notification.route === route.id);
    const what = left?.body.kind === 'picture' ? 'delivered without its picture' : 'not delivered';
    terminal.out(
      left
        ? `${route.id}: ${what}. ${deliveryText(left.lastTrouble, wordsOf.en)}`.trim()
        : `${route.id}: delivered`,
    );
    if (left) code = 1;
  }
  return code;
}
