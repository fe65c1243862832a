import type { Configuration } from '../../config/configuration.js';
import { systemClock } from '../adapters/system/clock.js';
import { causeSentence } from '../app/cause-sentence.js';
import type { TakenLook } from '../app/poll.js';
import { graphOf } from '../compose-graph.js';
import type { Bot } from '../compose.js';
import type { Trial } from '../ports.js';
import { heardRows, heardTrials, type HeardParts } from './heard-trials.js';
import { quietLog, withBot, type Deed } from './terminal.js';
import { printTrials } from './print-trials.js';
import { toFix } from './trials/trial-context.js';
import { accountsIn, webhookTrials } from './webhook-trials.js';

/** Says how webhooks are set up at Meta, and which came. Resolves to 0 when all is well, to 1 with what to fix. */
export function webhooksStatus(flags: { readonly json: boolean }): Deed {
  return (configuration, terminal) =>
    withBot(configuration, 'read', async (bot) => {
      const looks = await bot.poller.peekAll();
      const trials = await webhookTrialsOf(configuration, looks);
      const { metaAppSecret, metaVerifyToken } = configuration.secrets;
      const used = metaAppSecret !== null && metaVerifyToken !== null;
      const known = used ? await Promise.all(looks.map((look) => heardIn(bot, look))) : [];
      const all = [...trials, ...known.flatMap(heardTrials)];
      return printTrials(all, flags, terminal, { heard: known.flatMap(heardRows) });
    });
}

/** What is known of the webhooks of a portfolio. */
async function heardIn(bot: Bot, look: TakenLook): Promise<HeardParts> {
  const { plan } = look;
  const [{ heard }, figure] = await Promise.all([bot.ownState(), bot.counted(plan.id)]);
  return { plan, wabas: accountsIn(look), heard, figure, now: systemClock.now() };
}

/** Subscribes the app to every account. Resolves to 0 when it is, to 1 where Meta refused. */
export function webhooksSubscribe(flags: { readonly json: boolean }): Deed {
  return async (configuration, terminal) =>
    printTrials(await withLooks(configuration, (looks) => subscribed(configuration, looks)), flags, terminal);
}

/** The trials of webhooks with the settings and looks of one configuration. */
export async function webhookTrialsOf(
  configuration: Configuration,
  looks: readonly TakenLook[],
): Promise<readonly Trial[]> {
  const graph = graphOf(configuration, systemClock, quietLog(configuration));
  const { metaAppSecret, metaVerifyToken } = configuration.secrets;
  try {
    return await webhookTrials({
      setup: graph.webhooks,
      hasSecret: metaAppSecret !== null,
      hasVerifyToken: metaVerifyToken !== null,
      looks,
      now: systemClock.now(),
    });
  } finally {
    graph.close();
  }
}

async function subscribed(
  configuration: Configuration,
  looks: readonly TakenLook[],
): Promise<readonly Trial[]> {
  const graph = graphOf(configuration, systemClock, quietLog(configuration));
  const trials: Trial[] = [];
  try {
    for (const { plan, observation } of looks) {
      const what = `Meta, ${plan.name}`;
      if (observation.kind === 'blind') {
        trials.push(toFix(what, causeSentence(observation.cause, observation.at)));
        continue;
      }
      for (const { id } of observation.snapshot.wabas) {
        const told = await graph.webhooks.subscribe(plan, id);
        const say = told.ok ? 'The app is subscribed.' : causeSentence(told.cause, systemClock.now());
        trials.push({ what: `${what}, ${id}`, ok: told.ok, say });
      }
    }
  } finally {
    graph.close();
  }
  return trials;
}

function withLooks<R>(
  configuration: Configuration,
  use: (looks: readonly TakenLook[]) => Promise<R>,
): Promise<R> {
  return withBot(configuration, 'read', async (bot) => use(await bot.poller.peekAll()));
}
