import { describe, expect, it, vi } from 'vitest';
import { DAY, HOUR } from '../../src/domain/time.js';
import { portfolioId } from '../support/looks.js';
import { builtChild, type Transcript } from './crash/life.js';
import { killsFor, live, mostLives, patienceFor, playLives, reportKills } from './crash/lives.js';
import { onEveryStore } from './crash/places.js';
import { digestLooks, peakAt, type Script } from './crash/script.js';
import { openTwoChats } from './crash/two-chats.js';

vi.setConfig({ testTimeout: 60_000 });

/** So many processes are killed; KILLS asks for more. */
const kills = killsFor(0.2);
const killsPerLife = 4;
const patience = patienceFor(kills);
const most = mostLives({ kills, perLife: killsPerLife });

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
  const { read, ...chats } = openTwoChats(places, most, start);

  function script(life: number, killAt: number, turn: number): Script {
    return { ...chats.script(life, killAt), clockAhead: life === 0 ? 0 : (clocks[turn] ?? 0) };
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
        reportKills(
          `${places.engine}: ${deaths.length} kills in ${count} lives with a moved clock: ${lost} digests lost, ${repeated} repeated, ${unpictured} pictures too few or too many; a clock ahead told ${early} more`,
          deaths,
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
      expect(chats.problems()).toEqual([]);
    });
  });
});
