import type { Configuration } from '../../config/configuration.js';
import type { Survey } from '../../config/load.js';
import { placeOf, printMistake, type Mistake } from '../../config/mistake.js';
import { isListening } from '../adapters/control/client.js';
import { systemClock } from '../adapters/system/clock.js';
import { chatsOf } from '../compose-chats.js';
import { graphOf } from '../compose-graph.js';
import { controlSocket } from '../control-socket.js';
import type { Clock, Trial } from '../ports.js';
import { lookAt } from './look-at.js';
import { printTrials } from './print-trials.js';
import { quietLog, type Terminal } from './terminal.js';
import { realDisk, type Disk } from './trials/disk.js';
import { trials } from './trials/index.js';
import { toFix } from './trials/trial-context.js';

/** The machine that is tried; this one unless given. */
export interface Machine {
  readonly clock: Clock;
  readonly disk: Disk;
}

const thisMachine: Machine = { clock: systemClock, disk: realDisk };

/**
 * Tries every credential, permission and channel that is set, and names what is missing. Resolves to 0 when all is
 * well, and to 1 with what to fix. Resolves to 2 when the configuration is wrong. Posts and changes nothing; pings the
 * monitor once.
 */
export async function checkSetup(
  { configuration, mistakes }: Survey,
  flags: { readonly json: boolean },
  terminal: Terminal,
  machine: Machine = thisMachine,
): Promise<number> {
  if (configuration === null || mistakes.some(({ missing }) => missing !== true)) {
    for (const mistake of mistakes) terminal.error(printMistake(mistake));
    return 2;
  }
  const tried = [...mistakes.map(missingTrial), ...(await trialsOf(configuration, machine))];
  return printTrials(tried, flags, terminal);
}

function missingTrial(mistake: Mistake): Trial {
  return toFix(placeOf(mistake), mistake.sentence);
}

async function trialsOf(configuration: Configuration, { clock, disk }: Machine): Promise<readonly Trial[]> {
  const log = quietLog(configuration);
  const graph = graphOf(configuration, clock, log);
  const chats = await chatsOf(configuration, clock, log);
  // What is waited for may hang on timers that keep nothing alive; without this the process would end in the middle.
  const awake = setInterval(() => undefined, 60_000);
  try {
    // What cannot be read for want of a token is among what is missing already.
    const plans = configuration.portfolios.filter(({ id }) => id in configuration.secrets.tokens);
    const looks = await Promise.all(plans.map((plan) => lookAt(graph, plan, clock)));
    const socket = controlSocket(configuration.storeUrl);
    const botRuns = socket !== null && (await isListening(socket));
    const tried: Trial[] = [];
    for (const trial of trials) {
      tried.push(...(await trial({ configuration, graph, looks, chats, botRuns, disk, clock })));
    }
    return tried;
  } finally {
    await Promise.allSettled(chats.map((chat) => chat.stop()));
    graph.close();
    clearInterval(awake);
  }
}
