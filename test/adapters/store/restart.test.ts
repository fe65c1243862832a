import { describe, expect, it } from 'vitest';
import { freshBotState, type BotState } from '../../../src/domain/bot-state.js';
import { sqliteTables } from '../../../src/adapters/store/sqlite-tables.js';
import type { BotBody, Notification } from '../../../src/domain/notification.js';
import type { PortfolioState } from '../../../src/domain/state.js';
import { after, HOUR } from '../../../src/domain/time.js';
import { known } from '../../../src/domain/reading.js';
import { noon, numberOf, usageOf } from '../../support/looks.js';
import { routeOf, story } from '../../support/story.js';
import { newPlace, storesAt } from './opened.js';

/** Saves a state, opens the store again and reads it. */
async function afterRestart(state: PortfolioState): Promise<PortfolioState | null> {
  const path = newPlace();
  const first = await storesAt(path);
  await first.store.update(state.portfolio, () => ({ state, result: null }));
  await first.close();
  const { store } = await storesAt(path);
  return store.read(state.portfolio);
}

describe('after a restart a portfolio is as it was', () => {
  const told = story({
    routes: [routeOf(), routeOf({ id: 'discord:9', platform: 'discord', channel: '9' })],
  });
  const states: [string, PortfolioState][] = [];
  const remember = (when: string): void => {
    states.push([when, told.state]);
  };
  told.sees({ numbers: [numberOf(1), numberOf(2)] });
  remember('all is well');
  told.sees({ numbers: [numberOf(1, { quality: 'yellow' }), numberOf(2)], usage: known(usageOf(9_500)) });
  remember('two problems are open and told');
  told.isBlind('throttled');
  told.isBlind('throttled');
  told.isBlind('throttled');
  remember('we are blind');
  told.down = ['slack:C1'];
  told.sees({ numbers: [numberOf(1, { quality: 'red', status: 'restricted' })] });
  told.down = [];
  remember('it got worse, and one number is gone');
  told.sees({ numbers: [numberOf(1)] });
  told.sees({ numbers: [numberOf(1)] });
  remember('it is over');

  it.each(states)('when %s', async (_, state) => {
    expect(await afterRestart(state)).toEqual(state);
  });

  it('with incidents, threads and sight in these stories', () => {
    const seen = states.map(([, state]) => state);
    expect(seen.some((state) => state.incidents.length > 0 && state.outbox.threads.length > 0)).toBe(true);
    expect(seen.some((state) => state.ended.length > 0)).toBe(true);
    expect(seen.some((state) => state.blind !== null)).toBe(true);
  });
});

describe('after a restart the bot is as it was', () => {
  const bodies: readonly BotBody[] = [
    { kind: 'digest', digest: { day: '2026-11-22', plannedAt: noon, since: noon } },
    { kind: 'test' },
    { kind: 'channel-broken', route: 'slack:C1', trouble: { chat: 'Slack', reason: 'channel-archived' } },
    { kind: 'dropped', count: 3, oldest: noon },
  ];
  const notifications = bodies.map((body, i): Notification<BotBody> => ({
    id: `tw-1-${String(i)}`,
    route: 'slack:C1',
    createdAt: noon,
    wantedAt: noon,
    dueAt: after(noon, HOUR),
    waitsFrom: noon,
    holdsRoute: i === 3,
    attempts: i,
    sendingSince: i === 1 ? noon : null,
    ...(i === 2 ? { lastTrouble: { chat: 'Slack', reason: 'unavailable', code: 'HTTP 503' } } : {}),
    parked: i === 3,
    body,
  }));

  it('with its digests, broken channels and what it still has to say', async () => {
    const state: BotState = {
      ...freshBotState,
      digestsQueued: { 'slack:C1': [{ plannedAt: noon, queuedAt: after(noon, HOUR) }] },
      broken: { 'discord:9': noon },
      routeTroubles: {
        'discord:9': {
          since: noon,
          askedOn: ['slack:C1'],
          toldOn: [{ route: 'slack:C1', receipt: { channel: 'C1', message: '1', thread: null } }],
        },
      },
      outbox: { sequence: 4, threads: [], notifications },
      heard: { '7': { messages: { since: noon, last: after(noon, HOUR) } } },
    };
    const path = newPlace();
    const first = await storesAt(path);
    await first.store.updateBot(() => ({ state, result: null }));
    await first.close();
    const { store } = await storesAt(path);
    expect(await store.readBot()).toEqual(state);
  });

  it('and has heard of nothing where nothing was noted yet', async () => {
    const path = newPlace();
    const first = await storesAt(path);
    await first.store.updateBot((state) => ({
      state: { ...state, broken: { 'discord:9': noon } },
      result: null,
    }));
    await first.close();
    const { heard, ...before } = { ...freshBotState, broken: { 'discord:9': noon } };
    const tables = sqliteTables(path);
    await tables('bot').update({ state: JSON.stringify(before) });
    await tables.destroy();
    const { store } = await storesAt(path);
    expect(await store.readBot()).toEqual({ ...before, heard });
  });
});
