import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStore } from '../support/fakes/stores.js';
import { cronCalendar } from '../../src/adapters/system/cron-times.js';
import { deliverer, type Deliverer } from '../../src/app/deliver.js';
import { digestQueue, type DigestQueue } from '../../src/app/digest-queue.js';
import { routeWatch, type RouteWatch } from '../../src/app/route-watch.js';
import { operator } from '../../src/cli/ask.js';
import { absorb } from '../../src/domain/absorb.js';
import type { DeliveryTrouble } from '../../src/domain/delivery-trouble.js';
import type { Route } from '../../src/domain/route.js';
import type { NumberSnapshot } from '../../src/domain/snapshot.js';
import type { BotState } from '../../src/domain/bot-state.js';
import { freshState } from '../../src/domain/state.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.js';
import { DeliveryError } from '../../src/ports.js';
import { fakeChat, type FakeChat } from '../support/fakes/chat.js';
import { fakeClock, type FakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon, numberOf, portfolioId, portfolioOf } from '../support/looks.js';
import { judgingOf, routeOf } from '../support/story.js';
import { wordingOf } from '../support/wording.js';
import { tokoMaju } from '../support/asking.js';

const inSlack = routeOf();
const alsoInSlack = routeOf({ id: 'slack:C2', channel: 'C2' });
const inDiscord = routeOf({ id: 'discord:9', platform: 'discord', channel: '9' });

type Condition = 'well' | 'away' | 'refuses' | 'loses' | 'hangs';

/** A bot that tells alerts on some routes, and how their channels take messages. */
interface Bot {
  readonly clock: FakeClock;
  readonly conditions: Map<string, Condition>;
  /** The routes whose trouble nobody heard of, as of the last check. */
  readonly unheard: readonly string[];
  look(quality: NumberSnapshot['quality']): Promise<void>;
  digests(): DigestQueue;
  /** Time passes; the bot delivers and checks every ten seconds. */
  passes(ms: number): Promise<void>;
  /** Another process goes on with the same store, and with these routes. */
  restart(routes?: readonly Route[]): void;
  /** What stands in a channel now, one line for each message. */
  read(channel: string): readonly string[];
  state(): Promise<BotState>;
  /** A channel refuses for good (or takes messages again), as the deliverer says it. */
  note(route: Route, trouble: DeliveryTrouble | null): Promise<void>;
}

function botOf(first: readonly Route[]): Bot {
  let routes = first;
  const store = memoryStore();
  const clock = fakeClock(noon);
  const conditions = new Map<string, Condition>();
  const chats = (['slack', 'discord'] as const).map((name) => troubled(fakeChat(name), conditions));
  let unheard: readonly string[] = [];
  let number = 0;

  function start(): { digests: DigestQueue; send: Deliverer; watch: RouteWatch } {
    const log = fakeLog();
    const digests = digestQueue({ routes, store, calendar: cronCalendar, clock, log });
    const portfolios = [tokoMaju.id];
    const watch = routeWatch({ portfolios, routes, store, clock, log, undeliveredAfter: 10 * MINUTE });
    const send = deliverer({
      portfolios: [tokoMaju],
      routes,
      platforms: new Map(chats.map((chat) => [chat.name, chat])),
      store,
      clock,
      log,
      wording: wordingOf((body) => {
        const about = 'route' in body ? ` ${body.route}` : '';
        return { card: { ...blank, title: `${body.kind}${about}` }, mention: null, loud: true };
      }),
      onChannel: (route, trouble) => watch.noteChannel(route, trouble),
    });
    return { digests, send, watch };
  }
  let running = start();

  async function tick(): Promise<void> {
    // A channel that hangs holds up nobody, so nobody waits for it here either.
    const hangs = [...conditions.values()].includes('hangs');
    for (let i = 0; i < 2; i += 1) {
      unheard = await running.watch.check();
      const sending = running.send.deliverDue();
      await (hangs ? settled() : sending);
    }
  }

  return {
    clock,
    conditions,
    get unheard() {
      return unheard;
    },
    digests: () => running.digests,
    note: (route, trouble) => running.watch.noteChannel(route, trouble),
    async look(quality) {
      number += 1;
      const snapshot = portfolioOf({ numbers: [numberOf(1, { quality })] });
      const seen = { kind: 'seen' as const, at: clock.now(), snapshot };
      await store.update(portfolioId, (saved) =>
        absorb(saved ?? freshState(portfolioId, ''), seen, judgingOf({ routes }), number),
      );
    },
    async passes(ms) {
      for (let passed = 0; passed < ms; passed += 10 * SECOND) {
        await tick();
        clock.move(10 * SECOND);
      }
      await tick();
    },
    restart(next = routes) {
      routes = next;
      running = start();
    },
    read: (channel) =>
      chats.flatMap(({ messages }) =>
        messages.filter((one) => one.channel === channel).map((one) => one.card.title),
      ),
    state: () => store.readBot(),
  };
}

