import pTimeout from 'p-timeout';
import { commands } from '../commands/index.js';
import type { Configuration } from '../config/configuration.js';
import type { Loaded } from '../config/load.js';
import { saysTheSame } from '../config/same.js';
import type { OpenGraphSource } from './adapters/graph/graph-source.js';
import { httpServer, type HttpServer } from './adapters/http/server.js';
import { accountsApart } from './app/accounts-apart.js';
import { commandCards } from './app/dispatch.js';
import { reasonOf } from './app/reason.js';
import { chatLines, type PreparedLines } from './chat-lines.js';
import { graphOf, graphSettings, type SharedCalls } from './compose-graph.js';
import { botOf, type Bot } from './compose.js';
import { startDaemon, type Daemon, type DaemonOptions } from './daemon.js';
import { SECOND } from './domain/time.js';
import { underWay } from './kit/under-way.js';
import type { Clock, Log, HttpPage, PortfolioPlan, Responder } from './ports.js';
import type { LimitSharers } from './sharing-port.js';
import type { Instant } from './domain/time.js';
import { inTurn, logReloaded, readAgain, type Reloaded } from './reload.js';
import { openStores } from './stores.js';
import { startWorker } from './worker.js';

/** What a running bot needs from the world. */
export interface LifeParts extends Pick<DaemonOptions, 'elapsed' | 'schedule'> {
  readonly clock: Clock;
  readonly log: Log;
  /** Reads the settings again. */
  readonly read: () => Loaded;
  /** Hears by what the bot goes from now on, before it does. */
  readonly onSettings: (configuration: Configuration) => void;
  /** Gives a sign of life where the settings say; null: nowhere. */
  readonly heartbeat: (configuration: Configuration) => DaemonOptions['heartbeat'];
  readonly metrics: () => Promise<HttpPage>;
  /** The newest time planned for looks by several processes; absent: as the settings say. */
  readonly plannedBy?: (now: Instant) => Instant | null;
}

/** A bot that lives, and goes by other settings when it is told to. */
export interface Life {
  /** The address of its HTTP server. */
  readonly url: string;
  /** By what it goes at this moment. */
  readonly configuration: () => Configuration;
  readonly bot: () => Bot;
  /** Reads the settings again and goes by them; by those before when they are wrong. Never throws. */
  reload(): Promise<Reloaded>;
  stop(): Promise<void>;
}

/** A bot, and by what it goes. */
interface Body {
  readonly configuration: Configuration;
  readonly graph: OpenGraphSource;
  readonly bot: Bot;
}

/** How long a stop waits for what is under way. */
const lastWork = 7 * SECOND;

/**
 * Opens all that the bot needs and lets it live. The HTTP server opens before anything is sent. What is open outlives
 * the settings: the stores, the server, and whatever new settings would open just the same. Throws when it cannot
 * begin.
 */
