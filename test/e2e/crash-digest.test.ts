import { beforeAll, describe, expect, it, vi } from 'vitest';
import { DAY, HOUR } from '../../src/domain/time.js';
import { portfolioId } from '../support/looks.js';
import type { SlackMessage } from '../support/slack/model.js';
import { builtChild, readDiscord, type Transcript } from './crash/life.js';
import { addToll, killsFor, live, mostLives, patienceFor, playLives, reportKills } from './crash/lives.js';
import { onEveryStore } from './crash/places.js';
import { openTwoChats, type Told } from './crash/two-chats.js';

vi.setConfig({ testTimeout: 60_000 });

/** So many processes are killed; KILLS asks for more. */
const kills = killsFor(0.2);
const killsPerLife = 4;
/** A whole life has about so many steps. */
const stepsOfLife = 80;
const patience = patienceFor(kills);

const lives = mostLives({ kills, perLife: killsPerLife });

/** How a message with a picture reads. */
const picture = '(picture)';

/** 04:00 in Jakarta, some days ago: between yesterday's digests and today's. */
const start = Math.floor(Date.now() / DAY) * DAY - 5 * DAY - 3 * HOUR;

onEveryStore({ neighbour: [portfolioId] }, (places) => {
  let child: string;
  let usual: Told;
  const { script, slackChannel, discordChannel, ...chats } = openTwoChats(places, lives, start);
  beforeAll(async () => {
    child = await builtChild('digest-child');
    expect(await live({ child, places, script }, 0, [])).toEqual([]);
    usual = read(0);
  }, 180_000);

  /** Each message of a channel, in order. */
  function read(life: number): Told {
    const hasPicture = ({ fileIds, blocks }: SlackMessage): boolean =>
      fileIds.length > 0 || blocks.some(({ type }) => type === 'image');
    const [slack, discord] = [chats.slack(), chats.discord()];
    const said = readDiscord(discord, discordChannel(life));
    return {
      slack: slack.messages
        .list(slackChannel(life))
        .map((message) => [hasPicture(message) ? picture : message.text]),
      discord: discord.messages
        .list(discordChannel(life))
        .map(({ attachments }, index) => [...(said[index] ?? []), ...attachments.map(() => picture)]),
    };
  }

  describe('three days without trouble', () => {
    it('bring a digest each local day in each chat, with its picture right after its words', () => {
      const words = (told: Transcript): readonly string[] => told.flat().filter((one) => one !== picture);
      expect(new Set(words(usual.slack)).size).toBe(3);
      expect(new Set(words(usual.discord)).size).toBe(3);
      expect(usual.slack).toEqual(words(usual.slack).flatMap((one) => [[one], [picture]]));
      expect(usual.discord).toEqual(words(usual.discord).map((one) => [one, picture]));
    });
  });

  describe('a process that is killed while a digest is planned, told or illustrated', () => {
    it(
      `tells each digest and shows its picture once, in order (${kills} kills)`,
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
        reportKills(
          `${places.engine}: ${deaths.length} kills in ${count} lives: ${toll.lost} digests or pictures lost, ${toll.repeated} repeated, ${toll.disordered} channels that differ`,
          deaths,
        );
        expect(deaths.length).toBeGreaterThanOrEqual(kills);
        expect(toll).toEqual({ lost: 0, repeated: 0, disordered: 0 });
      },
      patience,
    );
  });

  describe('what was sent', () => {
    it('was never malformed', () => {
      expect(chats.problems()).toEqual([]);
    });
  });
});
