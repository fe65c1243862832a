import type { RouteTest } from '../app/route-test.js';
import { usualWords } from '../words/index.js';
import { deliveryText } from '../words/trouble-text.js';
import { operator } from './ask.js';
import type { BotCommand } from './bot-command.js';

/** Sends a test alert on one route (null: all) and says for each whether it arrived. */
export function alertTest(wanted: string | null): BotCommand {
  return async (bot, { routes: all }, terminal) => {
    const routes = all.filter((route) => wanted === null || route.id === wanted);
    if (routes.length === 0) {
      const known = all.map((route) => route.id).join(', ');
      terminal.error(
        wanted === null
          ? 'There are no routes in the settings file; add one under routes.'
          : `There is no route ${wanted}; the settings file has ${known === '' ? 'none' : known}.`,
      );
      return 2;
    }
    const tests = await Promise.all(
      routes.map(async (route) => [route.id, await bot.testRoute(route, operator(null))] as const),
    );
    for (const [id, test] of tests) terminal.out(`${id}: ${outcome(test)}`);
    return tests.every(([, { kind }]) => kind === 'arrived') ? 0 : 1;
  };
}

function outcome(test: RouteTest): string {
  switch (test.kind) {
    case 'arrived':
      return `delivered, as message ${test.receipt.message}`;
    case 'refused':
      return `not delivered. ${deliveryText(test.trouble, usualWords)}`;
    case 'unclear':
      return `it may or may not have arrived. ${deliveryText(test.trouble, usualWords)}`;
    case 'not-open':
      return 'not delivered. The bot has no such chat open; start it again with its present settings.';
  }
}
