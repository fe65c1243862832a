import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordedSince } from '../../../src/domain/history/recorded-usage.js';
import type { Stores } from '../../../src/store-description.js';
import { openStores } from '../../../src/stores.js';
import { alertCard } from '../../../src/cards/alert.js';
import { channelBrokenCard } from '../../../src/cards/delivery-news.js';
import { plainText } from '../../../src/cards/plain.js';
import type { NumberId, PortfolioId } from '../../../src/domain/snapshot.js';
import { DAY, type Span } from '../../../src/domain/time.js';
import { stateVersion } from '../../../src/domain/state.js';
import { wordsOf } from '../../../src/words/index.js';
import { fakeLog } from '../../support/fakes/log.js';
import { at } from '../../support/looks.js';
import { readerOf } from '../../support/reading.js';

/**
 * A store that version 0.1.0 wrote over 88 days: two portfolios, looks every two hours, open and ended incidents, a
 * silence, messages that still wait (one with an unclear end), a route that refuses, all three grains of usage. Beside
 * it lies what that version read from it.
 */
const fixture = new URL('../../fixtures/store-0.1.0/', import.meta.url);

/** Of a state, what lies elsewhere today. */
interface OldState {
  readonly sequence: number;
  readonly threads: readonly object[];
  readonly outbox: readonly object[];
  readonly digests: Readonly<Record<string, number>>;
  readonly digestsQueued?: object;
  readonly broken: object;
  readonly recordedSince: number | null;
}

interface Readings {
  readonly states: Readonly<Record<string, OldState>> & { readonly desk: OldState };
  readonly preferences: Readonly<Record<string, string>>;
  readonly history: Readonly<
    Record<
      string,
      {
        readonly read: unknown;
        readonly usage: Readonly<Record<string, object>>;
        readonly notes: Readonly<Record<string, object>>;
      }
    >
  >;
}

const readings = JSON.parse(unzipped('readings.json.gz').toString()) as Readings;
const portfolios = Object.entries(readings.history);
/** Under this id that version kept the bot’s own state as if it were a portfolio’s. */
const oldBotId = 'desk';
const { [oldBotId]: ofBot, ...others } = readings.states;
const ofPortfolios = Object.entries(others);
const span: Span = { from: at('2026-09-01T00:00:00Z'), to: at('2026-11-29T17:40:00Z') };

let folder: string;
let stores: Stores;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tierwatch-older-'));
  writeFileSync(join(folder, 'store.sqlite'), unzipped('store.sqlite.gz'));
  stores = await openStores({
    url: 'sqlite://store.sqlite',
    cwd: folder,
    keeping: { halfHours: 8 * DAY, hours: 60 * DAY, days: 730 * DAY },
    log: fakeLog(),
  });
});
afterAll(async () => {
  await stores.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a store of version 0.1.0', () => {
  it.each(ofPortfolios)('keeps all that was decided about portfolio %s', async (id, state) => {
    const { digests, digestsQueued, broken, recordedSince: since, ...rest } = asToday(state);
    // What was kept here for the bot alone was empty.
    expect([digests, digestsQueued ?? {}, broken]).toEqual([{}, {}, {}]);
    const kept = await stores.store.read(id as PortfolioId);
    expect(kept).toMatchObject(rest);
    expect(kept && recordedSince(kept)).toBe(since);
  });

  it('keeps all that waited, and that was known of routes, as the bot’s own', async () => {
    const { digests, broken, outbox } = asToday(ofBot);
    const state = await stores.store.readBot();
    expect(state).toMatchObject({ broken, outbox });
    const [[route, plannedAt] = ['', 0]] = Object.entries(digests);
    expect(state.digestsQueued).toEqual({ [route]: [{ plannedAt, queuedAt: plannedAt }] });
    expect(await stores.store.read(oldBotId as PortfolioId)).toBeNull();
  });

  it('tells of what waits what was not yet kept then', async () => {
    const { notifications } = (await stores.store.readBot()).outbox;
    expect(notifications.length).toBeGreaterThan(0);
    for (const one of notifications) {
      expect(one).toMatchObject({
        wantedAt: one.createdAt,
        waitsFrom: one.createdAt,
        holdsRoute: false,
      });
    }
  });

  it('keeps the languages people chose', async () => {
    for (const [person, locale] of Object.entries(readings.preferences)) {
      expect(await stores.preferences.localeOf(person)).toBe(locale);
    }
  });

  it.each(portfolios)('keeps the half hours and hours of portfolio %s', async (id, { read }) => {
    expect([...(await stores.history.read(id as PortfolioId, span))]).toEqual(read);
  });

  it.each(portfolios)('keeps each number’s usage of portfolio %s, days included', async (id, { usage }) => {
    for (const [number, past] of Object.entries(usage)) {
      expect(await stores.history.usage(id as PortfolioId, owner(number), span)).toEqual(past);
    }
  });

  it.each(portfolios)('keeps what looks saw of portfolio %s', async (id, { notes }) => {
    for (const [number, past] of Object.entries(notes)) {
      expect(asJson(await stores.history.notes(id as PortfolioId, owner(number), span))).toEqual(past);
    }
  });
});

describe('what version 0.1.0 saved in English', () => {
  const reader = readerOf({ words: wordsOf.id, now: at('2026-11-29T17:40:00Z') });
  const english = /undefined|no answer|no longer valid|Unknown Channel/;

  it.each(ofPortfolios)('is told of portfolio %s in the language of its reader', async (id) => {
    const state = await stores.store.read(id as PortfolioId);
    if (state === null) throw new Error(`Nothing is saved of ${id}.`);
    const cards = [...state.incidents, ...state.ended].map((incident) =>
      alertCard({ state, incidents: [incident], thread: incident.id }, reader),
    );
    const told = cards.map(plainText).join('\n');
    expect(told).not.toBe('');
    expect(told).not.toMatch(english);
  });

  it('is told of routes in the language of their reader', async () => {
    const { notifications } = (await stores.store.readBot()).outbox;
    const broken = notifications.flatMap(({ body }) =>
      body.kind === 'channel-broken' ? [channelBrokenCard(body.route, body.trouble, reader)] : [],
    );
    const told = broken.map(plainText).join('\n');
    expect(told).not.toBe('');
    expect(told).not.toMatch(english);
  });
});

/** The same state with everything in the place it has today. */
function asToday({ sequence, threads, outbox, ...rest }: OldState) {
  return { ...rest, version: stateVersion, outbox: { sequence, threads, notifications: outbox } };
}

/** All numbers together are named `all`. */
function owner(name: string): NumberId | null {
  return name === 'all' ? null : (name as NumberId);
}

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function unzipped(name: string): Buffer {
  return gunzipSync(readFileSync(new URL(name, fixture)));
}
