import { onlyOne } from './app/only-one.js';
import type { TakenLook } from './app/poll.js';
import { reasonOf } from './app/reason.js';
import type { Rounds } from './app/rounds.js';
import {
  beat,
  clockTroubleIn,
  noKnowledge,
  sightTrouble,
  unheardSentence,
  type Daemon,
  type DaemonOptions,
} from './daemon.js';
import { MINUTE, SECOND } from './domain/time.js';
import { attendanceEvery, deliveryEvery, digestEvery, routesEvery, subscriptionsEvery } from './how-often.js';
import { underWay } from './kit/under-way.js';
import { workerName } from './worker-name.js';
import type { Sharing } from './sharing-port.js';

/** What a worker needs beside the bot; planned times come from the bot's rounds. */
export interface WorkerOptions extends Omit<DaemonOptions, 'schedule' | 'pollEvery'> {
  readonly rounds: Rounds;
  readonly sharing: Sharing;
}

const lookEvery = SECOND;
const sightsEvery = 10 * SECOND;
/** What this process saw itself within this says enough of looks, in milliseconds. */
const ownSightLasts = 10 * MINUTE;
/** Who answers people knows within this what others wrote, in milliseconds. */
const readingEvery = 2 * SECOND;
const livingEvery = 5 * SECOND;
/** News of others that come within this are one, in milliseconds. */
const newsTogether = 100;

/** Does its roles beside other processes: takes looks as they fall due, sends what waits, and plans digests. */
export function startWorker(options: WorkerOptions): Daemon {
  const { bot, clock, log, elapsed, rounds, sharing } = options;
  const { roles } = bot;
  const timers = new Set<NodeJS.Timeout>();
  const running = underWay();
  const halt = new AbortController();
  const isStopping = (): boolean => halt.signal.aborted;
  const known = options.known ?? noKnowledge();
  const attending = onlyOne(sharing.leases, 'attendance');
  /** By this others know that it lives, and what it does. */
  const living = onlyOne(sharing.leases, workerName(sharing.holder, roles));
  let saw = false;

  const track = (name: string, job: () => Promise<unknown>): Promise<void> =>
    running.track(
      job().then(
        () => undefined,
        (error: unknown) => log.error(`${name}.failed`, { reason: reasonOf(error) }),
      ),
    );
  const every = (ms: number, name: string, job: () => Promise<unknown>): void => {
    let busy = false;
    const run = (): void => {
      if (busy || isStopping()) return;
      busy = true;
      void track(name, job).finally(() => (busy = false));
    };
    timers.add(setInterval(run, ms));
    void (options.first ?? Promise.resolve()).then(run, run);
  };

  /** Nobody waits for it: a slow channel must hold up neither the next look nor the other channels. */
  function deliver(): void {
    if (isStopping() || !roles.has('deliver')) return;
    void track('delivery', () => bot.deliverer.deliverDue());
  }

  function noteLook(look: TakenLook): void {
    if (look.observation.kind !== 'seen') return;
    saw = true;
    known.clockTrouble = clockTroubleIn([look]);
    known.lastSight = { wall: clock.now(), counted: elapsed() };
  }

  async function lookAtDue(): Promise<void> {
    try {
      await rounds.go({ taken: deliver, ended: noteLook });
      known.storeTrouble = null;
    } catch (error) {
      known.storeTrouble = reasonOf(error);
      throw error;
    }
    if (!saw || !rounds.isIdle()) return;
    saw = false;
    await beat(options, known);
  }

  /** Other processes look too, and what they saw is in the store. */
  async function readSights(): Promise<void> {
    if (known.lastSight !== null && elapsed() - known.lastSight.counted < ownSightLasts) return;
    const sights = (await bot.states()).flatMap(({ sight }) => sight?.at ?? []);
    if (sights.length === 0) return;
    const newest = Math.max(...sights);
    const age = clock.now() - newest;
    known.lastSight = { wall: newest, counted: elapsed() - age };
  }

  async function watchRoutes(): Promise<void> {
    known.unheard = await bot.routeWatch.check();
    deliver();
  }

  let news: NodeJS.Timeout | null = null;
  const forgetNews = sharing.onNews(() => {
    news ??= setTimeout(() => {
      news = null;
      deliver();
    }, newsTogether);
  });

  every(livingEvery, 'presence', () => living.run(() => Promise.resolve()));
  if (roles.has('look')) {
    every(sightsEvery, 'sights', readSights);
    every(lookEvery, 'round', lookAtDue);
  }
  // So that nobody waits while all that was written since the last question is read.
  if (roles.has('chat') || bot.inquiries !== null) every(readingEvery, 'reading', () => bot.states());
  if (roles.has('deliver')) {
    timers.add(setInterval(deliver, deliveryEvery));
    every(digestEvery, 'digest', () => bot.digests.queueDue());
    every(routesEvery, 'routes', watchRoutes);
  }
  const { attendance } = bot;
  if (attendance && roles.has('http')) {
    every(attendanceEvery, 'attendance', () => attending.run(() => attendance.prove()));
    every(subscriptionsEvery, 'subscriptions', () => attending.run(() => attendance.ask()));
  }

  return {
    unready() {
      const chats = roles.has('chat') ? bot.platforms.filter((one) => !one.ready()) : [];
      const missing = chats.map((one) => `${one.name} is not connected`);
      const { lastSight, unheard, clockTrouble, storeTrouble } = known;
      if (roles.has('look')) {
        missing.push(...sightTrouble(lastSight, ({ counted }) => elapsed() - counted));
        if (clockTrouble !== null) missing.push(clockTrouble);
      }
      if (roles.has('deliver')) missing.push(...unheard.map(unheardSentence));
      const store = storeTrouble ?? bot.storeTrouble();
      if (store !== null) missing.push(store);
      return missing;
    },
    known,
    async stop() {
      halt.abort();
      for (const timer of timers) clearInterval(timer);
      forgetNews();
      if (news !== null) clearTimeout(news);
      void running.track(bot.deliverer.settle());
      void running.track(rounds.stop());
      await running.settled(Number.POSITIVE_INFINITY);
      await Promise.all([attending.stop(), living.stop()]);
    },
  };
}
