import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../src/adapters/store/memory.js';
import { cronCalendar } from '../../src/adapters/system/calendar.js';
import { operator } from '../../src/cli/ask.js';
import { desk, type Desk } from '../../src/app/desk.js';
import type { Route } from '../../src/domain/route.js';
import { emptyOutbox } from '../../src/domain/outbox.js';
import { deskId, freshState } from '../../src/domain/state.js';
import { after, DAY, HOUR, isoOf, MINUTE, SECOND, type Instant } from '../../src/domain/time.js';
import { StoreError, type Store } from '../../src/ports.js';
import { fakeClock, type FakeClock } from '../support/fakes/clock.js';
import { fakeLog, type FakeLog } from '../support/fakes/log.js';
import { at } from '../support/looks.js';
import { routeOf } from '../support/story.js';

interface Office {
  readonly desk: Desk;
  readonly clock: FakeClock;
  readonly store: Store;
  readonly log: FakeLog;
}

function officeOf(routes: readonly Route[], clock: FakeClock, store: Store = memoryStore()): Office {
  const log = fakeLog();
  return { desk: desk({ routes, store, calendar: cronCalendar, clock, log }), clock, store, log };
}

/** A bot that has been running since before the first planned time that matters. */
async function running(digest: string, timezone: string, from: Instant): Promise<Office> {
  const office = officeOf([routeOf({ digest, timezone })], fakeClock(after(from, -DAY)));
  await office.desk.queueDueDigests();
  office.clock.set(from);
  return office;
}

/** The digests that wait, as route, planned time and the beginning of what they tell. */
async function queued({ store }: Office): Promise<readonly string[]> {
  const state = await store.read(deskId);
  return (state?.outbox.notifications ?? []).flatMap(({ route, body }) =>
    body.kind === 'digest' ? [`${route} ${isoOf(body.digest.plannedAt).slice(0, 16)}`] : [],
  );
}

/** Looks at the clock every half minute, as the daemon does. */
async function passes(office: Office, ms: number, step = 30 * SECOND): Promise<void> {
  const end = after(office.clock.now(), ms);
  while (office.clock.now() < end) {
    await office.desk.queueDueDigests();
    office.clock.set(after(office.clock.now(), step));
  }
}

const eight = '0 8 * * *';
const jakarta = 'Asia/Jakarta';
const morning = at('2026-11-22T01:00:00Z');

