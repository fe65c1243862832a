import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { discordFault } from '../support/discord/faults.js';
import { portfolioId } from '../support/looks.js';
import type { Fault } from '../support/loopback/faults.js';
import { slackFault } from '../support/slack/faults.js';
import { builtChild } from './crash/life.js';
import { chance, live } from './crash/lives.js';
import { onEveryStore } from './crash/places.js';
import type { Script } from './crash/script.js';
import { timeless } from './crash/timeless.js';
import { noonYesterday, openTwoChats, type Told } from './crash/two-chats.js';

vi.setConfig({ testTimeout: 60_000 });

interface Trouble {
  readonly name: string;
  readonly slack: Fault;
  readonly discord: Fault;
}

const passing: readonly Trouble[] = [
  {
    name: 'asks to wait',
    slack: slackFault.rateLimited(30),
    discord: discordFault.rateLimited({ retryAfter: 0.2 }),
  },
  {
    name: 'asks to wait without saying how long',
    slack: slackFault.rateLimited(),
    discord: discordFault.cloudflare(120),
  },
  { name: 'fails with 500', slack: slackFault.serverError(), discord: discordFault.serverError() },
  {
    name: 'takes a message and never answers',
    slack: slackFault.acceptThenSilence,
    discord: discordFault.acceptThenSilence,
  },
  {
    name: 'takes a message and cuts the line',
    slack: slackFault.acceptThenReset,
    discord: discordFault.acceptThenReset,
  },
  { name: 'cuts the line', slack: slackFault.reset, discord: discordFault.reset },
];

const refusing: readonly (Trouble & { readonly chat: 'slack' | 'discord' })[] = (
  ['slack', 'discord'] as const
).flatMap((chat) => [
  {
    name: 'does not know the channel',
    chat,
    slack: slackFault.refused('channel_not_found'),
    discord: discordFault.unknownChannel,
  },
  {
    name: 'refuses the token',
    chat,
    slack: slackFault.refused('invalid_auth'),
    discord: discordFault.unauthorized,
  },
]);

onEveryStore({ neighbour: [portfolioId] }, (places) => {
  let child: string;
  let usual: Told;
  const { script, read, ...chats } = openTwoChats(
    places,
    1 + passing.length + refusing.length,
    noonYesterday,
  );
  beforeAll(async () => {
    child = await builtChild('child');
    expect(await live({ child, places, script }, 0, [])).toEqual([]);
    usual = read(0);
  }, 180_000);
  afterEach(() => {
    chats.slack().faults.clear();
    chats.discord().faults.clear();
  });

  describe('a process that is killed while a chat', () => {
    it.each(passing)('$name loses and repeats nothing', async (trouble) => {
      const life = 1 + passing.indexOf(trouble);
      chats.slack().faults.next(/^chat\./, trouble.slack, trouble.slack);
      chats.discord().faults.next(/^(POST|PATCH) .*\/messages/, trouble.discord, trouble.discord);
      const impatient = (id: number, killAt: number): Script => ({ ...script(id, killAt), patience: 400 });
      await live({ child, places, script: impatient }, life, [chance(life, 0, 12), chance(life, 1, 40)]);
      const got = read(life);
      expect(timeless(got.slack)).toEqual(timeless(usual.slack));
      expect(timeless(got.discord)).toEqual(timeless(usual.discord));
    });
  });

  describe('a chat that', () => {
    it.each(refusing)(
      '$name ($chat) gets all of it later, and the other chat hears of it once',
      async (trouble) => {
        const { chat } = trouble;
        const life = 1 + passing.length + refusing.indexOf(trouble);
        if (chat === 'slack') chats.slack().faults.next(/^chat\./, trouble.slack, trouble.slack);
        else chats.discord().faults.next(/^(POST|PATCH) .*\/messages/, trouble.discord, trouble.discord);
        await live({ child, places, script }, life, []);
        const got = read(life);
        expect(timeless(got[chat])).toEqual(timeless(usual[chat]));
        const other = chat === 'slack' ? 'discord' : 'slack';
        const channel = chat === 'slack' ? chats.slackChannel(life) : chats.discordChannel(life);
        const isNote = (thread: readonly string[]): boolean => thread.join(' ').includes(channel);
        expect(got[other].filter(isNote)).toHaveLength(1);
        expect(timeless(got[other].filter((thread) => !isNote(thread)))).toEqual(timeless(usual[other]));
      },
    );
  });

  describe('what was sent', () => {
    it('was never malformed', () => {
      expect(chats.problems()).toEqual([]);
    });
  });
});