const blank = {
  tone: 'info' as const,
  title: '',
  lead: [],
  sections: [],
  footnote: null,
  actions: [],
  picture: null,
};

/** Whatever can happen without a message arriving has happened. */
async function settled(): Promise<void> {
  for (let i = 0; i < 50; i += 1) await Promise.resolve();
}

/** The chat, whose channels fail as they are told. */
function troubled(chat: FakeChat, conditions: ReadonlyMap<string, Condition>): FakeChat {
  const meet = async <T>(channel: string, work: () => Promise<T>): Promise<T> => {
    const condition = conditions.get(channel) ?? 'well';
    const say = { chat: chat.name, reason: 'own-trouble' } as const;
    if (condition === 'away') throw new DeliveryError('retry', say);
    if (condition === 'refuses') throw new DeliveryError('permanent', say);
    if (condition === 'hangs') return new Promise<T>(() => undefined);
    const done = await work();
    if (condition === 'loses') throw new DeliveryError('unclear', say);
    return done;
  };
  return {
    ...chat,
    post: (delivery) => meet(delivery.channel, () => chat.post(delivery)),
    edit: (receipt, card, amendment) => meet(receipt.channel, () => chat.edit(receipt, card, amendment)),
  };
}

describe('an alert that a channel does not take for ten minutes', () => {
  it('is told of in another chat, once, and that message is amended when the channel works again', async () => {
    const bot = botOf([inSlack, alsoInSlack, inDiscord]);
    bot.conditions.set('C1', 'away');
    bot.conditions.set('C2', 'away');
    await bot.look('red');
    await bot.passes(9 * MINUTE + 50 * SECOND);
    expect(bot.read('9')).toEqual(['root']);
    await bot.passes(10 * SECOND);
    expect(bot.read('9')).toEqual(['root', 'undelivered slack:C1', 'undelivered slack:C2']);
    await bot.passes(HOUR);
    expect(bot.read('9')).toHaveLength(3);
    expect(bot.unheard).toEqual([]);
    bot.conditions.clear();
    await bot.passes(6 * MINUTE);
    expect(bot.read('C1')).toEqual(['root']);
    expect(bot.read('9')).toEqual(['root', 'delivers-again slack:C1', 'delivers-again slack:C2']);
    expect((await bot.state()).routeTroubles).toEqual({});
  });

  it('is told of in one other channel only', async () => {
    const bot = botOf([inSlack, alsoInSlack, inDiscord]);
    bot.conditions.set('C1', 'away');
    await bot.look('red');
    await bot.passes(HOUR);
    expect([...bot.read('9'), ...bot.read('C2')]).toEqual(['root', 'undelivered slack:C1', 'root']);
  });

  it('is told of once, whenever the bot starts again', async () => {
    const bot = botOf([inSlack, inDiscord]);
    bot.conditions.set('C1', 'away');
    await bot.look('red');
    for (let i = 0; i < 30; i += 1) {
      await bot.passes(MINUTE);
      bot.restart();
    }
    expect(bot.read('9')).toEqual(['root', 'undelivered slack:C1']);
    bot.conditions.clear();
    for (let i = 0; i < 6; i += 1) {
      bot.restart();
      await bot.passes(MINUTE);
    }
    expect(bot.read('9')).toEqual(['root', 'delivers-again slack:C1']);
  });

  it('is told of to nobody while all fail, which is known, and then to whoever takes messages again', async () => {
    const bot = botOf([inSlack, inDiscord]);
    bot.conditions.set('C1', 'away');
    bot.conditions.set('9', 'away');
    await bot.look('red');
    await bot.passes(9 * MINUTE);
    expect(bot.unheard).toEqual([]);
    await bot.passes(2 * MINUTE);
    expect(bot.unheard).toEqual(['slack:C1', 'discord:9']);
    bot.conditions.delete('9');
    await bot.passes(6 * MINUTE);
    expect(bot.unheard).toEqual([]);
    expect(bot.read('9')).toEqual(['root', 'undelivered slack:C1']);
    bot.conditions.delete('C1');
    await bot.passes(6 * MINUTE);
    // What Slack was to tell of Discord was over before Slack could.
    expect(bot.read('C1')).toEqual(['root']);
    expect(bot.read('9')).toEqual(['root', 'delivers-again slack:C1']);
  });

  it('is told of by a third channel when the second fails too', async () => {
    const bot = botOf([inSlack, inDiscord, alsoInSlack]);
    bot.conditions.set('C1', 'away');
    await bot.look('red');
    await bot.passes(5 * MINUTE);
    bot.conditions.set('9', 'away');
    await bot.passes(6 * MINUTE);
    expect(bot.read('C2')).toEqual(['root', 'undelivered slack:C1']);
    expect(bot.unheard).toEqual([]);
    bot.conditions.clear();
    await bot.passes(10 * MINUTE);
    expect(bot.read('9')).toEqual(['root']);
    expect(bot.read('C2')).toEqual(['root', 'delivers-again slack:C1']);
  });

  it('is told of by another channel when the one that was asked is no longer among the routes', async () => {
    const bot = botOf([inSlack, inDiscord]);
    bot.conditions.set('C1', 'away');
    bot.conditions.set('9', 'away');
    await bot.look('red');
    await bot.passes(10 * MINUTE + 20 * SECOND);
    bot.restart([inSlack, alsoInSlack]);
    await bot.passes(MINUTE);
    expect(bot.read('C2')).toContain('undelivered slack:C1');
  });

  it.each(['away', 'refuses'] as const)(
    'is known to have reached nobody when there is one channel, and it %s',
    async (condition) => {
      const bot = botOf([inSlack]);
      bot.conditions.set('C1', condition);
      await bot.look('red');
      await bot.passes(9 * MINUTE);
      expect(bot.unheard).toEqual([]);
      await bot.passes(MINUTE);
      expect(bot.unheard).toEqual(['slack:C1']);
      bot.restart();
      await bot.passes(10 * SECOND);
      expect(bot.unheard).toEqual(['slack:C1']);
      bot.conditions.clear();
      await bot.passes(15 * MINUTE);
      expect(bot.unheard).toEqual([]);
      expect(bot.read('C1')).toEqual(['root']);
    },
  );

  it('is told of when its sending does not end', async () => {
    const bot = botOf([inSlack, inDiscord]);
    bot.conditions.set('C1', 'hangs');
    await bot.look('red');
    await bot.passes(10 * MINUTE);
    expect(bot.read('9')).toEqual(['root', 'undelivered slack:C1']);
  });

  it.each([
    ['three hours back', -3 * HOUR],
    ['two days ahead', 2 * DAY],
  ])('is told of no later than from then on when the clock is moved %s', async (_, leap) => {
    const bot = botOf([inSlack, inDiscord]);
    bot.conditions.set('C1', 'away');
    await bot.look('red');
    await bot.passes(5 * MINUTE);
    bot.clock.move(leap);
    await bot.passes(10 * MINUTE);
    expect(bot.read('9')).toEqual(['root', 'undelivered slack:C1']);
  });
});