describe('a planned digest comes once', () => {
  it('at its minute, however often the clock is looked at', async () => {
    const office = await running(eight, jakarta, after(morning, -5 * MINUTE));
    await passes(office, 5 * MINUTE);
    const before = await queued(office);
    await passes(office, 30 * MINUTE);
    expect(await queued(office)).toEqual([...before, 'slack:C1 2026-11-22T01:00']);
  });

  it('when two looks at the clock meet', async () => {
    const office = await running(eight, jakarta, morning);
    const before = (await queued(office)).length;
    const counts = await Promise.all([1, 2, 3].map(() => office.desk.queueDueDigests()));
    expect(counts.toSorted()).toEqual([0, 0, 1]);
    expect(await queued(office)).toHaveLength(before + 1);
  });

  it('when the bot is restarted at that very minute', async () => {
    const office = await running(eight, jakarta, morning);
    await office.desk.queueDueDigests();
    const all = await queued(office);
    const routes = [routeOf({ digest: eight, timezone: jakarta })];
    const again = officeOf(routes, fakeClock(morning), office.store);
    await passes(again, 10 * MINUTE);
    expect(await queued(again)).toEqual(all);
  });

  it('late when the bot was down, and only the newest of those it missed', async () => {
    const office = await running(eight, jakarta, after(morning, -DAY + HOUR));
    await office.desk.queueDueDigests();
    const before = await queued(office);
    office.clock.set(after(morning, 2 * DAY + 3 * HOUR));
    await passes(office, HOUR);
    expect(await queued(office)).toEqual([...before, 'slack:C1 2026-11-24T01:00']);
  });

  it('when the clock steps back over it', async () => {
    const office = await running(eight, jakarta, after(morning, MINUTE));
    await office.desk.queueDueDigests();
    const all = await queued(office);
    office.clock.set(after(morning, -10 * MINUTE));
    await passes(office, HOUR);
    expect(await queued(office)).toEqual(all);
  });

  it('on its own day each when the clock is two days ahead for an hour, and what was not sent then is dropped', async () => {
    const office = await running(eight, jakarta, after(morning, -5 * MINUTE));
    await passes(office, HOUR);
    const day = (await queued(office)).length;
    office.clock.move(2 * DAY);
    await passes(office, HOUR);
    expect(await queued(office)).toHaveLength(day + 1);
    office.clock.move(-2 * DAY);
    await passes(office, 3 * DAY, 10 * MINUTE);
    expect((await queued(office)).slice(-4)).toEqual(
      ['22', '23', '24', '25'].map((one) => `slack:C1 2026-11-${one}T01:00`),
    );
    expect(await queued(office)).toHaveLength(day + 3);
  });

  it.each([
    ['three hours back', -3 * HOUR],
    ['eleven hours back', -11 * HOUR],
    ['an hour ahead', HOUR],
  ])('when the clock is moved %s after it, and moved again in the end', async (_, leap) => {
    const office = await running(eight, jakarta, after(morning, MINUTE));
    await office.desk.queueDueDigests();
    const all = await queued(office);
    office.clock.move(leap);
    await passes(office, HOUR);
    office.clock.move(-leap);
    await passes(office, HOUR);
    expect(await queued(office)).toEqual(all);
  });

  it('the next day too when the day before it a clock a day ahead had told it', async () => {
    const office = await running(eight, jakarta, after(morning, 13 * HOUR));
    await office.desk.queueDueDigests();
    office.clock.move(DAY);
    await office.desk.queueDueDigests();
    await office.store.update(deskId, (saved) => ({
      state: { ...(saved ?? freshState(deskId, '')), outbox: emptyOutbox },
      result: undefined,
    }));
    office.clock.move(-DAY);
    await passes(office, DAY, 10 * MINUTE);
    expect(await queued(office)).toEqual(['slack:C1 2026-11-23T01:00']);
  });

  it('on each route by its own clock', async () => {
    const routes = [
      routeOf({ digest: eight, timezone: jakarta }),
      routeOf({
        id: 'discord:9',
        platform: 'discord',
        channel: '9',
        digest: eight,
        timezone: 'Europe/Berlin',
      }),
      routeOf({ id: 'slack:C2', channel: 'C2', timezone: jakarta }),
    ];
    const office = officeOf(routes, fakeClock(after(morning, -HOUR)));
    await passes(office, 9 * HOUR, 5 * MINUTE);
    expect(await queued(office)).toEqual(['slack:C1 2026-11-22T01:00', 'discord:9 2026-11-22T07:00']);
  });

  it('of a new route from its next planned time on', async () => {
    const office = officeOf([routeOf({ digest: eight, timezone: jakarta })], fakeClock(after(morning, HOUR)));
    await passes(office, 2 * HOUR, MINUTE);
    expect(await queued(office)).toEqual([]);
    office.clock.set(after(morning, DAY));
    await office.desk.queueDueDigests();
    expect(await queued(office)).toEqual(['slack:C1 2026-11-23T01:00']);
  });
});

describe('where clocks are set', () => {
  it.each<[string, string, string, string, readonly string[]]>([
    [
      'a time that is skipped comes at the end of the gap',
      'Europe/Berlin',
      '30 2 * * *',
      '2026-03-28T12:00:00Z',
      ['2026-03-29T01:00', '2026-03-30T00:30'],
    ],
    [
      'a time that comes twice counts once',
      'Europe/Berlin',
      '30 2 * * *',
      '2026-10-24T12:00:00Z',
      ['2026-10-25T00:30', '2026-10-26T01:30'],
    ],
    [
      'the hour at which the gap begins',
      'Europe/Berlin',
      '0 2 * * *',
      '2026-03-28T12:00:00Z',
      ['2026-03-29T01:00', '2026-03-30T00:00'],
    ],
    [
      'a midnight that is skipped',
      'America/Sao_Paulo',
      '0 0 * * *',
      '2018-11-03T12:00:00Z',
      ['2018-11-04T03:00', '2018-11-05T02:00'],
    ],
    [
      'a zone that has given it up',
      'America/Sao_Paulo',
      '0 8 * * *',
      '2026-11-20T12:00:00Z',
      ['2026-11-21T11:00', '2026-11-22T11:00'],
    ],
    ['Jakarta', jakarta, '0 8 * * 1-5', '2026-11-20T02:00:00Z', ['2026-11-23T01:00']],
    [
      'half an hour off',
      'Asia/Kolkata',
      '30 8 * * *',
      '2026-11-20T12:00:00Z',
      ['2026-11-21T03:00', '2026-11-22T03:00'],
    ],
  ])('%s', async (_, zone, cron, from, wanted) => {
    const start = at(from);
    const office = await running(cron, zone, start);
    await office.desk.queueDueDigests();
    const before = await queued(office);
    await passes(office, zone === jakarta ? 3 * DAY : 2 * DAY, 10 * MINUTE);
    expect((await queued(office)).slice(before.length)).toEqual(wanted.map((time) => `slack:C1 ${time}`));
  });
});

