import cron from 'node-cron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bot } from '../../src/compose.js';
import { startDaemon, type Daemon } from '../../src/daemon.js';
import { DAY, HOUR, instantOf, MINUTE, SECOND } from '../../src/domain/time.js';
import { fakeLog, type FakeLog } from '../support/fakes/log.js';
import { noon, portfolioOf } from '../support/looks.js';

let daemon: Daemon;
let log: FakeLog;
let looks: number;
/** What a look sees from now on. */
let kind: 'seen' | 'blind';

/** Starts a daemon whose schedule is the real one and whose clock is that of the fake timers. */
async function start(): Promise<void> {
  const bot = {
    poller: {
      pollAll: () =>
        Promise.resolve([{ observation: { kind, snapshot: portfolioOf(), look: (looks += 1) } }]),
    },
    deliverer: { deliverDue: () => Promise.resolve(0), settle: () => Promise.resolve() },
    digests: { queueDue: () => Promise.resolve(0) },
    routeWatch: { check: () => Promise.resolve([]) },
    platforms: [],
    storeTrouble: () => null,
    stop: () => Promise.resolve(),
  };
  daemon = startDaemon({
    bot: bot as unknown as Bot,
    clock: { now: () => instantOf(Date.now()) },
    elapsed: () => performance.now(),
    log,
    pollEvery: '*/5 * * * *',
    heartbeat: null,
    schedule(line, job) {
      const task = cron.schedule(line, job, { timezone: 'UTC', noOverlap: true });
      return () => void task.stop();
    },
  });
  await vi.advanceTimersByTimeAsync(0);
}

const moveClock = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

beforeEach(() => {
  vi.useFakeTimers({ now: noon + 2 * MINUTE });
  log = fakeLog();
  looks = 0;
  kind = 'seen';
});
afterEach(async () => {
  const stopping = daemon.stop();
  await vi.advanceTimersByTimeAsync(8 * SECOND);
  await stopping;
  vi.useRealTimers();
});

describe('once the clock was moved', () => {
  it.each([
    ['three hours back', -3 * HOUR],
    ['two days ahead', 2 * DAY],
    ['a quarter of an hour back', -15 * MINUTE],
  ])('%s the bot looks every five minutes as before, and says it once', async (_, ms) => {
    await start();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(looks).toBe(3);
    moveClock(ms);
    await vi.advanceTimersByTimeAsync(20 * MINUTE);
    expect(looks).toBe(7);
    expect(log.lines.filter(({ event }) => event === 'clock.moved')).toHaveLength(1);
  });

  it('back, the bot is not ready once it has seen nothing for an hour', async () => {
    await start();
    moveClock(-3 * HOUR);
    kind = 'blind';
    await vi.advanceTimersByTimeAsync(59 * MINUTE);
    expect(daemon.unready()).toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(daemon.unready()).toEqual(['no look has seen anything for an hour']);
  });
});
