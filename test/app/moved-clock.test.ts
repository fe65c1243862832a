import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStore } from '../support/fakes/stores.js';
import { deliverer, type Deliverer } from '../../src/app/deliver.js';
import { rememberedOutlook } from '../../src/app/remembered-outlook.js';
import { mostQuestions, questionRate } from '../../src/app/question-rate.js';
import { withNotification } from '../../src/domain/outbox.js';
import { freshState } from '../../src/domain/state.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.js';
import { DeliveryError } from '../../src/ports.js';
import { asking, somebody, tokoMaju } from '../support/asking.js';
import { fakeChat, type FakeChat } from '../support/fakes/chat.js';
import { fakeClock, type FakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon, portfolioId, portfolioOf } from '../support/looks.js';
import { routeOf } from '../support/story.js';
import { wordingOf } from '../support/wording.js';

const route = routeOf();
const ahead = 2 * DAY;
const back = -3 * HOUR;
const moves: readonly (readonly [string, number])[] = [
  ['three hours back', back],
  ['half an hour back', -30 * MINUTE],
  ['two days ahead', ahead],
];

/** A route to which notifications are queued one after the other, and a bot that can be started again. */
interface Line {
  readonly chat: FakeChat;
  readonly clock: FakeClock;
  queue(): Promise<void>;
  deliver(): Promise<void>;
  /** Another process goes on with the same store. */
  restart(): void;
  /** The notifications that arrived, by the order in which they were queued. */
  arrived(): readonly number[];
}

function line(): Line {
  const store = memoryStore();
  const clock = fakeClock(noon);
  const chat = fakeChat('slack');
  const ids: string[] = [];
  const start = (): Deliverer =>
    deliverer({
      portfolios: [tokoMaju],
      routes: [route],
      platforms: new Map([['slack', chat]]),
      store,
      clock,
      log: fakeLog(),
      wording: wordingOf(() => ({ card, mention: null, loud: true })),
      onChannel: () => Promise.resolve(),
    });
  let running = start();
  return {
    chat,
    clock,
    queue: () =>
      store.update(portfolioId, (saved) => {
        const state = saved ?? freshState(portfolioId, 'Toko Maju');
        const test = { owner: portfolioId, route, body: { kind: 'test' }, now: clock.now() } as const;
        const outbox = withNotification(state.outbox, test);
        ids.push(outbox.notifications.at(-1)?.id ?? '');
        return { state: { ...state, outbox }, result: undefined };
      }),
    async deliver() {
      await running.deliverDue();
    },
    restart() {
      running = start();
    },
    arrived: () => chat.messages.map(({ key }) => ids.indexOf(key)),
  };
}

const trouble = { chat: 'Slack', reason: 'own-trouble' } as const;
const card = {
  tone: 'info' as const,
  title: 'news',
  lead: [],
  sections: [],
  footnote: null,
  actions: [],
  picture: null,
};