describe('a digest tells of the time since the one before', () => {
  const sinceOf = async (cron: string, now: string): Promise<string> => {
    const office = await running(cron, jakarta, at(now));
    await office.desk.queueDueDigests();
    const body = (await office.store.read(deskId))?.outbox.notifications.at(-1)?.body;
    return body?.kind === 'digest' ? isoOf(body.digest.since).slice(0, 16) : '';
  };

  it('on a Monday of the weekend, on any other day of one day, and once a week of the week', async () => {
    expect(await sinceOf('0 8 * * 1-5', '2026-11-23T01:00:00Z')).toBe('2026-11-20T01:00');
    expect(await sinceOf('0 8 * * 1-5', '2026-11-24T01:00:00Z')).toBe('2026-11-23T01:00');
    expect(await sinceOf('0 8 * * 1', '2026-11-23T01:00:00Z')).toBe('2026-11-16T01:00');
    expect(await sinceOf('0 8 1 * *', '2026-12-01T01:00:00Z')).toBe('2026-11-24T01:00');
  });

  it('of one day when it was asked for', async () => {
    const office = officeOf([routeOf({ timezone: jakarta })], fakeClock(morning));
    expect(await office.desk.queueDigests('slack:C1', operator(null))).toBe(1);
    const body = (await office.store.read(deskId))?.outbox.notifications[0]?.body;
    expect(body).toMatchObject({ digest: { day: '2026-11-22', since: after(morning, -DAY) } });
  });
});

describe('the audit log', () => {
  const told = { platform: 'terminal', user: 'operator', channel: null, deed: 'digest', portfolio: null };
  const audited = ({ log }: Office): readonly object[] =>
    log.lines.filter(({ event }) => event === 'audit').map(({ facts }) => facts);

  it('tells of a digest that somebody wanted now, for each route, and of no planned one', async () => {
    const routes = [routeOf({ digest: '0 8 * * *' }), routeOf({ id: 'slack:C2', channel: 'C2' })];
    const office = officeOf(routes, fakeClock(morning));
    await office.desk.queueDueDigests();
    await office.desk.queueDigests(null, operator(null));
    expect(audited(office)).toEqual([
      { ...told, route: 'slack:C1', done: true, why: null },
      { ...told, route: 'slack:C2', done: true, why: null },
    ]);
  });

  it('tells of one that the store did not take', async () => {
    const full = { ...memoryStore(), update: () => Promise.reject(new StoreError('full', 'no room')) };
    const office = officeOf([routeOf()], fakeClock(morning), full);
    await expect(office.desk.queueDigests(null, operator(null))).rejects.toThrow(StoreError);
    expect(audited(office)).toEqual([{ ...told, route: 'slack:C1', done: false, why: 'store' }]);
  });
});

describe('a channel that refuses', () => {
  const archived = { chat: 'Slack', reason: 'channel-archived' } as const;

  it('is told once, on another platform where there is one, and again only after it healed', async () => {
    const slack = routeOf();
    const others = [
      routeOf({ id: 'slack:C2', channel: 'C2' }),
      routeOf({ id: 'discord:9', platform: 'discord', channel: '9' }),
    ];
    const office = officeOf([slack, ...others], fakeClock(morning));
    await office.desk.noteChannel(slack, archived);
    await office.desk.noteChannel(slack, archived);
    const told = async (): Promise<readonly string[]> =>
      ((await office.store.read(deskId))?.outbox.notifications ?? []).map(
        ({ route, body }) => `${route} ${body.kind}`,
      );
    expect(await told()).toEqual(['discord:9 channel-broken']);
    await office.desk.noteChannel(slack, null);
    await office.desk.noteChannel(slack, archived);
    expect(await told()).toHaveLength(2);
  });
});
