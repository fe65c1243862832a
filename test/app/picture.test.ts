import { describe, expect, it } from 'vitest';
import { chartArtist } from '../../src/adapters/chart/artist.js';
import { memoryHistory } from '../support/fakes/stores.js';
import { digestParts } from '../../src/app/digest-parts.js';
import { lookNote } from '../../src/domain/history/look-note.js';
import { outlook } from '../../src/app/outlook.js';
import {
  drawPast,
  mostTellingPortfolio,
  type PictureOptions,
  type PictureWanted,
} from '../../src/app/picture.js';
import { plainText } from '../../src/cards/plain.js';
import type { ChartFacts, ChartLabels } from '../../src/domain/chart-facts.js';
import { known, unknown } from '../../src/domain/reading.js';
import { defaultThresholds } from '../../src/domain/thresholds.js';
import { freshState, type PortfolioState } from '../../src/domain/state.js';
import { after, DAY, HOUR } from '../../src/domain/time.js';
import { wordsOf } from '../../src/words/index.js';
import { platforms } from '../../src/platforms.js';
import type { Artist, History } from '../../src/ports.js';
import { tokoMaju } from '../support/asking.js';
import { fakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import {
  capped,
  noon,
  numberOf,
  portfolioId,
  portfolioOf,
  usageOf,
  onRecordSince,
} from '../support/looks.js';
import { readerOf } from '../support/reading.js';
import { portfolio2025 } from '../support/rulebooks.js';
import { routeOf, story } from '../support/story.js';

interface Drawn {
  readonly facts: ChartFacts;
  readonly labels: ChartLabels;
  readonly width: number | null;
}

function fakeArtist(): Artist & { readonly drawings: Drawn[] } {
  const drawings: Drawn[] = [];
  return {
    drawings,
    picture(facts, labels) {
      drawings.push({ facts, labels, width: null });
      return Promise.resolve({ png: Uint8Array.of(1), name: 'usage.png', alt: 'a picture' });
    },
    drawn(facts, labels, width) {
      drawings.push({ facts, labels, width });
      return Promise.resolve({ drawn: '▁▂▃', alt: 'a drawing' });
    },
  };
}

const broken: Artist = {
  picture: () => Promise.reject(new Error('no font')),
  drawn: () => Promise.reject(new Error('no font')),
};

function seen(usage = 6_120): PortfolioState {
  const told = story();
  told.sees({ numbers: [numberOf(1, { name: 'Promo' })], usage: known(usageOf(usage)) });
  return told.state;
}

async function onRecord(): Promise<History> {
  const history = memoryHistory();
  const series = [{ at: after(noon, -DAY / 2), recipients: 700 }];
  await history.append(portfolioId, new Map([[numberOf(1).id, series]]));
  // The limit was raised an hour ago; the look before could not tell.
  for (const [hours, limit] of [
    [50, known(capped(2_000))],
    [2, unknown('not-returned')],
    [1, known(capped(10_000))],
    [0, known(capped(10_000))],
  ] as const) {
    const look = { kind: 'seen', at: after(noon, -hours * HOUR), snapshot: portfolioOf({ limit }) } as const;
    await history.note(portfolioId, lookNote(look, seen(), after(noon, -9 * DAY)));
  }
  return history;
}

const wanted = (more: Partial<PictureWanted> = {}): PictureWanted => ({
  state: seen(),
  number: null,
  days: 7,
  reader: readerOf(),
  platform: 'slack',
  ...more,
});
const optionsOf = (history: History, artist: Artist): PictureOptions => ({
  history,
  artist,
  thresholds: { ...defaultThresholds, usageOf: { '+6281234560001': [60] } },
  width: 72,
  groundOf: (platform) => platforms[platform].pictures,
});

describe('a picture of past days', () => {
  it('is drawn in the reader’s words, light for Slack and dark for Discord', async () => {
    const artist = fakeArtist();
    const options = optionsOf(await onRecord(), artist);
    expect((await drawPast(wanted(), options))?.name).toBe('usage.png');
    await drawPast(wanted({ platform: 'discord', reader: readerOf({ words: wordsOf.id }) }), options);
    const [slack, discord] = artist.drawings;
    expect([slack?.facts.theme, discord?.facts.theme]).toEqual(['light', 'dark']);
    expect(slack?.labels.title).toBe('Toko Maju · The last 7 days');
    expect(slack?.labels.subtitle).toBe('Peak 700 on Sun 22 Nov.');
    expect(discord?.labels.title).toBe('Toko Maju · 7 hari terakhir');
    expect(slack?.facts.threshold).toBe(80);
  });

  it('of one number has its name, its number where the name cannot be drawn, and its own threshold', async () => {
    const artist = fakeArtist();
    await drawPast(wanted({ number: numberOf(1).id, days: 30 }), optionsOf(await onRecord(), artist));
    const [one] = artist.drawings;
    expect(one?.labels.title).toBe('Promo · The last 30 days');
    expect(one?.labels.titleInstead).toMatch(/^\+62 812-3456-0001 · /);
    expect(one?.facts.threshold).toBe(60);
  });

  it('of a masked reader hides the number', async () => {
    const artist = fakeArtist();
    const reader = readerOf({ masked: true });
    await drawPast(wanted({ number: numberOf(1).id, reader }), optionsOf(await onRecord(), artist));
    expect(artist.drawings[0]?.labels.titleInstead).not.toContain('3456');
  });

  it('is lines of text in a terminal, as wide as it is', async () => {
    const artist = fakeArtist();
    const picture = await drawPast(wanted({ platform: 'terminal' }), optionsOf(await onRecord(), artist));
    expect(picture).toMatchObject({ drawn: '▁▂▃', alt: 'a drawing' });
    expect(picture?.png).toHaveLength(0);
    expect(artist.drawings[0]?.width).toBe(72);
    const card = { tone: 'info', title: 'T', lead: [], sections: [], footnote: null, actions: [] } as const;
    expect(plainText({ ...card, picture })).toContain('▁▂▃');
    expect(plainText({ ...card, picture })).not.toContain('a drawing');
  });

  it('is none when nothing is known', async () => {
    const artist = fakeArtist();
    expect(await drawPast(wanted(), optionsOf(memoryHistory(), artist))).toBeNull();
    expect(artist.drawings).toEqual([]);
  });

  it('comes out of the real pen as a PNG with words for those who do not see it', async () => {
    const picture = await drawPast(wanted(), optionsOf(await onRecord(), chartArtist));
    expect(Buffer.from(picture?.png.subarray(1, 4) ?? []).toString('ascii')).toBe('PNG');
    expect(picture?.alt).toMatch(/^Usage from 15 Nov to 22 Nov: at most 700/);
    const drawn = await drawPast(wanted({ platform: 'terminal' }), optionsOf(await onRecord(), chartArtist));
    expect(Math.max(...(drawn?.drawn ?? '').split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
  });
});

describe('a digest', () => {
  const partsOf = (history: History, artist: Artist) => {
    const log = fakeLog();
    const ahead = outlook({ history, clock: fakeClock(noon), rulebookOf: () => portfolio2025 });
    return { log, parts: digestParts(ahead, optionsOf(history, artist), log) };
  };
  const unreadable: History = {
    ...memoryHistory(),
    read: () => Promise.reject(new Error('the disk is gone')),
    usage: () => Promise.reject(new Error('the disk is gone')),
    notes: () => Promise.reject(new Error('the disk is gone')),
  };

  it('shows the portfolio that is nearest to its limit', () => {
    const [calm, busy] = [seen(100), seen(9_200)];
    const blind = story();
    blind.sees({ limit: unknown('not-returned') });
    expect(mostTellingPortfolio([freshState(portfolioId, 'New'), blind.state, calm, busy])).toBe(busy);
    expect(mostTellingPortfolio([])).toBeNull();
  });

  it('takes its peak, its forecast and its picture from the record', async () => {
    const { parts } = partsOf(await onRecord(), fakeArtist());
    const state = onRecordSince(seen(), after(noon, -9 * DAY));
    expect(await parts.outlook(tokoMaju, state, after(noon, -DAY), readerOf())).toEqual({
      peak: expect.closeTo(7) as number,
      forecast: expect.stringContaining('100,000 needs 5,000 people in 7 days') as string,
      ahead: null,
      limitChanges: [{ at: after(noon, -HOUR), from: 2_000, to: 10_000 }],
    });
    expect((await parts.picture([state], routeOf(), readerOf()))?.alt).toBe('a picture');
  });

  it('is told without what fails', async () => {
    const { parts, log } = partsOf(unreadable, broken);
    const state = onRecordSince(seen(), after(noon, -9 * DAY));
    expect(await parts.outlook(tokoMaju, state, after(noon, -DAY), readerOf())).toEqual({
      peak: null,
      forecast: null,
      ahead: null,
      limitChanges: [],
    });
    expect(await parts.picture([state], routeOf(), readerOf())).toBeNull();
    expect(log.lines.map(({ event }) => event)).toEqual([
      'digest.peak-failed',
      'digest.forecast-failed',
      'digest.ahead-failed',
      'digest.limits-failed',
      'picture.failed',
    ]);
    const drawing = partsOf(await onRecord(), broken);
    expect(await drawing.parts.picture([state], routeOf(), readerOf())).toBeNull();
  });
});
