import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { DAY, HOUR } from '../../src/domain/time.js';
import { discordFault } from '../support/discord/faults.js';
import { startDiscordServer, type DiscordServer } from '../support/discord/server.js';
import { portfolioId } from '../support/looks.js';
import type { Fault } from '../support/loopback/faults.js';
import { slackFault } from '../support/slack/faults.js';
import { startSlackServer, type SlackServer } from '../support/slack/server.js';
import { builtChild, readDiscord, readSlack, type Transcript } from './crash/life.js';
import {
  addToll,
  chance,
  killsFor,
  live,
  mostLives,
  patienceFor,
  playLives,
  whereKilled,
} from './crash/lives.js';
import { onEveryStore } from './crash/places.js';
import type { Script } from './crash/script.js';

vi.setConfig({ testTimeout: 60_000 });

/** So many processes are killed; KILLS asks for more. */
const kills = killsFor(1);
/** So many of them have a clock that is wrong. */
const killsWhenWrong = killsFor(0.5);
/** A life is interrupted so often before it may go on to its end. */
const killsPerLife = 4;
/** A whole life has about so many steps. */
const stepsOfLife = 120;
const patience = patienceFor(kills);

const slackChannel = (life: number): string => `C${String(life).padStart(10, '0')}`;
const discordChannel = (life: number): string => `3${String(life).padStart(17, '0')}`;
const most = mostLives({ kills, perLife: killsPerLife });
const lives = Array.from({ length: 2 * most }, (_, life) => life);

/** Noon in Jakarta, yesterday: whenever this runs, no life crosses midnight, which messages write otherwise. */
const start = Math.floor(Date.now() / DAY) * DAY - DAY + 5 * HOUR;

/** When or for how long, or the id of an alert. */
const moment =
  /(?:[A-Z][a-z]{2} \d+ [A-Z][a-z]{2} )?\d\d:\d\d|\d+\s(?:days?|h|min)(?:\s\d+\s(?:h|min))?|less than a minute|alert \w+/g;