describe('a notification that waits for its next attempt', () => {
  it.each(moves)('is sent at once, before newer ones, when the clock is moved %s', async (_, leap) => {
    for (const restarts of [false, true]) {
      const l = line();
      l.chat.troubles.push(new DeliveryError('retry', trouble, 15 * MINUTE));
      await l.queue();
      await l.deliver();
      l.clock.move(MINUTE + leap);
      if (restarts) l.restart();
      await l.queue();
      await l.deliver();
      expect(l.arrived()).toEqual([0, 1]);
    }
  });

  it('is not overtaken by a newer one when the bot starts again meanwhile', async () => {
    const l = line();
    l.chat.troubles.push(new DeliveryError('retry', trouble, 15 * MINUTE));
    await l.queue();
    await l.deliver();
    l.restart();
    l.clock.move(MINUTE);
    await l.queue();
    await l.deliver();
    expect(l.arrived()).toEqual([]);
    l.clock.move(14 * MINUTE);
    await l.deliver();
    expect(l.arrived()).toEqual([0, 1]);
  });

  it('does not begin to wait anew when a clock that was put back comes to that time again', async () => {
    const l = line();
    l.chat.troubles.push(new DeliveryError('retry', trouble, 15 * MINUTE));
    await l.queue();
    await l.deliver();
    l.clock.move(back);
    await l.deliver();
    l.clock.move(-back + MINUTE);
    await l.queue();
    await l.deliver();
    expect(l.arrived()).toEqual([0, 1]);
  });

  it.each(moves)(
    'is not dropped as old when the bot starts again and the clock was moved %s',
    async (_, leap) => {
      const l = line();
      l.chat.troubles.push(new DeliveryError('retry', trouble));
      for (let i = 0; i < 3; i += 1) await l.queue();
      await l.deliver();
      l.clock.move(leap);
      l.restart();
      await l.deliver();
      l.clock.move(-leap + MINUTE);
      await l.deliver();
      expect(l.arrived()).toEqual([0, 1, 2]);
    },
  );

  it('arrives once and in order within the longest wait, whatever fails, starts again and moves the clock', async () => {
    const step = fc.oneof(
      fc.constant({ kind: 'queue' } as const),
      fc.constant({ kind: 'restart' } as const),
      fc.record({ kind: fc.constant('fail' as const), after: fc.option(fc.nat(3600)) }),
      fc.record({ kind: fc.constant('lose' as const) }),
      fc.record({
        kind: fc.constant('move' as const),
        ms: fc.constantFrom(back, ahead, -ahead, SECOND, HOUR),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const l = line();
        let queued = 0;
        for (const one of steps) {
          if (one.kind === 'queue') queued += 1;
          if (one.kind === 'queue') await l.queue();
          if (one.kind === 'restart') l.restart();
          if (one.kind === 'lose') l.chat.troubles.push('accepted-then-lost');
          if (one.kind === 'fail') {
            const wish = one.after === null ? null : one.after * SECOND;
            l.chat.troubles.push(new DeliveryError('retry', trouble, wish));
          }
          if (one.kind === 'move') l.clock.move(one.ms);
          await l.deliver();
        }
        for (let tries = l.chat.troubles.length + 1; tries > 0; tries -= 1) {
          l.clock.move(HOUR);
          await l.deliver();
        }
        expect(l.arrived()).toEqual(Array.from({ length: queued }, (_, i) => i));
      }),
      { numRuns: 300 },
    );
  });
});

describe('once the clock is put back three hours', () => {
  it('somebody who asked often may ask again', () => {
    const clock = fakeClock(noon);
    const rate = questionRate(clock);
    for (let i = 0; i < mostQuestions; i += 1) rate.wait(somebody);
    expect(rate.wait(somebody)).toBeGreaterThan(0);
    clock.move(back);
    expect(rate.wait(somebody)).toBe(0);
  });

  it('somebody may ask for a fresh look at once', async () => {
    const bot = await asking();
    await bot.store.update(portfolioId, (saved) => ({
      state: { ...(saved ?? bot.told.state), lookedAt: bot.clock.now() },
      result: undefined,
    }));
    await bot.ask('/quota 0001 --fresh');
    expect(bot.looks).toHaveLength(0);
    bot.clock.move(back);
    await bot.ask('/quota 0001 --fresh');
    expect(bot.looks).toHaveLength(1);
  });

  it('a forecast that was made then is made anew', async () => {
    const clock = fakeClock(noon);
    let made = 0;
    const outlook = rememberedOutlook(
      {
        forecasts: () => Promise.resolve((made += 1) > 0 ? [] : []),
        peak: () => Promise.resolve(null),
        usual: () => Promise.resolve(null),
        ahead: () => Promise.resolve(null),
        limitChanges: () => Promise.resolve([]),
      },
      clock,
    );
    const state = { ...freshState(portfolioId, ''), sight: { at: noon, snapshot: portfolioOf() } };
    await outlook.forecasts(tokoMaju, state);
    await outlook.forecasts(tokoMaju, state);
    expect(made).toBe(1);
    clock.move(back);
    await outlook.forecasts(tokoMaju, state);
    expect(made).toBe(2);
  });
});
