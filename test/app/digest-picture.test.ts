import { describe, expect, it } from 'vitest';
import { memoryStore } from '../support/fakes/stores.js';
import { cronCalendar } from '../../src/adapters/system/cron-times.js';
import { deliverer, type Deliverer } from '../../src/app/deliver.js';
import type { Speech } from '../../src/app/speech.js';
import { operator } from '../../src/cli/ask.js';
import { digestQueue, type DigestQueue } from '../../src/app/digest-queue.js';
import type { Picture } from '../../src/cards/card.js';
import type { Route } from '../../src/domain/route.js';
import { withNotification } from '../../src/domain/outbox.js';
import { MINUTE, SECOND } from '../../src/domain/time.js';
import { DeliveryError, type Store } from '../../src/ports.js';
import { fakeChat, type FakeChat } from '../support/fakes/chat.js';
import { fakeClock, type FakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon } from '../support/looks.js';
import { mortal } from '../support/mortal.js';
import { routeOf } from '../support/story.js';
import { card } from '../adapters/slack/cards.js';
import { wordingOf } from '../support/wording.js';

const inSlack = routeOf();
const inDiscord = routeOf({ id: 'discord:9', platform: 'discord', channel: '9' });
const usage: Picture = { png: new Uint8Array([1]), name: 'usage.png', alt: 'Usage of 7 days' };

interface Here {
  readonly store: Store;
  readonly clock: FakeClock;
  readonly chats: readonly FakeChat[];
  readonly broken: string[];
  /** What is drawn; null: nothing can be. */
  readonly drawn: Picture | null;
}

function hereOf(drawn: Picture | null = usage): Here {
  const chats = [fakeChat('slack'), fakeChat('discord')];
  return { store: memoryStore(), clock: fakeClock(noon), chats, broken: [], drawn };
}

function workOf({ store, clock, chats, broken, drawn }: Here): { digests: DigestQueue; send: Deliverer } {
  const routes: readonly Route[] = [inSlack, inDiscord];
  const log = fakeLog();
  const said = (title: string): Speech => ({ card: card({ title }), mention: null, loud: true });
  return {
    digests: digestQueue({ routes, store, calendar: cronCalendar, clock, log }),
    send: deliverer({
      portfolios: [],
      routes,
      platforms: new Map(chats.map((chat) => [chat.name, chat])),
      store,
      clock,
      log,
      wording: wordingOf(({ kind }) =>
        kind !== 'picture' ? said(kind) : drawn === null ? null : { picture: drawn },
      ),
      onChannel: (route, trouble) => {
        if (trouble !== null) broken.push(route.id);
        return Promise.resolve();
      },
    }),
  };
}

/** Queues another message after what waits for Slack. */
function queueTest({ store, clock }: Here): Promise<void> {
  return store.updateBot((state) => {
    const test = { owner: 'bot', route: inSlack, body: { kind: 'test' }, now: clock.now() } as const;
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

const waits = async ({ store }: Here): Promise<number> => (await store.readBot()).outbox.notifications.length;

describe('the picture of a digest, where it is a message of its own,', () => {
  it('comes right after its words, before what was queued later', async () => {
    const here = hereOf();
    const { digests, send } = workOf(here);
    await digests.queueNow(null, operator(null));
    await digests.queueNow(inSlack.id, operator(null));
    await queueTest(here);
    await send.deliverDue();
    expect(seen(here.chats[0])).toEqual(['digest', 'picture', 'digest', 'picture', 'test']);
    expect(seen(here.chats[1])).toEqual(['digest']);
    expect(await waits(here)).toBe(0);
  });

  it('comes once, and after its words, when the process is killed between any two steps', async () => {
    let deaths = 0;
    for (let steps = 0; steps < 100; steps += 1) {
      const here = hereOf();
      const [slack = fakeChat()] = here.chats;
      const first = mortal(here.store, slack, steps);
      await workOf(here).digests.queueNow(inSlack.id, operator(null));
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
    const here = hereOf();
    const { digests, send } = workOf(here);
    here.chats[0]?.troubles.push(null, new DeliveryError('retry', { chat: 'Slack', reason: 'own-trouble' }));
    await digests.queueNow(inSlack.id, operator(null));
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
      const here = hereOf();
      const { digests, send } = workOf(here);
      here.chats[0]?.troubles.push(null, trouble);
      await digests.queueNow(inSlack.id, operator(null));
      await send.deliverDue();
      here.clock.move(MINUTE);
      await send.deliverDue();
      expect(seen(here.chats[0])).toEqual(['digest', 'picture']);
    },
  );

  it('does not make a channel count as broken that refuses it for good, and goes after a day without a word', async () => {
    const here = hereOf();
    const { digests, send } = workOf(here);
    const quarters = 96;
    const refused = new DeliveryError('permanent', { chat: 'Slack', reason: 'app-permission-missing' });
    here.chats[0]?.troubles.push(null, ...Array.from({ length: quarters }, () => refused));
    await digests.queueNow(inSlack.id, operator(null));
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
    const here = hereOf(null);
    const { digests, send } = workOf(here);
    await digests.queueNow(inSlack.id, operator(null));
    await queueTest(here);
    await send.deliverDue();
    expect(seen(here.chats[0])).toEqual(['digest', 'test']);
    expect(await waits(here)).toBe(0);
  });
});