/** The same without times and ids, which are others when something had to be waited for. */
function timeless(transcript: Transcript): Transcript {
  const plain = (text: string): string => text.replaceAll(moment, '…').replaceAll(/https?:\S+/g, '…');
  return transcript.map((thread) => thread.map(plain));
}

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
  let slack: SlackServer;
  let discord: DiscordServer;
  let child: string;
  let usual: { readonly slack: Transcript; readonly discord: Transcript };
  beforeAll(async () => {
    [slack, discord, child] = await Promise.all([
      startSlackServer({ channels: lives.map((life) => ({ id: slackChannel(life) })) }),
      startDiscordServer({ channels: lives.map((life) => ({ id: discordChannel(life) })) }),
      builtChild('child'),
    ]);
    expect(await live({ child, places, script }, 0, [])).toEqual([]);
    usual = read(0);
  }, 180_000);
  afterEach(() => {
    slack.faults.clear();
    discord.faults.clear();
  });
  afterAll(async () => {
    await Promise.all([slack.close(), discord.close()]);
  });

  function script(life: number, killAt: number): Script {
    return {
      store: places.urlOf(life),
      start,
      slack: { apiUrl: slack.apiUrl, token: slack.botToken, channel: slackChannel(life) },
      discord: { apiUrl: discord.apiUrl, token: discord.token, channel: discordChannel(life) },
      killAt,
    };
  }

  function read(life: number): { readonly slack: Transcript; readonly discord: Transcript } {
    return {
      slack: readSlack(slack, slackChannel(life)),
      discord: readDiscord(discord, discordChannel(life)),
    };
  }

  describe('a life without trouble', () => {
    it('tells two problems in Slack and in Discord, each with its log', () => {
      expect(usual.slack.map((thread) => thread.length)).toEqual([3, 2]);
      expect(usual.discord.map((thread) => thread.length)).toEqual([3, 2]);
      expect(usual.slack[0]?.join('\n')).toMatch(/Resolved: [\s\S]*Worse: [\s\S]*Resolved after/);
    });
  });

  describe('a process that is killed at any step', () => {
    it(
      `loses nothing, repeats nothing and keeps the order (${kills} kills)`,
      async () => {
        const toll = { lost: 0, repeated: 0, disordered: 0 };
        const { deaths, count } = await playLives({
          child,
          places,
          script,
          kills,
          perLife: killsPerLife,
          latest: (turn) => (stepsOfLife * 0.7) / (turn + 1),
          ended(life) {
            addToll(toll, read(life), usual);
          },
        });
        console.info(
          [
            `${places.engine}: ${deaths.length} kills in ${count} lives: ${toll.lost} lost, ${toll.repeated} repeated, ${toll.disordered} channels that differ`,
            ...whereKilled(deaths),
          ].join('\n'),
        );
        expect(deaths.length).toBeGreaterThanOrEqual(kills);
        expect(toll).toEqual({ lost: 0, repeated: 0, disordered: 0 });
      },
      patience,
    );
  });

  describe('a process that is killed, and whose clock is another one each time it is started,', () => {
    it(
      `loses nothing, repeats nothing and keeps the order (${killsWhenWrong} kills)`,
      async () => {
        const toll = { lost: 0, repeated: 0, disordered: 0 };
        const wrong = [0, -3 * HOUR, 2 * DAY, 0];
        const { deaths, count } = await playLives({
          child,
          places,
          after: most,
          script: (life, killAt, turn) => ({
            ...script(life, killAt),
            clockAhead: wrong[(life + turn) % wrong.length],
          }),
          kills: killsWhenWrong,
          perLife: killsPerLife,
          latest: (turn) => (stepsOfLife * 0.7) / (turn + 1),
          ended(life) {
            const timelessly = ({ slack: a, discord: b }: typeof usual): typeof usual => ({
              slack: timeless(a),
              discord: timeless(b),
            });
            addToll(toll, timelessly(read(life)), timelessly(usual));
          },
        });
        console.info(
          [
            `${places.engine}: ${deaths.length} kills in ${count} lives with moved clocks: ${toll.lost} lost, ${toll.repeated} repeated, ${toll.disordered} channels that differ`,
            ...whereKilled(deaths),
          ].join('\n'),
        );
        expect(deaths.length).toBeGreaterThanOrEqual(killsWhenWrong);
        expect(toll).toEqual({ lost: 0, repeated: 0, disordered: 0 });
      },
      patience,
    );
  });

  describe('a process that is killed while a chat', () => {
    it.each(passing)('$name loses and repeats nothing', async (trouble) => {
      const life = most - 1 - passing.indexOf(trouble);
      slack.faults.next(/^chat\./, trouble.slack, trouble.slack);
      discord.faults.next(/^(POST|PATCH) .*\/messages/, trouble.discord, trouble.discord);
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
        const life = most - 1 - passing.length - refusing.indexOf(trouble);
        if (chat === 'slack') slack.faults.next(/^chat\./, trouble.slack, trouble.slack);
        else discord.faults.next(/^(POST|PATCH) .*\/messages/, trouble.discord, trouble.discord);
        await live({ child, places, script }, life, []);
        const got = read(life);
        expect(timeless(got[chat])).toEqual(timeless(usual[chat]));
        const other = chat === 'slack' ? 'discord' : 'slack';
        const channel = chat === 'slack' ? slackChannel(life) : discordChannel(life);
        const isNote = (thread: readonly string[]): boolean => thread.join(' ').includes(channel);
        expect(got[other].filter(isNote)).toHaveLength(1);
        expect(timeless(got[other].filter((thread) => !isNote(thread)))).toEqual(timeless(usual[other]));
      },
    );
  });

  describe('what was sent', () => {
    it('was never malformed', () => {
      expect(slack.problems()).toEqual([]);
      expect(discord.problems()).toEqual([]);
    });
  });
});
