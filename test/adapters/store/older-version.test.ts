import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStores, type Stores } from '../../../src/adapters/store/open.js';
import { alertCard } from '../../../src/cards/alert.js';
import { channelBrokenCard } from '../../../src/cards/desk.js';
import { plainText } from '../../../src/cards/plain.js';
import type { NumberId, PortfolioId } from '../../../src/domain/snapshot.js';
import { DAY, type Span } from '../../../src/domain/time.js';
import { deskId, stateVersion } from '../../../src/domain/state.js';
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
}

interface Readings {
  readonly states: Readonly<Record<string, OldState>>;
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
  it.each(Object.entries(readings.states))('keeps all that was decided about %s', async (id, state) => {
    expect(await stores.store.read(id as PortfolioId)).toMatchObject(asToday(state));
  });

  it('tells of what waits, and of digests, what was not yet kept then', async () => {
    const desk = await stores.store.read(deskId);
    const [[route, plannedAt] = ['', 0]] = Object.entries(desk?.digests ?? {});
    expect(desk?.digestsQueued).toEqual({ [route]: [{ plannedAt, queuedAt: plannedAt }] });
    expect(desk?.outbox.notifications.length).toBeGreaterThan(0);
    for (const one of desk?.outbox.notifications ?? []) {
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
  it.each(Object.keys(readings.states))('is told of %s in the language of its reader', async (id) => {
    const state = await stores.store.read(id as PortfolioId);
    if (state === null) throw new Error(`Nothing is saved of ${id}.`);
    const reader = readerOf({ words: wordsOf.id, now: at('2026-11-29T17:40:00Z') });
    const cards = [...state.incidents, ...state.ended].map((incident) =>
      alertCard({ state, incidents: [incident], thread: incident.id }, reader),
    );
    const broken = state.outbox.notifications.flatMap(({ body }) =>
      body.kind === 'channel-broken' ? [channelBrokenCard(body.route, body.trouble, reader)] : [],
    );
    const told = [...cards, ...broken].map(plainText).join('\n');
    expect(told).not.toBe('');
    expect(told).not.toMatch(/undefined|no answer|no longer valid|Unknown Channel/);
  });
});

/** The same state with everything in the place it has today. */
function asToday({ sequence, threads, outbox, ...rest }: OldState): object {
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
