import { beforeAll, describe, expect, it, vi } from 'vitest';
import { builtChild } from './crash/life.js';
import { killsFor, live, mostLives, patienceFor, playLives, reportKills } from './crash/lives.js';
import { onEveryStore } from './crash/places.js';
import { burstShops } from './crash/script.js';
import { noonYesterday, openTwoChats } from './crash/two-chats.js';

vi.setConfig({ testTimeout: 60_000 });

/** So many processes are killed; KILLS asks for more. */
const kills = killsFor(0.4);
const killsPerLife = 4;
/** A whole life has about so many steps. */
const stepsOfLife = 200;

const lives = mostLives({ kills, perLife: killsPerLife });
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
  let child: string;
  const { script, ...chats } = openTwoChats(places, lives, noonYesterday);
  beforeAll(async () => {
    child = await builtChild('burst-child');
  }, 180_000);

  function read(life: number): readonly Told[] {
    const all = chats.slack().messages.list(chats.slackChannel(life));
    const roots = all.filter(({ threadTs }) => threadTs === undefined);
    const discord = chats.discord();
    const said = discord.messages.list(chats.discordChannel(life));
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
        reportKills(
          `${places.engine}: ${deaths.length} kills in ${count} lives of a burst: ${lost} alerts lost, ${repeated} repeated, ${unended} channels that do not show its end`,
          deaths,
        );
        expect(deaths.length).toBeGreaterThanOrEqual(kills);
        expect({ lost, repeated, unended }).toEqual({ lost: 0, repeated: 0, unended: 0 });
      },
      patienceFor(kills),
    );
  });

  describe('what was sent', () => {
    it('was never malformed', () => {
      expect(chats.problems()).toEqual([]);
    });
  });
});
