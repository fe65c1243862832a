import { describe, expect, it } from 'vitest';
import { alertCause } from '../../src/app/causes.js';
import { speaker } from '../../src/app/speak.js';
import { plainText } from '../../src/cards/plain.js';
import { StoreError } from '../../src/ports.js';
import type { NumberSnapshot } from '../../src/domain/snapshot.js';
import { after, HOUR } from '../../src/domain/time.js';
import { tokoMaju } from '../support/asking.js';
import { usualHour, weeksBefore } from '../support/counted-weeks.js';
import { fakeLog } from '../support/fakes/log.js';
import { causesIn } from '../support/fakes/signals.js';
import { memoryHistory, memoryStore } from '../support/fakes/stores.js';
import { noon, numberOf } from '../support/looks.js';
import { readerOf } from '../support/reading.js';
import { routeOf, story } from '../support/story.js';

const promotion = {
  from: after(noon, -4 * HOUR),
  to: after(noon, -HOUR),
  counts: { ...usualHour, sent: 900, delivered: 700, stops: 60 },
};

type CauseOf = ReturnType<typeof alertCause>;

/** The first alert of a number that a look finds like this. */
async function alertOf(now: Partial<NumberSnapshot>, causeOf: CauseOf): Promise<string> {
  const told = story();
  told.sees({ numbers: [numberOf(1)] });
  told.down = ['slack:C1'];
  told.sees({ numbers: [numberOf(1, now)] });
  const [notification] = told.state.outbox.notifications;
  if (!notification) throw new Error('There is nothing to tell in this story.');
  const store = memoryStore();
  await store.update(tokoMaju.id, () => ({ state: told.state, result: undefined }));
  const speaks = speaker({
    plans: [tokoMaju],
    store,
    readerOf: () => readerOf({ now: told.now }),
    picturesApart: () => false,
    causeOf,
    digestParts: {
      outlook: () => Promise.resolve({ peak: 62, forecast: null, limitChanges: [], ahead: null }),
      picture: () => Promise.resolve(null),
    },
  });
  const speech = await speaks.ofPortfolio(told.state, notification, routeOf(), told.now);
  return speech && 'card' in speech ? plainText(speech.card).replaceAll('\u00a0', ' ') : '';
}

const known = alertCause(causesIn(memoryHistory(), weeksBefore(noon, [promotion])), fakeLog());

describe('the alert of a change', () => {
  it.each([{ quality: 'yellow' as const }, { status: 'flagged' as const, rawStatus: 'FLAGGED' }])(
    'carries the likeliest of what came before: %j',
    async (now) => {
      const text = await alertOf(now, known);
      expect(text).toMatch(/Came before: 120 replies to [\d,]+ messages today 09:00–12:00 WIB/);
    },
  );

  it('carries none where nothing was unusual', async () => {
    const usual = alertCause(causesIn(memoryHistory(), weeksBefore(noon)), fakeLog());
    expect(await alertOf({ quality: 'yellow' }, usual)).not.toContain('Came before');
  });

  it('is told without it where the record cannot be read, and the log says so', async () => {
    const log = fakeLog();
    const broken = alertCause(
      { before: () => Promise.reject(new StoreError('other', 'The disk is gone.')) },
      log,
    );
    const text = await alertOf({ quality: 'red' }, broken);
    expect(text).toContain('Quality is low (red)');
    expect(text).not.toContain('Came before');
    expect(log.lines.map(({ event }) => event)).toEqual(['causes.read-failed']);
  });

  it('is looked for once for each look, however many routes are told, and again after trouble', async () => {
    const told = story();
    told.sees({ numbers: [numberOf(1)] });
    told.sees({ numbers: [numberOf(1, { quality: 'yellow' })] });
    const [incident] = told.state.incidents;
    if (!incident) throw new Error('Nothing is wrong in this story.');
    let asked = 0;
    const cause = alertCause(
      {
        before: () => {
          asked += 1;
          return asked === 1 ? Promise.reject(new StoreError('other', 'Gone.')) : Promise.resolve(null);
        },
      },
      fakeLog(),
    );
    const look = told.state;
    await cause(look, incident, noon);
    await Promise.all([cause(look, incident, noon), cause({ ...look }, incident, noon)]);
    expect(asked).toBe(2);
    told.sees({ numbers: [numberOf(1, { quality: 'yellow' })] });
    await cause(told.state, incident, noon);
    expect(asked).toBe(3);
  });
});
