import { beforeAll, describe, expect, it, vi } from 'vitest';
import { DAY, HOUR } from '../../src/domain/time.js';
import { portfolioId } from '../support/looks.js';
import { builtChild } from './crash/life.js';
import { addToll, killsFor, live, mostLives, patienceFor, playLives, reportKills } from './crash/lives.js';
import { onEveryStore } from './crash/places.js';
import { timeless } from './crash/timeless.js';
import { noonYesterday, openTwoChats, type Told } from './crash/two-chats.js';

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
const most = mostLives({ kills, perLife: killsPerLife });

onEveryStore({ neighbour: [portfolioId] }, (places) => {
  let child: string;
  let usual: Told;
  const { script, read, ...chats } = openTwoChats(places, 2 * most, noonYesterday);
  beforeAll(async () => {
    child = await builtChild('child');
    expect(await live({ child, places, script }, 0, [])).toEqual([]);
    usual = read(0);
  }, 180_000);

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
        reportKills(
          `${places.engine}: ${deaths.length} kills in ${count} lives: ${toll.lost} lost, ${toll.repeated} repeated, ${toll.disordered} channels that differ`,
          deaths,
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
            const timelessly = ({ slack: a, discord: b }: Told): Told => ({
              slack: timeless(a),
              discord: timeless(b),
            });
            addToll(toll, timelessly(read(life)), timelessly(usual));
          },
        });
        reportKills(
          `${places.engine}: ${deaths.length} kills in ${count} lives with moved clocks: ${toll.lost} lost, ${toll.repeated} repeated, ${toll.disordered} channels that differ`,
          deaths,
        );
        expect(deaths.length).toBeGreaterThanOrEqual(killsWhenWrong);
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
