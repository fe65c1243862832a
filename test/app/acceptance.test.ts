import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStore } from '../support/fakes/stores.js';
import { deliverer, type Deliverer } from '../../src/app/deliver.js';
import type { Bot } from '../../src/compose.js';
import { startDaemon, type Daemon } from '../../src/daemon.js';
import { incidentsOf } from '../../src/domain/thread.js';
import { freshState } from '../../src/domain/state.js';
import { HOUR, MINUTE, SECOND } from '../../src/domain/time.js';
import { DeliveryError } from '../../src/ports.js';
import { fakeChat } from '../support/fakes/chat.js';
import { fakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon, numberOf, portfolioId, portfolioOf } from '../support/looks.js';
import { absorbNext, judgingOf, routeOf } from '../support/story.js';
import { wordingOf } from '../support/wording.js';
import { tokoMaju } from '../support/asking.js';

// The acceptance cases (T) and faults (F) of delivery and of the running bot that no other test tells, by their numbers.

const routes = [routeOf(), routeOf({ id: 'discord:9', platform: 'discord', channel: '9' })];

function bench() {
  const clock = fakeClock(noon);
  const store = memoryStore();
  const [slack, discord] = [fakeChat('slack'), fakeChat('discord')];
  const send: Deliverer = deliverer({
    portfolios: [tokoMaju],
    routes,
    platforms: new Map([
      ['slack', slack],
      ['discord', discord],
    ]),
    store,
    clock,
    log: fakeLog(),
    wording: wordingOf((body, _, state) => {
      const thread = state?.outbox.threads.find((one) => 'thread' in body && one.id === body.thread);
      const levels =
        state && thread
          ? incidentsOf(thread, [...state.ended, ...state.incidents]).map((one) => one.finding.level)
          : [];
      const card = {
        tone: 'info',
        title: `${body.kind} ${levels.join(' ')}`,
        lead: [],
        sections: [],
        footnote: null,
        actions: [],
        picture: null,
      } as const;
      return { card, mention: null, loud: true };
    }),
    onChannel: () => Promise.resolve(),
  });
  const look = async (red: number, of: number): Promise<void> => {
    clock.move(5 * MINUTE);
    const numbers = Array.from({ length: of }, (_, n) => numberOf(n + 1, n < red ? { quality: 'red' } : {}));
    await store.update(portfolioId, (saved) =>
      absorbNext(
        saved ?? freshState(portfolioId, 'Toko Maju'),
        { kind: 'seen', at: clock.now(), snapshot: portfolioOf({ numbers }) },
        judgingOf({ routes }),
      ),
    );
  };
  return { clock, store, slack, discord, send, look };
}

describe('delivering', () => {
  it('T37: a channel that never answers holds up neither the other one nor the next look', async () => {
    const { slack, discord, send, look } = bench();
    let answer = (): void => undefined;
    const post = slack.post.bind(slack);
    slack.post = async (delivery) => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return post(delivery);
    };
    await look(1, 2);
    const first = send.deliverDue();
    await vi.waitUntil(() => discord.messages.length === 1);
    await look(2, 2);
    const second = send.deliverDue();
    await vi.waitUntil(() => discord.messages.length === 2);
    expect(slack.messages).toEqual([]);
    slack.post = post;
    answer();
    await Promise.all([first, second]);
    expect(slack.messages.map((one) => one.card.title)).toEqual(['root 2', 'root 2']);
  });

  it('F40: after an hour of nothing the oldest trouble comes first, as it is now, and each of it once', async () => {
    const { clock, slack, discord, send, look } = bench();
    const down = (): Promise<never> =>
      Promise.reject(new DeliveryError('retry', { chat: 'Slack', reason: 'own-trouble', code: 'HTTP 503' }));
    const posts = { slack: slack.post.bind(slack), discord: discord.post.bind(discord) };
    slack.post = down;
    discord.post = down;
    for (let n = 1; n <= 12; n += 1) {
      await look(n, 12);
      await send.deliverDue();
    }
    slack.post = posts.slack;
    discord.post = posts.discord;
    for (let minute = 0; minute < 40; minute += 1) {
      clock.move(MINUTE);
      await send.deliverDue();
    }
    for (const chat of [slack, discord]) {
      expect(chat.messages.map((one) => one.card.title)).toEqual(Array.from({ length: 12 }, () => 'root 2'));
      const order = chat.messages.map((one) => parseInt(one.key.split('-')[2] ?? '', 36));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
  });

  it('F02: takes on nothing more once it is asked to end', async () => {
    const { slack, send, look } = bench();
    await look(2, 2);
    const post = slack.post.bind(slack);
    slack.post = async (delivery) => {
      void send.settle();
      return post(delivery);
    };
    await send.deliverDue();
    await send.settle();
    expect(slack.messages).toHaveLength(1);
  });
});

