import { beforeEach, describe, expect, it } from 'vitest';
import { noUsage } from '../../src/domain/history/recorded-usage.js';
import { noSignals } from '../../src/domain/signals/window.js';
import { memoryStore } from '../support/fakes/stores.js';
import { deliverer, type Deliverer } from '../../src/app/deliver.js';
import type { Card } from '../../src/cards/card.js';
import type { Judging } from '../../src/domain/absorb.js';
import { defaultPolicy } from '../../src/domain/incident.js';
import type { NotificationBody } from '../../src/domain/notification.js';
import { withNotification } from '../../src/domain/outbox.js';
import type { Route } from '../../src/domain/route.js';
import { defaultThresholds } from '../../src/domain/thresholds.js';
import type { NumberSnapshot } from '../../src/domain/snapshot.js';
import { freshState, type PortfolioState } from '../../src/domain/state.js';
import { HOUR, MINUTE, SECOND } from '../../src/domain/time.js';
import { DeliveryError, type Store } from '../../src/ports.js';
import { fakeChat, type FakeChat } from '../support/fakes/chat.js';
import { fakeClock, type FakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon, numberOf, portfolioId, portfolioOf } from '../support/looks.js';
import { portfolio2025 } from '../support/rulebooks.js';
import { Death, mortal } from '../support/mortal.js';
import { absorbNext, routeOf } from '../support/story.js';
import { wordingOf } from '../support/wording.js';
import { tokoMaju } from '../support/asking.js';

const slackRoute = routeOf();
const discordRoute = routeOf({ id: 'discord:9', platform: 'discord', channel: '9' });

function cardFor(body: NotificationBody, state: PortfolioState | null): Card {
  const thread =
    body.kind === 'root' || body.kind === 'entry'
      ? state?.outbox.threads.find((one) => one.id === body.thread)
      : undefined;
  const all = state ? [...state.incidents, ...state.ended] : [];
  const known = all.filter((one) => thread?.incidents.includes(one.id));
  const now = known.map((one) => (one.endedAt === null ? one.finding.level : 0)).join(' ');
  const news =
    body.kind === 'root' || body.kind === 'entry' ? body.notices.map((n) => n.reason).join(' ') : '';
  return {
    tone: 'info',
    title:
      body.kind === 'root'
        ? `levels ${now}`
        : body.kind === 'dropped'
          ? `dropped ${body.count}`
          : `log ${news}`,
    lead: [],
    sections: [],
    footnote: null,
    actions: [],
    picture: null,
  };
}

interface World {
  readonly store: Store;
  readonly clock: FakeClock;
  readonly slack: FakeChat;
  readonly discord: FakeChat;
  readonly channelNews: string[];
  readonly routes: readonly Route[];
}

function world(routes: readonly Route[] = [slackRoute, discordRoute]): World {
  return {
    store: memoryStore(),
    clock: fakeClock(noon),
    slack: fakeChat('slack'),
    discord: fakeChat('discord'),
    channelNews: [],
    routes,
  };
}

function delivererOf(
  w: World,
  store: Store = w.store,
  slack: FakeChat = w.slack,
  chats: readonly FakeChat[] = [slack, w.discord],
): Deliverer {
  return deliverer({
    portfolios: [tokoMaju],
    routes: w.routes,
    platforms: new Map(chats.map((chat) => [chat.name, chat])),
    store,
    clock: w.clock,
    log: fakeLog(),
    wording: wordingOf((body, route, state) => ({
      card: cardFor(body, state),
      mention: route.mention.critical ?? null,
      loud: true,
    })),
    onChannel: (route, trouble) => {
      if (trouble !== null) w.channelNews.push(`${route.id} ${trouble.reason}`);
      return Promise.resolve();
    },
  });
}

async function look(w: World, quality: NumberSnapshot['quality'], store: Store = w.store): Promise<void> {
  const judging: Judging = {
    rulebook: portfolio2025,
    thresholds: defaultThresholds,
    policy: { ...defaultPolicy, clearLooks: { default: 1 } },
    routes: w.routes,
    escalateTo: null,
    maintenance: [],
    history: noUsage,
    signals: noSignals,
  };
  w.clock.move(5 * MINUTE);
  const at = w.clock.now();
  await store.update(portfolioId, (saved) =>
    absorbNext(
      saved ?? freshState(portfolioId, 'Toko Maju'),
      { kind: 'seen', at, snapshot: portfolioOf({ numbers: [numberOf(1, { quality })] }) },
      judging,
    ),
  );
}

const told = (chat: FakeChat): string[] =>
  chat.messages.map((one) => `${one.under === null ? '' : `${one.under}> `}${one.card.title}`);

describe('a chat that is not open', () => {
  it('keeps what is for it waiting, and is told once it is open', async () => {
    const w = world();
    await look(w, 'red');
    await delivererOf(w, w.store, w.slack, [w.slack]).deliverDue();
    expect([w.slack.messages.length, w.discord.messages.length]).toEqual([1, 0]);
    await delivererOf(w).deliverDue();
    expect([w.slack.messages.length, w.discord.messages.length]).toEqual([1, 1]);
  });
});