export async function startLife(first: Configuration, parts: LifeParts): Promise<Life> {
  const { log, elapsed, schedule, plannedBy } = parts;
  const { storeUrl: url, historyKept: keeping } = first;
  const stores = await openStores({ url, access: 'write', keeping, log });
  // Processes that share a store go by one clock.
  const clock = stores.clock ?? parts.clock;
  const retiring = underWay();
  const halt = new AbortController();
  const halted = new Promise<void>((resolve) => {
    halt.signal.addEventListener('abort', () => resolve());
  });
  const alive = new Set<Body>();
  let body: Body;
  let daemon: Daemon | null = null;

  /** The bot of that moment answers whoever asks. The line may be older. */
  const answers: Responder = {
    answer: (question) => body.bot.responder.answer(question),
    shared: (reply, arrived) => body.bot.responder.shared(reply, arrived),
    complete: (...typed) => body.bot.responder.complete(...typed),
    form: (question) => body.bot.responder.form(question),
  };
  const { sharing } = stores;
  const lines = chatLines({
    clock,
    log,
    sharing,
    isAnswering: first.roles.has('chat'),
    start: (chat) => chat.start(commandCards(commands), answers),
  });

  function callsSharedBy({ portfolios: plans, rulebooks }: Configuration): SharedCalls {
    if (sharing === null) return {};
    const { store } = stores;
    const shares = ({ rulebook }: PortfolioPlan): boolean => rulebooks.get(rulebook)?.scope === 'portfolio';
    const sharers = (): Promise<LimitSharers> => sharing.limitSharers();
    return {
      allowance: sharing.allowance,
      apart: accountsApart({ plans, shares, store, sharers, clock, log }),
    };
  }

  function bodyFor(configuration: Configuration, { platforms: chats }: PreparedLines, before?: Body): Body {
    const asked = graphSettings(configuration);
    const isSame = before !== undefined && saysTheSame(graphSettings(before.configuration), asked);
    const graph = isSame ? before.graph : graphOf(asked, clock, log, callsSharedBy(configuration));
    return {
      configuration,
      graph,
      bot: botOf(configuration, { clock, log, chats, stores, graph, plannedBy }),
    };
  }

  function begin(more: Pick<DaemonOptions, 'known' | 'first'> = {}): Daemon {
    const { bot, configuration } = body;
    const heartbeat = parts.heartbeat(configuration);
    const pollEvery = configuration.poll.every;
    const { rounds } = bot;
    const own = { bot, clock, elapsed, log, heartbeat, ...more };
    return sharing && rounds
      ? startWorker({ ...own, rounds, sharing })
      : startDaemon({ ...own, schedule, pollEvery });
  }

  /** Lets one bot take the place of another; false: the bot is to stop, and stays what it was. */
  async function changeOver(configuration: Configuration, from: Daemon): Promise<boolean> {
    const prepared = await lines.prepare(configuration);
    const before = body;
    const next = bodyFor(configuration, prepared, before);
    parts.onSettings(configuration);
    const ended = from.stop();
    // What is on its way must arrive or fail first: the next bot would take it for lost, and send it again.
    await Promise.race([before.bot.deliverer.settle(), halted]);
    if (halt.signal.aborted) return false;
    body = next;
    alive.add(next);
    daemon = begin({ known: from.known, first: ended });
    await prepared.use();
    void retiring.track(retired(before, ended));
    return true;
  }

  /** Lets go of a bot once the looks that it began have ended. */
  async function retired(old: Body, ended: Promise<void>): Promise<void> {
    await ended;
    await old.bot.poller.settled();
    alive.delete(old);
    if ([...alive].every(({ graph }) => graph !== old.graph)) old.graph.close();
  }

  async function reload(): Promise<Reloaded> {
    if (halt.signal.aborted || daemon === null) return { kind: 'stopping' };
    try {
      const { outcome, next } = readAgain(body.configuration, parts.read());
      if (next !== null && !(await changeOver(next, daemon))) return { kind: 'stopping' };
      logReloaded(log, outcome);
      return outcome;
    } catch (error) {
      const outcome: Reloaded = { kind: 'refused', why: [reasonOf(error)] };
      logReloaded(log, outcome);
      return outcome;
    }
  }

  async function release(): Promise<void> {
    const work = Promise.all([daemon?.stop(), retiring.settled(lastWork)]);
    await pTimeout(work, { milliseconds: lastWork, fallback: () => undefined });
    await lines.stop();
    body.graph.close();
    await stores.close();
  }

  async function open(): Promise<HttpServer> {
    const prepared = await lines.prepare(first);
    body = bodyFor(first, prepared);
    alive.add(body);
    const server = await httpServer({
      ...first.http,
      log,
      unready: () => daemon?.unready() ?? ['starting'],
      metrics: parts.metrics,
      mounts: () => body.bot.mounts,
      inquiries: () => body.bot.inquiries,
    });
    await prepared.use();
    daemon = begin();
    return server;
  }

  try {
    const server = await open();
    const reloadInTurn = inTurn(reload);
    return {
      url: server.url,
      configuration: () => body.configuration,
      bot: () => body.bot,
      reload: reloadInTurn,
      async stop() {
        halt.abort();
        await Promise.allSettled([server.close(), release()]);
      },
    };
  } catch (error) {
    await stores.close();
    throw error;
  }
}
