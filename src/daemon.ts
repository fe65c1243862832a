import { causeSentence } from './app/cause-sentence.js';
import type { TakenLook } from './app/poll.js';
import { reasonOf } from './app/reason.js';
import { clockWatch } from './clock-watch.js';
import type { Bot } from './compose.js';
import { clockCause } from './domain/meta-time.js';
import { MINUTE, SECOND } from './domain/time.js';
import {
  attendanceEvery,
  deliveryEvery,
  digestEvery,
  routesEvery,
  sightGrace,
  subscriptionsEvery,
} from './how-often.js';
import { underWay } from './kit/under-way.js';
import type { Clock, Log } from './ports.js';

/** What the daemon needs beside the bot. */
export interface DaemonOptions {
  readonly bot: Bot;
  readonly clock: Clock;
  /** Counts milliseconds, whatever becomes of the clock. */
  readonly elapsed: () => number;
  readonly log: Log;
  /** Runs a job on a cron line in UTC, never twice at once; returns how to stop it. */
  readonly schedule: (cron: string, job: () => Promise<void>) => () => void;
  readonly pollEvery: string;
  /** Pings the outside world after a round of looks that saw something; null: nobody asked for it. */
  readonly heartbeat: (() => Promise<void>) | null;
  /** What an earlier daemon knew, when this one takes its place; absent: nothing is known yet. */
  readonly known?: Known;
  /** What is waited for before the first look; absent: nothing. */
  readonly first?: Promise<unknown>;
}

/** The running daemon. */
export interface Daemon {
  /** What is not ready, in words; none when all is. */
  unready(): readonly string[];
  /** For the daemon that takes this one's place. */
  readonly known: Known;
  /** Begins nothing more; resolves when all that was begun has ended. */
  stop(): Promise<void>;
}

/** What looks and watches found out about how the bot does. */
interface Known {
  lastSight: { readonly wall: number; readonly counted: number } | null;
  storeTrouble: string | null;
  /** Routes whose trouble nobody heard of. */
  unheard: readonly string[];
  /** How our clock differs from Meta's, as the newest look that saw anything found it. */
  clockTrouble: string | null;
}

const clockEvery = 10 * SECOND;
/** A clock moved by less is set right, as clocks are all the time. */
const clockMoved = MINUTE;

/** Nothing is known yet. */
export function noKnowledge(): Known {
  return { lastSight: null, storeTrouble: null, unheard: [], clockTrouble: null };
}

