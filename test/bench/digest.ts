import { performance } from 'node:perf_hooks';
import { memoryHistory } from '../support/fakes/stores.js';
import { digestParts } from '../../src/app/digest-parts.js';
import { outlook } from '../../src/app/outlook.js';
import { digestCard } from '../../src/cards/digest.js';
import { plainText } from '../../src/cards/plain.js';
import { digestFor } from '../../src/domain/digest.js';
import { known } from '../../src/domain/reading.js';
import { defaultThresholds } from '../../src/domain/thresholds.js';
import type { NumberId } from '../../src/domain/snapshot.js';
import { after, DAY, HALF_HOUR } from '../../src/domain/time.js';
import { wordsOf } from '../../src/words/index.js';
import type { Artist } from '../../src/ports.js';
import { tokoMaju } from '../support/asking.js';
import { fakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon, numberOf, portfolioId, usageOf, onRecordSince } from '../support/looks.js';
import { readerOf } from '../support/reading.js';
import { portfolio2025 } from '../support/rulebooks.js';
import { routeOf, story } from '../support/story.js';
import { medianOf, type Bench, type Row } from './row.js';

/** The picture has a benchmark of its own. */
const noArtist: Artist = {
  picture: () => Promise.resolve({ png: new Uint8Array(), name: 'usage.png', alt: '' }),
  drawn: () => Promise.resolve({ drawn: '', alt: '' }),
};

const light = (): 'light' => 'light';

/** What it costs to put a digest into words, with the record read and `troubled` of the numbers in trouble. */
export async function measureDigest(numbers = 1_000, troubled = 1_000): Promise<number> {
  const told = story();
  told.sees({
    numbers: Array.from({ length: numbers }, (_, i) =>
      numberOf(i, { id: `10654${String(i)}` as NumberId, quality: i < troubled ? 'red' : 'green' }),
    ),
    usage: known(usageOf(7_100)),
  });
  const history = memoryHistory();
  const series = Array.from({ length: 9 * 48 }, (_, i) => ({
    at: after(noon, (i - 9 * 48) * HALF_HOUR),
    recipients: 3,
  }));
  await history.append(
    portfolioId,
    new Map(Array.from({ length: numbers }, (_, i) => [`10654${String(i)}` as NumberId, series])),
  );
  const state = onRecordSince(told.state, after(noon, -9 * DAY));
  const clock = fakeClock(noon);
  const drawing = { history, artist: noArtist, thresholds: defaultThresholds, width: 80, groundOf: light };
  const ahead = outlook({ history, clock, rulebookOf: () => portfolio2025 });
  const parts = digestParts(ahead, drawing, fakeLog());
  const reader = readerOf({ words: wordsOf.id });
  const facts = digestFor(noon, reader.zone);
  const all: number[] = [];
  for (let i = 0; i < 7; i += 1) {
    const began = performance.now();
    const outlookNow = await parts.outlook(tokoMaju, state, facts.since, reader);
    const picture = await parts.picture([state], routeOf(), reader);
    plainText(digestCard({ ...facts, portfolios: [{ state, ...outlookNow }], picture }, reader));
    all.push(performance.now() - began);
  }
  return medianOf(all);
}

/** The benchmark of digests. */
export const digest: Bench = {
  name: 'digest',
  async run(): Promise<readonly Row[]> {
    return [
      {
        what: 'A digest of 1,000 numbers, without its picture',
        figure: await measureDigest(1_000, 20),
        unit: 'ms',
        goal: { most: 1_000 },
      },
      {
        what: 'A digest of 1,000 numbers, each with a problem',
        figure: await measureDigest(),
        unit: 'ms',
        goal: { most: 1_000 },
      },
    ];
  },
};