describe('the running bot', () => {
  let daemon: Daemon | null = null;
  beforeEach(() => void vi.useFakeTimers());
  afterEach(async () => {
    const stopping = daemon?.stop();
    await vi.advanceTimersByTimeAsync(8 * SECOND);
    await stopping;
    vi.useRealTimers();
  });

  /** A bot whose looks and deliveries do as they are told. */
  function running(parts: {
    pollAll: (onTaken: () => void) => Promise<unknown>;
    deliverDue?: () => Promise<number>;
  }) {
    const clock = fakeClock(noon);
    const beats: number[] = [];
    let round = (): Promise<void> => Promise.resolve();
    const bot = {
      poller: { pollAll: parts.pollAll },
      deliverer: {
        deliverDue: parts.deliverDue ?? (() => Promise.resolve(0)),
        settle: () => Promise.resolve(),
      },
      digests: { queueDue: () => Promise.resolve(0) },
      routeWatch: { check: () => Promise.resolve([]) },
      platforms: [],
      storeTrouble: () => null,
      stop: () => Promise.resolve(),
    };
    daemon = startDaemon({
      bot: bot as unknown as Bot,
      clock,
      elapsed: () => clock.now(),
      log: fakeLog(),
      pollEvery: '*/5 * * * *',
      heartbeat: () => Promise.resolve(void beats.push(clock.now())),
      schedule(_line, job) {
        round = job;
        return () => undefined;
      },
    });
    return { clock, beats, look: () => round() };
  }

  it('T62: gives no sign of life while it sees nothing, nor while nobody looks', async () => {
    let kind = 'seen';
    const { clock, beats, look } = running({
      pollAll: () => Promise.resolve([{ observation: { kind, snapshot: portfolioOf() } }]),
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(beats).toHaveLength(1);
    kind = 'blind';
    await look();
    clock.move(HOUR);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(beats).toHaveLength(1);
    kind = 'seen';
    await look();
    expect(beats).toHaveLength(2);
  });

  it('F05: says that it is not ready while the store fails, and is well again with it', async () => {
    let fails = true;
    const { look } = running({
      pollAll: () =>
        fails
          ? Promise.reject(new Error('The store is locked.'))
          : Promise.resolve([{ observation: { kind: 'seen', snapshot: portfolioOf() } }]),
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(daemon?.unready()).toContain('The store is locked.');
    fails = false;
    await look();
    expect(daemon?.unready()).toEqual([]);
  });

  it('F35: looks on, and gives the other channels their turn, while a delivery does not end', async () => {
    let looks = 0;
    const deliveries: (() => void)[] = [];
    const { look } = running({
      pollAll: (onTaken) => {
        onTaken();
        return Promise.resolve([{ observation: { kind: 'seen', count: (looks += 1) } }]);
      },
      deliverDue: () => new Promise((end) => deliveries.push(() => end(0))),
    });
    await vi.advanceTimersByTimeAsync(5 * SECOND);
    await look();
    expect(looks).toBe(2);
    expect(deliveries.length).toBeGreaterThan(5);
    for (const end of deliveries) end();
  });
});
