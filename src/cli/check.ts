import { graphOf, type Bot } from '../compose.js';
import type { Configuration } from '../../config/configuration.js';
import type { Survey } from '../../config/load.js';
import { placeOf, printMistake, type Mistake } from '../../config/mistake.js';
import { versionEndOf } from '../adapters/graph/version-life.js';
import { causeSentence } from '../app/cause-sentence.js';
import type { Look } from '../app/poll.js';
import { oneLimitSentence, plansOfOneLimit } from '../app/shared-limit.js';
import { systemClock } from '../adapters/system/clock.js';
import { clockCause, metaTime } from '../domain/meta-time.js';
import type { TokenSnapshot } from '../domain/snapshot.js';
import { allPlatforms } from '../platforms.js';
import type { PortfolioPlan, Trial } from '../ports.js';
import { printTrials } from './print-trials.js';
import { quietLog, withBot, type Terminal } from './terminal.js';
import { webhookTrialsOf } from './webhooks.js';

/**
 * Tries every credential, permission and channel that is set, and names what is missing. Resolves to 0 when all is
 * well, to 1 with what to fix, to 2 when the configuration is wrong. Posts and changes nothing.
 */
export async function check(
  { configuration, mistakes }: Survey,
  flags: { readonly json: boolean },
  terminal: Terminal,
): Promise<number> {
  if (configuration === null || mistakes.some(({ missing }) => missing !== true)) {
    for (const mistake of mistakes) terminal.error(printMistake(mistake));
    return 2;
  }
  const trials = [...mistakes.map(missingTrial), ...(await trialsOf(configuration))];
  return printTrials(trials, flags, terminal);
}

function missingTrial(mistake: Mistake): Trial {
  return { what: placeOf(mistake), ok: false, say: mistake.sentence };
}

function trialsOf(configuration: Configuration): Promise<readonly Trial[]> {
  // What cannot be read for want of a token is among what is missing already.
  const portfolios = configuration.portfolios.filter(({ id }) => id in configuration.secrets.tokens);
  return withBot({ ...configuration, portfolios }, 'read', async (bot) => {
    const looks = await bot.poller.peekAll();
    return [
      ...(await usualTokenTrials(configuration)),
      ...looks.flatMap(looked),
      ...(await webhookTrialsOf(configuration, looks)),
      ...clockTrials(looks),
      ...versionTrials(configuration, looks),
      ...sharingTrials(configuration, looks),
      ...(await chatTrials(bot, configuration)),
    ];
  });
}

/** While no portfolio is named, the token is tried by itself. */
async function usualTokenTrials(configuration: Configuration): Promise<readonly Trial[]> {
  const { usualToken } = configuration.secrets;
  if (usualToken === null || configuration.portfolios.length > 0) return [];
  const graph = graphOf(configuration, systemClock, quietLog(configuration));
  try {
    return [tokenTrial(await graph.describe(usualToken.value.reveal(), usualToken.label))];
  } finally {
    graph.close();
  }
}

function tokenTrial({ label, valid, scopes, expiresAt }: TokenSnapshot): Trial {
  const what = `Meta, token ${label}`;
  if (!valid)
    return { what, ok: false, say: 'It is not valid any more; make a new one for the system user.' };
  const isDescribed = scopes.length > 0 || expiresAt.known;
  if (!isDescribed) return { what, ok: true, say: 'Meta does not refuse it, and says nothing else of it.' };
  return { what, ok: true, say: `It is valid, with ${scopes.join(', ') || 'no permission named'}.` };
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
    ...tokens.map(tokenTrial),
    ...gaps.map((gap): Trial => ({
      what: [what, gap.waba, gap.part].filter((part) => part !== null).join(', '),
      ok: false,
      say: causeSentence(gap.cause, observation.at),
    })),
  ];
}

/** Whether our clock is Meta's; nothing while nobody saw anything. */
function clockTrials(looks: readonly Look[]): readonly Trial[] {
  const [first] = looks.flatMap(({ observation }) => (observation.kind === 'seen' ? [observation] : []));
  if (first === undefined) return [];
  const cause = clockCause(first.snapshot);
  const say = cause === null ? "It agrees with Meta's." : causeSentence(cause, first.at);
  return [{ what: 'Clock', ok: cause === null, say }];
}

/** A version that ends soon still works; one that has ended does not. */
function versionTrials({ graph }: Configuration, [first]: readonly Look[]): readonly Trial[] {
  const seen = first?.observation.kind === 'seen' ? first.observation.snapshot : undefined;
  const end = first === undefined ? null : versionEndOf(graph.version, metaTime(first.observation.at, seen));
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

async function chatTrials(bot: Bot, configuration: Configuration): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  for (const description of allPlatforms) {
    const { name, title, askedForBy } = description;
    const { state, values } = configuration.chats[name];
    const platform = bot.platforms.find((one) => one.name === name);
    if (platform) {
      const routes = configuration.routes.filter((route) => route.platform === name);
      trials.push(...(await platform.inspect([...new Set(routes.map(({ channel }) => channel))])));
    } else {
      trials.push(...(await description.beforeOpening(values)));
      if (state === 'unused' && askedForBy.length > 0) {
        const say = 'It is not used: no route leads there, and no token for it is set.';
        trials.push({ what: title, ok: true, say });
      }
    }
  }
  return trials;
}
