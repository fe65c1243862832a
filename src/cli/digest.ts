import { terminal as here } from '../adapters/terminal/index.js';
import { systemClock } from '../adapters/system/clock.js';
import { plainText } from '../cards/plain.js';
import type { Bot } from '../compose.js';
import { digestFor } from '../domain/digest.js';
import type { Locale, Route } from '../domain/route.js';
import type { Instant } from '../domain/time.js';
import type { Notification } from '../domain/notification.js';
import { usualWords } from '../words/index.js';
import { deliveryText } from '../words/trouble-text.js';
import { operator } from './ask.js';
import type { BotCommand } from './bot-command.js';
import type { Terminal } from './terminal.js';

/** Prints the digest. Unless it is a dry run, sends it on routes that have one. */
export function tellDigest(flags: { readonly dryRun: boolean; readonly locale: Locale | null }): BotCommand {
  return async (bot, configuration, terminal) => {
    const reader: Route = {
      id: here.name,
      platform: here.name,
      channel: here.name,
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
    const facts = digestFor(now, reader.timezone);
    terminal.out(plainText((await bot.speaker.digest(reader, facts, now)).card));
    if (flags.dryRun) return 0;
    const routes = configuration.routes.filter((route) => route.digest !== null);
    for (const route of routes) await bot.digests.queueNow(route.id, operator(null));
    return reportDeliveries(bot, routes, now, terminal);
  };
}

/** Sends what was queued since an instant, and says for each route whether it arrived. */
async function reportDeliveries(
  bot: Bot,
  routes: readonly Route[],
  since: Instant,
  terminal: Pick<Terminal, 'out'>,
): Promise<number> {
  const waiting = async (): Promise<readonly Notification[]> => {
    const { notifications } = (await bot.ownState()).outbox;
    return notifications.filter((one) => one.createdAt >= since);
  };
  // A delivery of the running bot may have been under way, and past these messages, when they were queued.
  for (let times = 0; times < 3 && (await waiting()).some((one) => one.attempts === 0); times += 1)
    await bot.deliverer.deliverDue();
  const left = await waiting();
  let code = 0;
  for (const route of routes) {
    const late = left.find((one) => one.route === route.id);
    if (late) code = 1;
    terminal.out(`${route.id}: ${late ? lateness(late) : 'delivered'}`);
  }
  return code;
}

function lateness({ body, lastTrouble }: Notification): string {
  const what = body.kind === 'picture' ? 'delivered without its picture' : 'not delivered yet';
  const why = deliveryText(lastTrouble, usualWords);
  return `${what}. ${why === '' ? 'It waits behind earlier messages.' : why}`;
}
