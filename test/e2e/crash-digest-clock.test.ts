import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DAY, HOUR } from '../../src/domain/time.js';
import { startDiscordServer, type DiscordServer } from '../support/discord/server.js';
import { portfolioId } from '../support/looks.js';
import { startSlackServer, type SlackServer } from '../support/slack/server.js';
import { builtChild, readDiscord, readSlack, type Transcript } from './crash/life.js';
import { killsFor, live, mostLives, patienceFor, playLives, whereKilled } from './crash/lives.js';
import { onEveryStore } from './crash/places.js';
import { digestLooks, peakAt, type Script } from './crash/script.js';

vi.setConfig({ testTimeout: 60_000 });

/** So many processes are killed; KILLS asks for more. */
const kills = killsFor(0.2);
const killsPerLife = 4;
const patience = patienceFor(kills);
const most = mostLives({ kills, perLife: killsPerLife });

const slackChannel = (life: number): string => `C${String(life).padStart(10, '0')}`;
const discordChannel = (life: number): string => `3${String(life).padStart(17, '0')}`;
const lives = Array.from({ length: most }, (_, life) => life);

interface Told {
  readonly slack: Transcript;
  readonly discord: Transcript;
}

/** 04:00 in Jakarta, some days ago. */
const start = Math.floor(Date.now() / DAY) * DAY - 5 * DAY - 3 * HOUR;

/** The clock of each process of a life, one after the other, is so far ahead; that of the last one is right. */
const clocks = [0, 2 * DAY, 0, -3 * HOUR];

/** A digest that was told: for which day, and at which look of the life it was put into words. */
interface Digest {
  readonly title: string;
  readonly look: number;
}

const picture = 'Usage of 7 days';

function digestsIn(transcript: Transcript): readonly Digest[] {
  return transcript.flat().flatMap((text) => {
    const peak = /(?:peak at most|puncak paling banyak) (\d+)\s%/.exec(text)?.[1];
    const [title = ''] = text.split('\n');
    return peak === undefined ? [] : [{ title, look: Number(peak) - peakAt(0) }];
  });
}

onEveryStore({ neighbour: [portfolioId] }, (places) => {
  let slack: SlackServer;
  let discord: DiscordServer;
  beforeAll(async () => {
    [slack, discord] = await Promise.all([
      startSlackServer({ channels: lives.map((life) => ({ id: slackChannel(life) })) }),
      startDiscordServer({ channels: lives.map((life) => ({ id: discordChannel(life) })) }),
    ]);
  }, 180_000);
  afterAll(async () => {
    await Promise.all([slack.close(), discord.close()]);
  });

  function read(life: number): Told {
    return {
      slack: readSlack(slack, slackChannel(life)),
      discord: readDiscord(discord, discordChannel(life)),
    };
  }

  function script(life: number, killAt: number, turn: number): Script {
    return {
      store: places.urlOf(life),
      start,
      slack: { apiUrl: slack.apiUrl, token: slack.botToken, channel: slackChannel(life) },
      discord: { apiUrl: discord.apiUrl, token: discord.token, channel: discordChannel(life) },
      clockAhead: life === 0 ? 0 : (clocks[turn] ?? 0),
      killAt,
    };
  }

  describe('a process that is killed while it tells digests, while its clock is moved from life to life', () => {
    it(
      `tells each true digest once, whatever a clock two days ahead told before (${kills} kills)`,
      async () => {
        const child = await builtChild('digest-child');
        expect(await live({ child, places, script }, 0, [])).toEqual([]);
        const usual = read(0);
        let [lost, repeated, unpictured, early] = [0, 0, 0, 0];
        const { deaths, count } = await playLives({
          child,
          places,
          script,
          kills,
          perLife: killsPerLife,
          // The clock is two days ahead for less than the time from one digest to the next.
          latest: (turn) => [40, 10, 30, 20][turn] ?? 20,
          ended(life) {
            const got = read(life);
            for (const chat of ['slack', 'discord'] as const) {
              const all = digestsIn(got[chat]);
              for (const { title, look } of digestsIn(usual[chat])) {
                const told = all.filter((one) => one.title === title && one.look >= look).length;
                lost += told === 0 ? 1 : 0;
                repeated += Math.max(0, told - 1);
              }
              early += all.length - digestsIn(usual[chat]).length;
            }
            const pictures = got.slack.flat().filter((text) => text === picture).length;
            unpictured += Math.abs(digestsIn(got.slack).length - pictures);
          },
        });
        console.info(
          [
            `${places.engine}: ${deaths.length} kills in ${count} lives with a moved clock: ${lost} digests lost, ${repeated} repeated, ${unpictured} pictures too few or too many; a clock ahead told ${early} more`,
            ...whereKilled(deaths),
          ].join('\n'),
        );
        expect(deaths.length).toBeGreaterThanOrEqual(kills);
        expect(digestsIn(usual.slack).map(({ look }) => look < digestLooks)).toEqual([true, true, true]);
        expect({ lost, repeated, unpictured }).toEqual({ lost: 0, repeated: 0, unpictured: 0 });
      },
      patience,
    );
  });

  describe('what was sent', () => {
    it('was never malformed', () => {
      expect(slack.problems()).toEqual([]);
      expect(discord.problems()).toEqual([]);
    });
  });
});