describe('a channel that refuses for good', () => {
  it('is told of at once, not again after ten minutes, and amended when it takes messages again', async () => {
    const bot = botOf([inSlack, inDiscord]);
    bot.conditions.set('C1', 'refuses');
    await bot.look('red');
    await bot.passes(10 * SECOND);
    expect(bot.read('9')).toEqual(['root', 'channel-broken slack:C1']);
    await bot.passes(30 * MINUTE);
    expect(bot.read('9')).toHaveLength(2);
    bot.conditions.clear();
    await bot.passes(15 * MINUTE);
    expect(bot.read('9')).toEqual(['root', 'delivers-again slack:C1']);
  });
});

describe('the word of a channel that refuses', () => {
  const archived = { chat: 'Slack', reason: 'channel-archived' } as const;

  it('is asked for once, on another platform where there is one, and again only after it healed', async () => {
    const bot = botOf([inSlack, alsoInSlack, inDiscord]);
    const asked = async (): Promise<readonly string[]> =>
      (await bot.state()).outbox.notifications.map(({ route, body }) => `${route} ${body.kind}`);
    await bot.note(inSlack, archived);
    await bot.note(inSlack, archived);
    expect(await asked()).toEqual(['discord:9 channel-broken']);
    await bot.note(inSlack, null);
    await bot.note(inSlack, archived);
    expect(await asked()).toHaveLength(2);
  });
});