describe('delivering', () => {
  let w: World;
  beforeEach(() => {
    w = world();
  });

  it('posts one message for a problem, edits it, and keeps its log under it', async () => {
    const d = delivererOf(w);
    for (const quality of ['yellow', 'red', 'red', 'green'] as const) {
      await look(w, quality);
      await d.deliverDue();
    }
    expect(told(w.slack)).toEqual(['levels 0', '1> log worsened', '1> log resolved']);
    expect(w.slack.messages[0]?.edits).toBe(2);
    expect(told(w.discord)).toEqual(told(w.slack));
  });

  it('posts the message anew, once, when somebody has deleted it, and goes on under it', async () => {
    const d = delivererOf(w);
    await look(w, 'yellow');
    await d.deliverDue();
    w.slack.deleteMessage('1');
    for (const quality of ['red', 'red', 'green'] as const) {
      await look(w, quality);
      await d.deliverDue();
    }
    expect(told(w.slack)).toEqual(['levels 1', 'levels 0', '2> log worsened', '2> log resolved']);
    expect(w.slack.messages.map(({ edits }) => edits)).toEqual([0, 1, 0, 0]);
    expect(told(w.discord)).toEqual(['levels 0', '1> log worsened', '1> log resolved']);
    expect(w.channelNews).toEqual([]);
  });

  it('does not let one platform hold up another, and repeats nothing on the healthy one', async () => {
    w.slack.troubles.push(
      ...[1, 2, 3].map(
        () => new DeliveryError('retry', { chat: 'Slack', reason: 'own-trouble', code: 'HTTP 503' }),
      ),
    );
    const d = delivererOf(w);
    await look(w, 'red');
    for (let i = 0; i < 6; i += 1) {
      await d.deliverDue();
      w.clock.move(MINUTE);
    }
    expect(told(w.slack)).toEqual(['levels 2']);
    expect(told(w.discord)).toEqual(['levels 2']);
  });

  it('waits exactly as long as the platform asks', async () => {
    w.slack.troubles.push(
      new DeliveryError('retry', { chat: 'Slack', reason: 'too-many-messages' }, 30 * SECOND),
    );
    const d = delivererOf(w);
    await look(w, 'red');
    await d.deliverDue();
    w.clock.move(29 * SECOND);
    await d.deliverDue();
    expect(told(w.slack)).toEqual([]);
    w.clock.move(SECOND);
    await d.deliverDue();
    expect(told(w.slack)).toEqual(['levels 2']);
  });

  it.each(['accepted-then-lost', 'never-arrives'] as const)(
    'says it once when the end of a call is unclear: %s',
    async (trouble) => {
      w.slack.troubles.push(trouble);
      const d = delivererOf(w);
      await look(w, 'red');
      await d.deliverDue();
      w.clock.move(MINUTE);
      await d.deliverDue();
      expect(told(w.slack)).toEqual(['levels 2']);
    },
  );

  it.each([
    ['never-arrives', ['levels 2'], 0],
    ['accepted-then-lost', ['levels 2', '1> log worsened'], 1],
  ] as const)(
    'tells once what got worse while the end of a post was unclear: %s',
    async (trouble, says, edits) => {
      w.slack.troubles.push(trouble);
      const d = delivererOf(w);
      await look(w, 'yellow');
      await d.deliverDue();
      await look(w, 'red');
      w.clock.move(MINUTE);
      await d.deliverDue();
      expect(told(w.slack)).toEqual(says);
      expect(w.slack.messages[0]?.edits).toBe(edits);
      expect((await w.store.read(portfolioId))?.outbox.notifications).toEqual([]);
    },
  );

  it('remembers an unclear end through a failure that follows it', async () => {
    w.slack.troubles.push('accepted-then-lost');
    const d = delivererOf(w);
    await look(w, 'red');
    await d.deliverDue();
    const post = w.slack.post.bind(w.slack);
    w.slack.post = () =>
      Promise.reject(new DeliveryError('retry', { chat: 'Slack', reason: 'own-trouble', code: 'HTTP 503' }));
    w.clock.move(MINUTE);
    await d.deliverDue();
    w.slack.post = post;
    w.clock.move(HOUR);
    await d.deliverDue();
    expect(told(w.slack)).toEqual(['levels 2']);
  });

  it('tells of a channel that refuses and delivers the present truth when it works again', async () => {
    w.slack.troubles.push(new DeliveryError('permanent', { chat: 'Slack', reason: 'channel-unknown' }));
    const d = delivererOf(w);
    await look(w, 'yellow');
    await d.deliverDue();
    expect(w.channelNews).toEqual(['slack:C1 channel-unknown']);
    await look(w, 'red');
    w.clock.move(20 * MINUTE);
    await d.deliverDue();
    expect(told(w.slack)).toEqual(['levels 2']);
  });

  it('says the truth of the moment after an hour of outage, the oldest trouble first', async () => {
    const d = delivererOf(w);
    w.slack.troubles.push(
      ...[1, 2, 3, 4].map(
        () => new DeliveryError('retry', { chat: 'Slack', reason: 'own-trouble', code: 'HTTP 500' }),
      ),
    );
    for (const quality of ['yellow', 'red', 'green', 'red'] as const) {
      await look(w, quality);
      await d.deliverDue();
    }
    w.clock.move(HOUR);
    await d.deliverDue();
    await d.deliverDue();
    expect(told(w.slack)).toEqual(['levels 0', 'levels 2']);
  });
});

