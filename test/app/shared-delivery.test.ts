import { beforeEach, describe, expect, it } from 'vitest';
import { deliverer, type Deliverer, type DeliverOptions } from '../../src/app/deliver.js';
import { leaseFor } from '../../src/app/kept-lease.js';
import { routeClaims } from '../../src/app/route-claims.js';
import { withNotification } from '../../src/domain/outbox.js';
import type { PortfolioId } from '../../src/domain/snapshot.js';
import { freshState } from '../../src/domain/state.js';
import { MINUTE, SECOND } from '../../src/domain/time.js';
import { ClaimLost, DeliveryError, type Delivery, type Posted, type Store } from '../../src/ports.js';
import { fakeChat, type FakeChat } from '../support/fakes/chat.js';
import { fakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { memorySharing, type MemorySharing } from '../support/fakes/sharing.js';
import { memoryStore } from '../support/fakes/stores.js';
import { noon } from '../support/looks.js';
import { routeOf } from '../support/story.js';
import { wordingOf } from '../support/wording.js';

const route = routeOf();
const refused = { chat: 'Slack', reason: 'own-trouble', code: 'HTTP 503' } as const;

let place: MemorySharing;
let chat: FakeChat;
let store = memoryStore();
const clock = fakeClock(noon);
beforeEach(() => {
  place = memorySharing();
  chat = fakeChat();
  store = memoryStore();
  clock.set(noon);
});

const card = {
  tone: 'info',
  title: 'digest',
  lead: [],
  sections: [],
  footnote: null,
  actions: [],
  picture: null,
} as const;

/** A process that delivers through the chat, but for the `ways` that are given. */
function process(
  holder: string,
  ways: Partial<Pick<FakeChat, 'post' | 'edit'>> = {},
  more: Partial<Pick<DeliverOptions, 'store' | 'portfolios'>> = {},
): Deliverer {
  return deliverer({
    portfolios: [],
    routes: [route],
    platforms: new Map([['slack', { ...chat, ...ways }]]),
    store,
    clock,
    log: fakeLog(),
    wording: wordingOf(() => ({ card, mention: null, loud: true })),
    onChannel: () => Promise.resolve(),
    routeClaims: routeClaims(place.of(holder)),
    ...more,
  });
}

/** Something to be told on the route. */
async function queue(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1)
    await store.updateBot((bot) => {
      const body = { kind: 'channel-broken', route: route.id, trouble: refused } as const;
      const outbox = withNotification(bot.outbox, { owner: 'bot', route, body, now: clock.now() });
      return { state: { ...bot, outbox }, result: undefined };
    });
}

const waiting = async (): Promise<number> => (await store.readBot()).outbox.notifications.length;
const keys = (): readonly string[] => chat.messages.map(({ key }) => key);

/** A post that waits until the test lets it go on. */
function held(before: (delivery: Delivery) => void = () => undefined): {
  readonly post: FakeChat['post'];
  release(): void;
} {
  let release = (): void => undefined;
  const until = new Promise<void>((resolve) => (release = resolve));
  return {
    release: () => release(),
    async post(delivery): Promise<Posted> {
      await until;
      before(delivery);
      return chat.post(delivery);
    },
  };
}

/** As the ways to Slack and Discord do, just before the request. */
const asked = ({ mayBegin }: Pick<Delivery, 'mayBegin'>): void => {
  if (mayBegin?.() === false) throw new ClaimLost();
};

