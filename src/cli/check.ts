import type { Bot } from '../compose.js';
import type { Configuration } from '../../config/configuration.js';
import { versionEndOf } from '../adapters/graph/version-life.js';
import { causeSentence } from '../app/cause-sentence.js';
import type { Look } from '../app/poll.js';
import { oneLimitSentence, plansOfOneLimit } from '../app/shared-limit.js';
import type { PortfolioPlan, Trial } from '../ports.js';
import { wordsOf } from '../words/index.js';
import { deliveryText } from '../words/trouble-text.js';
import { withBot, type Deed } from './terminal.js';

/** Tries every credential, permission and channel. Resolves to 0 when all is well, else 1. Posts and changes nothing. */
export function check(flags: { readonly json?: true }): Deed {
  return (configuration, terminal) =>
    withBot(configuration, 'read', async (bot) => {
      const looks = await bot.poller.peekAll();
      const trials = [
        ...looks.flatMap(looked),
        ...versionTrials(configuration, looks),
        ...sharingTrials(configuration, looks),
        ...(await inspected(bot, configuration)),
      ];
      const ok = trials.every((trial) => trial.ok);
      const told = trials.map((trial) => ({ ...trial, say: sentenceOf(trial) }));
      if (flags.json) terminal.out(JSON.stringify({ ok, trials: told }, null, 2));
      else
        for (const { what, ok: well, say } of told) terminal.out(`${well ? 'ok ' : 'FIX'}  ${what}: ${say}`);
      return ok ? 0 : 1;
    });
}

/** What a trial says, in the operator's language. */
function sentenceOf({ say }: Trial): string {
  return typeof say === 'string' ? say : deliveryText(say, wordsOf.en);
}

function looked({ plan, observation }: Look): readonly Trial[] {
  const what = `Meta, ${plan.name}`;
  if (observation.kind === 'blind')
    return [{ what, ok: false, say: causeSentence(observation.cause, observation.at) }];
  const { numbers, limit, tokens, gaps } = observation.snapshot;
  const seen = `${String(numbers.length)} ${numbers.length === 1 ? 'number' : 'numbers'} seen.`;
  return [
    {
      what,
      ok: numbers.length > 0,
      say: numbers.length > 0 ? seen : `${seen} Assign the account to the token.`,
    },
    limit.known
      ? { what: `${what}, limit`, ok: true, say: 'The messaging limit is readable.' }
      : { what: `${what}, limit`, ok: false, say: 'Meta did not return the messaging limit.' },
    ...tokens.map((token): Trial => ({
      what: `Meta, token ${token.label}`,
      ok: token.valid,
      say: token.valid
        ? `It is valid, with ${token.scopes.join(', ') || 'no permission named'}.`
        : 'It is not valid any more; make a new one for the system user.',
    })),
    ...gaps.map((gap): Trial => ({
      what: [what, gap.waba, gap.part].filter((part) => part !== null).join(', '),
      ok: false,
      say: causeSentence(gap.cause, observation.at),
    })),
  ];
}

/** A version that ends soon still works; one that has ended does not. */
function versionTrials({ graph }: Configuration, [first]: readonly Look[]): readonly Trial[] {
  const end = first === undefined ? null : versionEndOf(graph.version, first.observation.at);
  return end === null ? [] : [{ what: `Meta, Graph ${graph.version}`, ok: !end.ended, say: end.sentence }];
}

function sharingTrials({ rulebooks }: Configuration, looks: readonly Look[]): readonly Trial[] {
  const shares = ({ rulebook }: PortfolioPlan): boolean => rulebooks.get(rulebook)?.scope === 'portfolio';
  return plansOfOneLimit(looks, shares).map((plans): Trial => ({
    what: 'Meta, portfolios',
    ok: false,
    say: oneLimitSentence(plans),
  }));
}

async function inspected(bot: Bot, configuration: Configuration): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  for (const platform of bot.platforms) {
    const channels = configuration.routes
      .filter((route) => route.platform === platform.name)
      .map((route) => route.channel);
    trials.push(...(await platform.inspect([...new Set(channels)])));
  }
  return trials;
}
