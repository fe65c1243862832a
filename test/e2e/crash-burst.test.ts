import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DAY, HOUR } from '../../src/domain/time.js';
import { startDiscordServer, type DiscordServer } from '../support/discord/server.js';
import { startSlackServer, type SlackServer } from '../support/slack/server.js';
import { builtChild } from './crash/life.js';
import { killsFor, live, mostLives, patienceFor, playLives, whereKilled } from './crash/lives.js';
import { onEveryStore } from './crash/places.js';
import { burstShops, type Script } from './crash/script.js';

vi.setConfig({ testTimeout: 60_000 });

/** So many processes are killed; KILLS asks for more. */
const kills = killsFor(0.4);
const killsPerLife = 4;
/** A whole life has about so many steps. */
const stepsOfLife = 200;

const slackChannel = (life: number): string => `C${String(life).padStart(10, '0')}`;
const discordChannel = (life: number): string => `3${String(life).padStart(17, '0')}`;
const lives = Array.from({ length: mostLives({ kills, perLife: killsPerLife }) }, (_, life) => life);
const start = Math.floor(Date.now() / DAY) * DAY - DAY + 5 * HOUR;
const shops = burstShops.map(({ name }) => name);

/** What a channel was told: of which shops each message tells, and how many lines stand under them. */
interface Told {
  readonly messages: readonly (readonly string[])[];
  readonly lines: number;
  /** Whether a message still shows trouble. */
  readonly isRed: boolean;
}

function toldIn(roots: readonly object[], lines: number): Told {
  // As they stand now, without what they said before they were edited.
  const texts = roots.map((root) => JSON.stringify({ ...root, edits: [] }));
  const messages = texts.map((text) => [...new Set([...text.matchAll(/Shop \d+\b/g)].map(([shop]) => shop))]);
  return { messages, lines, isRed: texts.some((text) => text.includes('🔴')) };
}

onEveryStore({ neighbour: burstShops.map(({ id }) => id) }, (places) => {
  let slack: SlackServer;
  let discord: DiscordServer;
  let child: string;
  beforeAll(async () => {
    [slack, discord, child] = await Promise.all([
      startSlackServer({ channels: lives.map((life) => ({ id: slackChannel(life) })) }),
      startDiscordServer({ channels: lives.map((life) => ({ id: discordChannel(life) })) }),
      builtChild('burst-child'),
    ]);
  }, 180_000);
  afterAll(() => Promise.all([slack.close(), discord.close()]));

  const script = (life: number, killAt: number): Script => ({
    store: places.urlOf(life),
    start,
    slack: { apiUrl: slack.apiUrl, token: slack.botToken, channel: slackChannel(life) },
    discord: { apiUrl: discord.apiUrl, token: discord.token, channel: discordChannel(life) },
    killAt,
  });

  function read(life: number): readonly Told[] {
    const all = slack.messages.list(slackChannel(life));
    const roots = all.filter(({ threadTs }) => threadTs === undefined);
    const said = discord.messages.list(discordChannel(life));
    const under = said.flatMap(({ threadId }) =>
      threadId === undefined ? [] : discord.messages.list(threadId),
    );
    return [toldIn(roots, all.length - roots.length), toldIn(said, under.length)];
  }

  describe('a burst of alerts', () => {
    it('is told in two messages, with a line for each that ends', async () => {
      expect(await live({ child, places, script }, 0, [])).toEqual([]);
      for (const { messages, lines, isRed } of read(0)) {
        expect(messages.map((named) => named.length)).toEqual([1, shops.length - 1]);
        expect([lines, isRed]).toEqual([shops.length, false]);
      }
    });

    it(
      `is told once of each and ended in each, wherever the process is killed (${kills} kills)`,
      async () => {
        let [lost, repeated, unended] = [0, 0, 0];
        const { deaths, count } = await playLives({
          child,
          places,
          script,
          kills,
          perLife: killsPerLife,
          latest: (turn) => (stepsOfLife * 0.7) / (turn + 1),
          ended(life) {
            for (const { messages, lines, isRed } of read(life)) {
              const times = shops.map((shop) => messages.flat().filter((named) => named === shop).length);
              lost += times.filter((told) => told === 0).length;
              repeated += times.reduce((sum, told) => sum + Math.max(0, told - 1), 0);
              unended += isRed || lines !== shops.length ? 1 : 0;
            }
          },
        });
        console.info(
          [
            `${places.engine}: ${deaths.length} kills in ${count} lives of a burst: ${lost} alerts lost, ${repeated} repeated, ${unended} channels that do not show its end`,
            ...whereKilled(deaths),
          ].join('\n'),
        );
        expect(deaths.length).toBeGreaterThanOrEqual(kills);
        expect({ lost, repeated, unended }).toEqual({ lost: 0, repeated: 0, unended: 0 });
      },
      patienceFor(kills),
    );
  });

  describe('what was sent', () => {
    it('was never malformed', () => {
      expect(slack.problems()).toEqual([]);
      expect(discord.problems()).toEqual([]);
    });
  });
});