describe('a route on which several processes could deliver', () => {
  it('read only the outboxes in which something waits, however many there are', async () => {
    const plans = Array.from({ length: 50 }, (_, i) => ({
      id: `portfolio-${String(i)}` as PortfolioId,
      name: `Portfolio ${String(i)}`,
    }));
    for (const { id, name } of plans)
      await store.update(id, () => ({ state: freshState(id, name), result: undefined }));
    const [one] = plans;
    if (one) {
      const event = { owner: one.id, route, body: { kind: 'test' }, now: clock.now() } as const;
      await store.update(one.id, (saved) => {
        const state = saved ?? freshState(one.id, one.name);
        return { state: { ...state, outbox: withNotification(state.outbox, event) }, result: undefined };
      });
    }
    const read = new Set<string>();
    const watched: Store = {
      ...store,
      read(id) {
        read.add(id);
        return store.read(id);
      },
    };
    const sends = process('one', {}, { store: watched, portfolios: plans });
    expect(await sends.deliverDue()).toBe(1);
    expect([...read]).toEqual([one?.id]);
  });

  it('has each message once, in order, however many try at once', async () => {
    await queue(6);
    const all = ['one', 'two', 'three'].map((holder) => process(holder));
    await Promise.all([...all, ...all].map((one) => one.deliverDue()));
    expect(keys()).toHaveLength(6);
    expect(new Set(keys()).size).toBe(6);
    expect(keys()).toEqual(keys().toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })));
    expect(await waiting()).toBe(0);
    expect(await place.of('one').leases.held(), 'nothing stays held').toEqual([]);
  });

  it('is left by a process that was frozen before its request: another one sends, and it does not', async () => {
    await queue(1);
    const way = held(asked);
    const frozen = process('frozen', { post: way.post }).deliverDue();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await process('other').deliverDue(), 'not while it is held').toBe(0);
    await place.pass(leaseFor);
    await process('other').deliverDue();
    expect(keys()).toHaveLength(1);
    way.release();
    await frozen;
    expect(keys()).toHaveLength(1);
    expect(await waiting()).toBe(0);
  });

  it('shows the newest truth: a process that was frozen before an edit does not make it', async () => {
    await queue(1);
    await process('one').deliverDue();
    // That the route takes messages again was written into the first one.
    const edits = (): readonly number[] => chat.messages.map((message) => message.edits);
    expect(edits()).toEqual([1]);
    const receipt = { channel: route.channel, message: chat.messages[0]?.id ?? '', thread: null };
    const span = { since: noon, until: noon };
    await store.updateBot((bot) => {
      const body = { kind: 'delivers-again', route: route.id, ...span, receipt } as const;
      const outbox = withNotification(bot.outbox, { owner: 'bot', route, body, now: clock.now() });
      return { state: { ...bot, outbox }, result: undefined };
    });
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => (release = resolve));
    const edit: FakeChat['edit'] = async (to, shown, amendment) => {
      await until;
      asked(amendment);
      await chat.edit(to, shown, amendment);
    };
    const frozen = process('frozen', { edit }).deliverDue();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await place.pass(leaseFor);
    await process('other').deliverDue();
    expect(edits()).toEqual([2]);
    release();
    await frozen;
    expect(edits()).toEqual([2]);
    expect(await waiting()).toBe(0);
  });

  it('is told once what a process sent before it froze: another one finds it there', async () => {
    await queue(1);
    const way = held();
    const posted: FakeChat['post'] = async (delivery) => {
      const answer = await chat.post(delivery);
      await way.post(delivery).catch(() => undefined);
      return answer;
    };
    const frozen = process('frozen', { post: posted }).deliverDue();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(keys()).toHaveLength(1);
    await place.pass(leaseFor);
    await process('other').deliverDue();
    expect(keys()).toHaveLength(1);
    expect(await waiting()).toBe(0);
    way.release();
    await frozen;
  });

  it('rests for all when it wants rest of one', async () => {
    await queue(2);
    chat.troubles.push(new DeliveryError('retry', refused, 5 * MINUTE));
    await process('one').deliverDue();
    clock.move(MINUTE);
    await process('two').deliverDue();
    expect(keys()).toEqual([]);
    clock.move(4 * MINUTE + SECOND);
    await process('three').deliverDue();
    expect(keys()).toHaveLength(2);
  });
});