describe('a notification that cannot be put into words', () => {
  it('holds up nothing else on its route, is kept, and is told once it can be', async () => {
    const w = world([slackRoute]);
    let unspeakable = 'root';
    const speech = { mention: null, loud: true };
    const d = deliverer({
      portfolios: [tokoMaju],
      routes: w.routes,
      platforms: new Map([['slack', w.slack]]),
      store: w.store,
      clock: w.clock,
      log: fakeLog(),
      wording: wordingOf((body, _, state) => {
        if (body.kind === unspeakable) throw new TypeError('x is not a function');
        return { ...speech, card: cardFor(body, state) };
      }),
      onChannel: (route, trouble) => {
        if (trouble !== null) w.channelNews.push(route.id);
        return Promise.resolve();
      },
    });
    await look(w, 'red');
    await w.store.update(portfolioId, (saved) => {
      const state = saved ?? freshState(portfolioId, 'Toko Maju');
      const test = {
        owner: portfolioId,
        route: slackRoute,
        body: { kind: 'test' },
        now: w.clock.now(),
      } as const;
      return { state: { ...state, outbox: withNotification(state.outbox, test) }, result: undefined };
    });
    await d.deliverDue();
    expect(told(w.slack)).toEqual(['log ']);
    unspeakable = '';
    w.clock.move(MINUTE);
    await d.deliverDue();
    expect(told(w.slack)).toEqual(['log ', 'levels 2']);
    expect(w.channelNews).toEqual([]);
  });
});

describe('news that is too old', () => {
  it('is dropped when its channel fails for a day, and how much was dropped is said', async () => {
    const w = world([slackRoute]);
    const d = delivererOf(w);
    await look(w, 'yellow');
    await d.deliverDue();
    await look(w, 'red');
    await look(w, 'green');
    for (let quarters = 0; quarters < 100; quarters += 1) {
      w.slack.troubles.push(new DeliveryError('retry', { chat: 'Slack', reason: 'own-trouble' }));
      w.clock.move(15 * MINUTE);
      await d.deliverDue();
    }
    await look(w, 'red');
    await d.deliverDue();
    w.clock.move(HOUR);
    await d.deliverDue();
    expect(told(w.slack)).toEqual(['levels 0', 'dropped 1', 'levels 2']);
  });

  it('is told all the same when nothing kept it but that the bot was not running', async () => {
    const w = world([slackRoute]);
    await look(w, 'yellow');
    await delivererOf(w).deliverDue();
    await look(w, 'red');
    await look(w, 'green');
    w.clock.move(25 * HOUR);
    await delivererOf(w).deliverDue();
    expect(told(w.slack)).toEqual(['levels 0', '1> log worsened resolved']);
  });

  it('is told all the same when its trouble goes on', async () => {
    const w = world([slackRoute]);
    await look(w, 'red');
    w.clock.move(25 * HOUR);
    await delivererOf(w).deliverDue();
    expect(told(w.slack)).toEqual(['levels 2']);
  });
});

describe('a process that is killed between any two steps', () => {
  const life = ['yellow', 'red', 'green', 'yellow'] as const;

  it('loses nothing, repeats nothing and keeps the order', async () => {
    let deaths = 0;
    for (let steps = 0; steps < 200; steps += 1) {
      const w = world([slackRoute]);
      const first = mortal(w.store, w.slack, steps);
      const before = delivererOf(w, first.store, first.chat);
      let done = 0;
      try {
        for (const quality of life) {
          await look(w, quality, first.store);
          done += 1;
          await before.deliverDue();
          if (first.died()) break;
        }
      } catch (error) {
        if (!(error instanceof Death)) throw error;
      }
      deaths += first.died() ? 1 : 0;
      const after = delivererOf(w);
      await after.deliverDue();
      for (const quality of life.slice(done)) {
        await look(w, quality);
        await after.deliverDue();
      }
      const root = w.slack.messages.filter((one) => one.under === null).map((one) => one.card.title);
      expect(root, `killed after ${steps} steps`).toEqual(['levels 0', 'levels 1']);
      const keys = w.slack.messages.map((one) => one.key);
      expect(new Set(keys).size, `killed after ${steps} steps`).toBe(keys.length);
      const log = w.slack.messages.filter((one) => one.under === '1').map((one) => one.card.title);
      expect(
        [
          ['log worsened', 'log resolved'],
          ['log worsened resolved'],
          // Killed before the first post: its root already told of red.
          ['log resolved'],
          [],
        ],
        `killed after ${steps} steps: ${log.join(', ')}`,
      ).toContainEqual(log);
      if (!first.died()) break;
    }
    expect(deaths).toBeGreaterThan(20);
  });
});
