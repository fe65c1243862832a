import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../src/adapters/store/memory.js';
import { cronCalendar } from '../../src/adapters/system/calendar.js';
import { deliverer, type Deliverer, type Speech } from '../../src/app/deliver.js';
import { operator } from '../../src/cli/ask.js';
import { desk, type Desk } from '../../src/app/desk.js';
import type { Picture } from '../../src/cards/card.js';
import type { Route } from '../../src/domain/route.js';
import { withNotification } from '../../src/domain/outbox.js';
import { deskId, freshState } from '../../src/domain/state.js';
import { MINUTE, SECOND } from '../../src/domain/time.js';
import { DeliveryError, type Store } from '../../src/ports.js';
import { fakeChat, type FakeChat } from '../support/fakes/chat.js';
import { fakeClock, type FakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon } from '../support/looks.js';
import { mortal } from '../support/mortal.js';
import { routeOf } from '../support/story.js';
import { card } from '../adapters/slack/cards.js';

const inSlack = routeOf();
const inDiscord = routeOf({ id: 'discord:9', platform: 'discord', channel: '9' });
const usage: Picture = { png: new Uint8Array([1]), name: 'usage.png', alt: 'Usage of 7 days' };

interface Office {
  readonly store: Store;
  readonly clock: FakeClock;
  readonly chats: readonly FakeChat[];
  readonly broken: string[];
  /** What is drawn; null: nothing can be. */
  readonly drawn: Picture | null;
}

function officeOf(drawn: Picture | null = usage): Office {
  const chats = [fakeChat('slack'), fakeChat('discord')];
  return { store: memoryStore(), clock: fakeClock(noon), chats, broken: [], drawn };
}

function workOf({ store, clock, chats, broken, drawn }: Office): { office: Desk; send: Deliverer } {
  const routes: readonly Route[] = [inSlack, inDiscord];
  const log = fakeLog();
  const said = (title: string): Speech => ({ card: card({ title }), mention: null, loud: true });
  return {
    office: desk({ routes, store, calendar: cronCalendar, clock, log }),
    send: deliverer({
      documents: [deskId],
      routes,
      platforms: new Map(chats.map((chat) => [chat.name, chat])),
      store,
      clock,
      log,
      speak: (_state, { body }) =>
        Promise.resolve(
          body.kind !== 'picture' ? said(body.kind) : drawn === null ? null : { picture: drawn },
        ),
      onChannel: (route, trouble) => {
        if (trouble !== null) broken.push(route.id);
        return Promise.resolve();
      },
    }),
  };
}

/** Queues another message after what waits for Slack. */
function queueTest({ store, clock }: Office): Promise<void> {
  return store.update(deskId, (saved) => {
    const state = saved ?? freshState(deskId, 'Tierwatch');
    const test = { owner: deskId, route: inSlack, body: { kind: 'test' }, now: clock.now() } as const;
    return { state: { ...state, outbox: withNotification(state.outbox, test) }, result: undefined };
  });
}

/** What readers of a chat see, in order. */
function seen(chat: FakeChat | undefined): readonly string[] {
  const { messages = [], pictures = [] } = chat ?? {};
  const after = (count: number): readonly string[] =>
    pictures.flatMap((one) => (one.after === count ? ['picture'] : []));
  return [...after(0), ...messages.flatMap((one, i) => [one.card.title, ...after(i + 1)])];
}

const waits = async ({ store }: Office): Promise<number> =>
  (await store.read(deskId))?.outbox.notifications.length ?? 0;

describe('the picture of a digest, where it is a message of its own,', () => {
  it('comes right after its words, before what was queued later', async () => {
    const here = officeOf();
    const { office, send } = workOf(here);
    await office.queueDigests(null, operator(null));
    await office.queueDigests(inSlack.id, operator(null));
    await queueTest(here);
    await send.deliverDue();
    expect(seen(here.chats[0])).toEqual(['digest', 'picture', 'digest', 'picture', 'test']);
    expect(seen(here.chats[1])).toEqual(['digest']);
    expect(await waits(here)).toBe(0);
  });

  it('comes once, and after its words, when the process is killed between any two steps', async () => {
    let deaths = 0;
    for (let steps = 0; steps < 100; steps += 1) {
      const here = officeOf();
      const [slack = fakeChat()] = here.chats;
      const first = mortal(here.store, slack, steps);
      await workOf(here).office.queueDigests(inSlack.id, operator(null));
      // A death ends the work of its route, as it ends a process.
      await workOf({ ...here, store: first.store, chats: [first.chat] }).send.deliverDue();
      deaths += first.died() ? 1 : 0;
      await workOf(here).send.deliverDue();
      expect(seen(slack), `killed after ${steps} steps`).toEqual(['digest', 'picture']);
      if (!first.died()) break;
    }
    expect(deaths).toBeGreaterThan(10);
  });

  it('holds up nothing while it fails, and comes when it no longer does', async () => {
    const here = officeOf();
    const { office, send } = workOf(here);
    here.chats[0]?.troubles.push(null, new DeliveryError('retry', { chat: 'Slack', reason: 'own-trouble' }));
    await office.queueDigests(inSlack.id, operator(null));
    await queueTest(here);
    await send.deliverDue();
    expect(seen(here.chats[0])).toEqual(['digest', 'test']);
    here.clock.move(10 * SECOND);
    await send.deliverDue();
    expect(seen(here.chats[0])).toEqual(['digest', 'test', 'picture']);
  });

  it.each(['accepted-then-lost', 'never-arrives'] as const)(
    'is shown once when the end of its post is unclear: %s',
    async (trouble) => {
      const here = officeOf();
      const { office, send } = workOf(here);
      here.chats[0]?.troubles.push(null, trouble);
      await office.queueDigests(inSlack.id, operator(null));
      await send.deliverDue();
      here.clock.move(MINUTE);
      await send.deliverDue();
      expect(seen(here.chats[0])).toEqual(['digest', 'picture']);
    },
  );

  it('does not make a channel count as broken that refuses it for good, and goes after a day without a word', async () => {
    const here = officeOf();
    const { office, send } = workOf(here);
    const quarters = 96;
    const refused = new DeliveryError('permanent', { chat: 'Slack', reason: 'app-permission-missing' });
    here.chats[0]?.troubles.push(null, ...Array.from({ length: quarters }, () => refused));
    await office.queueDigests(inSlack.id, operator(null));
    for (let i = 0; i < quarters; i += 1) {
      await send.deliverDue();
      expect(here.broken).toEqual([]);
      expect(await waits(here)).toBe(1);
      here.clock.move(15 * MINUTE);
    }
    await queueTest(here);
    await send.deliverDue();
    expect(seen(here.chats[0])).toEqual(['digest', 'test']);
    expect(await waits(here)).toBe(0);
  });

  it('is left out when it cannot be drawn', async () => {
    const here = officeOf(null);
    const { office, send } = workOf(here);
    await office.queueDigests(inSlack.id, operator(null));
    await queueTest(here);
    await send.deliverDue();
    expect(seen(here.chats[0])).toEqual(['digest', 'test']);
    expect(await waits(here)).toBe(0);
  });
});
