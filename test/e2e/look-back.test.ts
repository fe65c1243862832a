import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { memoryStore } from '../support/fakes/stores.js';
import { absorb } from '../../src/domain/absorb.js';
import { freshState } from '../../src/domain/state.js';
import { after, DAY, HOUR, instantOf, type Instant } from '../../src/domain/time.js';
import type { ChatPlatform, Store } from '../../src/ports.js';
import { tokoMaju } from '../support/asking.js';
import { startDiscordServer, type DiscordServer } from '../support/discord/server.js';
import { fakeClock, type FakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { numberOf, portfolioId, portfolioOf } from '../support/looks.js';
import { noDigests } from '../support/posting-chat.js';
import { startSlackServer, type SlackServer } from '../support/slack/server.js';
import { judgingOf } from '../support/story.js';
import { readDiscord, readSlack, type Transcript } from './crash/life.js';
import { tellerOf } from './crash/teller.js';
import { routesOf, waysOf } from './crash/ways.js';

vi.setConfig({ testTimeout: 60_000 });

type Chat = 'slack' | 'discord';

const channels = {
  slack: Array.from({ length: 40 }, (_, i) => `C${String(i).padStart(10, '0')}`),
  discord: Array.from({ length: 40 }, (_, i) => `3${String(i).padStart(17, '0')}`),
};
let slack: SlackServer;
let discord: DiscordServer;
let used = 0;

beforeAll(async () => {
  [slack, discord] = await Promise.all([
    startSlackServer({ channels: channels.slack.map((id) => ({ id })) }),
    startDiscordServer({ channels: channels.discord.map((id) => ({ id })) }),
  ]);
});
afterAll(() => Promise.all([slack.close(), discord.close()]));

/** A bot whose process is killed and started again: the store and the channel stay. */
interface Life {
  readonly chat: Chat;
  readonly channel: string;
  readonly store: Store;
  readonly clock: FakeClock;
  /** A look sees the number in a colour. */
  sees(quality: 'yellow' | 'red'): Promise<void>;
  /** A process sends what waits; it may die right after the chat took the first message, or right before it is sent. */
  sends(dies?: 'after a post' | 'before a post'): Promise<void>;
  /** What stands in the channel by the bot. */
  told(): Transcript;
}

function lifeIn(chat: Chat, now: Instant): Life {
  used += 1;
  const script = {
    store: '',
    start: now,
    slack: { apiUrl: slack.apiUrl, token: slack.botToken, channel: channels.slack[used] ?? '' },
    discord: { apiUrl: discord.apiUrl, token: discord.token, channel: channels.discord[used] ?? '' },
    killAt: 0,
  };
  const { channel } = script[chat];
  const store = memoryStore();
  const clock = fakeClock(now);
  const routes = routesOf(script).filter((route) => route.channel === channel);
  const isOurs = (thread: readonly string[]): boolean => !(thread[0] ?? '').startsWith('talk');
  return {
    chat,
    channel,
    store,
    clock,
    async sees(quality) {
      const snapshot = portfolioOf({ numbers: [numberOf(1, { quality })] });
      clock.move(1);
      const seen = { kind: 'seen', at: clock.now(), snapshot } as const;
      const number = await store.claimLook(portfolioId);
      await store.update(portfolioId, (saved) =>
        absorb(saved ?? freshState(portfolioId, tokoMaju.name), seen, judgingOf({ routes }), number),
      );
    },
    async sends(dies) {
      const log = fakeLog();
      const mortal = (way: ChatPlatform): ChatPlatform => ({
        ...way,
        async post(delivery) {
          if (dies === 'after a post') await way.post(delivery);
          throw new Error('Killed.');
        },
      });
      const ways = waysOf(script, log).filter(({ name }) => name === chat);
      const { send } = tellerOf({
        store,
        sharing: null,
        routes,
        chats: dies === undefined ? ways : ways.map(mortal),
        calendar: { previous: () => null },
        digestParts: noDigests,
        clock,
        log,
      });
      await send.deliverDue();
      if (dies === undefined) expect((await store.read(portfolioId))?.outbox.notifications).toEqual([]);
    },
    told: () =>
      (chat === 'slack' ? readSlack(slack, channel) : readDiscord(discord, channel))
        .filter(isOurs)
        .map((thread) => thread.filter((text) => !text.startsWith('talk'))),
  };
}

/** People talk in the channel, or under its first message, and the chat forgets what it knows by itself. */
function talk({ chat, channel }: Life, count: number, where: 'channel' | 'thread' = 'channel'): void {
  const [root] = chat === 'slack' ? slack.messages.list(channel) : [];
  const [above] = discord.messages.list(channel);
  for (let i = 0; i < count; i += 1) {
    if (chat === 'slack') {
      slack.say(channel, 'U0000000001', `talk ${i}`, where === 'thread' ? root?.ts : undefined);
    } else {
      discord.say(where === 'thread' ? (above?.threadId ?? '') : channel, '200000000000000001', `talk ${i}`);
    }
  }
  discord.forgetNonces();
}

const now = (): Instant => instantOf(Date.now());
const chats = ['slack', 'discord'] as const;
const crowds = [0, 60, 250, 1_200].flatMap((count) => chats.map((chat) => ({ chat, count })));

describe('a process that is killed right after the chat took a message', () => {
  it.each(crowds)('posts no second one, $count messages of people later ($chat)', async ({ chat, count }) => {
    const life = lifeIn(chat, now());
    await life.sees('red');
    await life.sends('after a post');
    expect(life.told()).toHaveLength(1);
    talk(life, count);
    life.clock.move(HOUR);
    await life.sends();
    expect(life.told()).toHaveLength(1);
    await life.sees('red');
    await life.sends();
    expect(life.told()).toHaveLength(1);
  });

  it.each(crowds)(
    'adds no second entry to its thread, $count replies of people later ($chat)',
    async ({ chat, count }) => {
      const life = lifeIn(chat, now());
      await life.sees('yellow');
      await life.sends();
      await life.sees('red');
      // The root is edited, then the entry is posted.
      await life.sends('after a post');
      expect(life.told().map((thread) => thread.length)).toEqual([2]);
      talk(life, count, 'thread');
      life.clock.move(HOUR);
      await life.sends();
      expect(life.told().map((thread) => thread.length)).toEqual([2]);
    },
  );

  it.each(chats)('posts no second one when it is started two days later (%s)', async (chat) => {
    const life = lifeIn(chat, now());
    await life.sees('red');
    await life.sends('after a post');
    talk(life, 250);
    life.clock.move(2 * DAY);
    await life.sends();
    expect(life.told()).toHaveLength(1);
  });

  it.each(chats)('posts no second one after a second kill before the look back (%s)', async (chat) => {
    const life = lifeIn(chat, now());
    await life.sees('red');
    await life.sends('after a post');
    talk(life, 250);
    life.clock.move(HOUR);
    await life.sends('before a post');
    life.clock.move(HOUR);
    await life.sends();
    expect(life.told()).toHaveLength(1);
  });

  it.each(
    chats.flatMap((chat) =>
      [-3 * HOUR, 2 * DAY].flatMap((wrong) => [
        { chat, when: 'before the kill', off: wrong / HOUR, then: 0 },
        { chat, when: 'after it', off: 0, then: wrong / HOUR },
      ]),
    ),
  )('posts no second one when the clock was wrong $when: $off h, then $then h ($chat)', async (wrong) => {
    const life = lifeIn(wrong.chat, after(now(), wrong.off * HOUR));
    await life.sees('red');
    await life.sends('after a post');
    talk(life, 40);
    life.clock.move((wrong.then - wrong.off) * HOUR);
    await life.sends('before a post');
    life.clock.move(3 * DAY);
    await life.sends();
    expect(life.told()).toHaveLength(1);
  });
});