describe('nobody is told', () => {
  it('of a digest that waits', async () => {
    const bot = botOf([inSlack, inDiscord]);
    bot.conditions.set('C1', 'away');
    await bot.digests().queueNow('slack:C1', operator(null));
    await bot.passes(30 * MINUTE);
    expect(bot.read('9')).toEqual([]);
    expect(bot.unheard).toEqual([]);
  });

  it('of alerts that waited only because the bot was not running', async () => {
    const bot = botOf([inSlack, inDiscord]);
    await bot.look('red');
    bot.clock.move(HOUR);
    await bot.passes(10 * SECOND);
    expect([...bot.read('C1'), ...bot.read('9')]).toEqual(['root', 'root']);
  });
});

describe('whatever fails and works again', () => {
  it('is told once for each trouble, begets no more, and ends with every message amended', async () => {
    const routes = [inSlack, alsoInSlack, inDiscord];
    const step = fc.record({
      channel: fc.constantFrom('C1', 'C2', '9'),
      condition: fc.constantFrom<Condition>('well', 'away', 'refuses', 'loses'),
      minutes: fc.integer({ min: 0, max: 20 }),
      quality: fc.constantFrom('red', 'yellow', 'green'),
      restarts: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const bot = botOf(routes);
        for (const { channel, condition, minutes, quality, restarts } of steps) {
          bot.conditions.set(channel, condition);
          await bot.look(quality);
          if (restarts) bot.restart();
          await bot.passes(minutes * MINUTE);
          const { outbox } = await bot.state();
          expect(outbox.notifications.length).toBeLessThanOrEqual(3 * routes.length);
        }
        bot.conditions.clear();
        // A channel that refused what is no longer to be said is known to work again with the next message.
        await bot.digests().queueNow(null, operator(null));
        await bot.passes(40 * MINUTE);
        const { outbox, routeTroubles, broken } = await bot.state();
        expect({ waiting: outbox.notifications, routeTroubles, broken }).toEqual({
          waiting: [],
          routeTroubles: {},
          broken: {},
        });
        expect(bot.unheard).toEqual([]);
        const told = ['C1', 'C2', '9'].flatMap((channel) => bot.read(channel));
        expect(told.filter((one) => /^(undelivered|channel-broken)/.test(one))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