/** Looks at once and then on schedule. Sends what waits every second, and plans digests. */
export function startDaemon(options: DaemonOptions): Daemon {
  const { bot, clock, log, elapsed } = options;
  const timers = new Set<NodeJS.Timeout>();
  const running = underWay();
  const halt = new AbortController();
  const isStopping = (): boolean => halt.signal.aborted;
  const known: Known = options.known ?? noKnowledge();

  const every = (ms: number, name: string, job: () => Promise<unknown>): void => {
    let busy = false;
    timers.add(
      setInterval(() => {
        if (busy || isStopping()) return;
        busy = true;
        void running.track(
          job()
            .catch((error: unknown) => log.error(`${name}.failed`, { reason: reasonOf(error) }))
            .finally(() => {
              busy = false;
            }),
        );
      }, ms),
    );
  };

  /** Nobody waits for it: a slow channel must hold up neither the next look nor the other channels. */
  function deliver(): void {
    if (isStopping()) return;
    void running.track(
      bot.deliverer
        .deliverDue()
        .catch((error: unknown) => log.error('delivery.failed', { reason: reasonOf(error) })),
    );
  }

  /** Tells others of routes in trouble, and knows whose trouble nobody heard of. */
  async function watchRoutes(): Promise<void> {
    known.unheard = await bot.routeWatch.check();
    deliver();
  }

  async function round(): Promise<void> {
    if (isStopping()) return;
    try {
      const looks = await bot.poller.pollAll(deliver);
      await bot.attendance?.prove();
      known.storeTrouble = null;
      const saw = looks.some((look) => look.observation.kind === 'seen');
      if (saw) known.clockTrouble = clockTroubleIn(looks);
      if (saw) known.lastSight = { wall: clock.now(), counted: elapsed() };
      // The daemon that took this one's place watches other routes.
      if (isStopping()) return;
      await watchRoutes();
      if (saw) await beat(options, known);
    } catch (error) {
      known.storeTrouble = reasonOf(error);
      log.error('round.failed', { reason: known.storeTrouble });
    }
  }

  void running.track(options.first === undefined ? round() : options.first.then(round, round));
  let stopSchedule = options.schedule(options.pollEvery, round);
  const movedBy = clockWatch(clock, elapsed);

  /** A schedule waits for a time of day. It would wait longer, by as much as the clock went back. */
  function followClock(): Promise<void> {
    const ms = movedBy();
    if (Math.abs(ms) >= clockMoved) {
      log.warn('clock.moved', { ms });
      stopSchedule();
      stopSchedule = options.schedule(options.pollEvery, round);
    }
    return Promise.resolve();
  }

  timers.add(setInterval(deliver, deliveryEvery));
  every(digestEvery, 'digest', () => bot.digests.queueDue());
  const { attendance } = bot;
  if (attendance) {
    every(attendanceEvery, 'attendance', () => attendance.prove());
    every(subscriptionsEvery, 'subscriptions', () => attendance.ask());
  }
  every(clockEvery, 'clock', followClock);
  every(routesEvery, 'routes', watchRoutes);

  return {
    unready() {
      const missing = bot.platforms
        .filter((one) => !one.ready())
        .map((one) => `${one.name} is not connected`);
      const { lastSight, unheard, clockTrouble, storeTrouble } = known;
      missing.push(
        ...sightTrouble(lastSight, ({ wall, counted }) => Math.max(clock.now() - wall, elapsed() - counted)),
      );
      missing.push(...unheard.map(unheardSentence));
      if (clockTrouble !== null) missing.push(clockTrouble);
      const store = storeTrouble ?? bot.storeTrouble();
      if (store !== null) missing.push(store);
      return missing;
    },
    known,
    async stop() {
      halt.abort();
      stopSchedule();
      for (const timer of timers) clearTimeout(timer);
      void running.track(bot.deliverer.settle());
      await running.settled(Number.POSITIVE_INFINITY);
    },
  };
}

/** One sentence when no look saw anything for too long; else none. `ageOf` is in milliseconds. */
export function sightTrouble(
  lastSight: Known['lastSight'],
  ageOf: (sight: NonNullable<Known['lastSight']>) => number,
): readonly string[] {
  if (lastSight === null) return ['no look has seen anything yet'];
  return ageOf(lastSight) > sightGrace ? ['no look has seen anything for an hour'] : [];
}

/** Pings the outside world, unless there is a route of whose trouble nobody heard. */
export async function beat(
  { heartbeat, log }: Pick<DaemonOptions, 'heartbeat' | 'log'>,
  { unheard }: Pick<Known, 'unheard'>,
): Promise<void> {
  if (!heartbeat) return;
  if (unheard.length === 0) await heartbeat();
  else log.warn('heartbeat.withheld', { reason: unheard.map(unheardSentence).join('; ') });
}

/** Says that nobody heard of a route's trouble. */
export function unheardSentence(route: string): string {
  return `messages for ${route} do not arrive, and no other route could be told`;
}

/** What a look says of our clock when it is not Meta's; null when none says so. */
export function clockTroubleIn(looks: readonly TakenLook[]): string | null {
  for (const { observation } of looks) {
    const cause = observation.kind === 'seen' ? clockCause(observation.snapshot) : null;
    if (cause !== null) return causeSentence(cause, observation.at);
  }
  return null;
}
