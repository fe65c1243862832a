import { describe, expect, it } from 'vitest';
import { memoryStore } from '../support/fakes/stores.js';
import { cronCalendar } from '../../src/adapters/system/cron-times.js';
import { operator } from '../../src/cli/ask.js';
import { digestQueue, type DigestQueue } from '../../src/app/digest-queue.js';
import type { Route } from '../../src/domain/route.js';
import { emptyOutbox } from '../../src/domain/outbox.js';
import { after, DAY, HOUR, isoOf, MINUTE, SECOND, type Instant } from '../../src/domain/time.js';
import { StoreError, type Store } from '../../src/ports.js';
import { fakeClock, type FakeClock } from '../support/fakes/clock.js';
import { fakeLog, type FakeLog } from '../support/fakes/log.js';
import { at } from '../support/looks.js';
import { routeOf } from '../support/story.js';

interface Bot {
  readonly digests: DigestQueue;
  readonly clock: FakeClock;
  readonly store: Store;
  readonly log: FakeLog;
}

function botOf(routes: readonly Route[], clock: FakeClock, store: Store = memoryStore()): Bot {
  const log = fakeLog();
  return { digests: digestQueue({ routes, store, calendar: cronCalendar, clock, log }), clock, store, log };
}

/** A bot that has been running since before the first planned time that matters. */
async function running(digest: string, timezone: string, from: Instant): Promise<Bot> {
  const bot = botOf([routeOf({ digest, timezone })], fakeClock(after(from, -DAY)));
  await bot.digests.queueDue();
  bot.clock.set(from);
  return bot;
}

/** The digests that wait, as route, planned time and the beginning of what they tell. */
async function queued({ store }: Bot): Promise<readonly string[]> {
  const { outbox } = await store.readBot();
  return outbox.notifications.flatMap(({ route, body }) =>
    body.kind === 'digest' ? [`${route} ${isoOf(body.digest.plannedAt).slice(0, 16)}`] : [],
  );
}

/** Looks at the clock every half minute, as the daemon does. */
async function passes(bot: Bot, ms: number, step = 30 * SECOND): Promise<void> {
  const end = after(bot.clock.now(), ms);
  while (bot.clock.now() < end) {
    await bot.digests.queueDue();
    bot.clock.set(after(bot.clock.now(), step));
  }
}

const eight = '0 8 * * *';
const jakarta = 'Asia/Jakarta';
const morning = at('2026-11-22T01:00:00Z');

describe('a planned digest comes once', () => {
  it('at its minute, however often the clock is looked at', async () => {
    const bot = await running(eight, jakarta, after(morning, -5 * MINUTE));
    await passes(bot, 5 * MINUTE);
    const before = await queued(bot);
    await passes(bot, 30 * MINUTE);
    expect(await queued(bot)).toEqual([...before, 'slack:C1 2026-11-22T01:00']);
  });

  it('when two looks at the clock meet', async () => {
    const bot = await running(eight, jakarta, morning);
    const before = (await queued(bot)).length;
    const counts = await Promise.all([1, 2, 3].map(() => bot.digests.queueDue()));
    expect(counts.toSorted()).toEqual([0, 0, 1]);
    expect(await queued(bot)).toHaveLength(before + 1);
  });

  it('when the bot is restarted at that very minute', async () => {
    const bot = await running(eight, jakarta, morning);
    await bot.digests.queueDue();
    const all = await queued(bot);
    const routes = [routeOf({ digest: eight, timezone: jakarta })];
    const again = botOf(routes, fakeClock(morning), bot.store);
    await passes(again, 10 * MINUTE);
    expect(await queued(again)).toEqual(all);
  });

  it('late when the bot was down, and only the newest of those it missed', async () => {
    const bot = await running(eight, jakarta, after(morning, -DAY + HOUR));
    await bot.digests.queueDue();
    const before = await queued(bot);
    bot.clock.set(after(morning, 2 * DAY + 3 * HOUR));
    await passes(bot, HOUR);
    expect(await queued(bot)).toEqual([...before, 'slack:C1 2026-11-24T01:00']);
  });

  it('when the clock steps back over it', async () => {
    const bot = await running(eight, jakarta, after(morning, MINUTE));
    await bot.digests.queueDue();
    const all = await queued(bot);
    bot.clock.set(after(morning, -10 * MINUTE));
    await passes(bot, HOUR);
    expect(await queued(bot)).toEqual(all);
  });

  it('on its own day each when the clock is two days ahead for an hour, and what was not sent then is dropped', async () => {
    const bot = await running(eight, jakarta, after(morning, -5 * MINUTE));
    await passes(bot, HOUR);
    const day = (await queued(bot)).length;
    bot.clock.move(2 * DAY);
    await passes(bot, HOUR);
    expect(await queued(bot)).toHaveLength(day + 1);
    bot.clock.move(-2 * DAY);
    await passes(bot, 3 * DAY, 10 * MINUTE);
    expect((await queued(bot)).slice(-4)).toEqual(
      ['22', '23', '24', '25'].map((one) => `slack:C1 2026-11-${one}T01:00`),
    );
    expect(await queued(bot)).toHaveLength(day + 3);
  });

  it.each([
    ['three hours back', -3 * HOUR],
    ['eleven hours back', -11 * HOUR],
    ['an hour ahead', HOUR],
  ])('when the clock is moved %s after it, and moved again in the end', async (_, leap) => {
    const bot = await running(eight, jakarta, after(morning, MINUTE));
    await bot.digests.queueDue();
    const all = await queued(bot);
    bot.clock.move(leap);
    await passes(bot, HOUR);
    bot.clock.move(-leap);
    await passes(bot, HOUR);
    expect(await queued(bot)).toEqual(all);
  });

  it('the next day too when the day before it a clock a day ahead had told it', async () => {
    const bot = await running(eight, jakarta, after(morning, 13 * HOUR));
    await bot.digests.queueDue();
    bot.clock.move(DAY);
    await bot.digests.queueDue();
    await bot.store.updateBot((saved) => ({ state: { ...saved, outbox: emptyOutbox }, result: undefined }));
    bot.clock.move(-DAY);
    await passes(bot, DAY, 10 * MINUTE);
    expect(await queued(bot)).toEqual(['slack:C1 2026-11-23T01:00']);
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
    const bot = botOf(routes, fakeClock(after(morning, -HOUR)));
    await passes(bot, 9 * HOUR, 5 * MINUTE);
    expect(await queued(bot)).toEqual(['slack:C1 2026-11-22T01:00', 'discord:9 2026-11-22T07:00']);
  });

  it('of a new route from its next planned time on', async () => {
    const bot = botOf([routeOf({ digest: eight, timezone: jakarta })], fakeClock(after(morning, HOUR)));
    await passes(bot, 2 * HOUR, MINUTE);
    expect(await queued(bot)).toEqual([]);
    bot.clock.set(after(morning, DAY));
    await bot.digests.queueDue();
    expect(await queued(bot)).toEqual(['slack:C1 2026-11-23T01:00']);
  });
});

describe('a planned digest where clocks are set', () => {
  it.each<[string, string, string, string, readonly string[]]>([
    [
      'at the end of the gap for a time that is skipped',
      'Europe/Berlin',
      '30 2 * * *',
      '2026-03-28T12:00:00Z',
      ['2026-03-29T01:00', '2026-03-30T00:30'],
    ],
    [
      'once for a time that comes twice',
      'Europe/Berlin',
      '30 2 * * *',
      '2026-10-24T12:00:00Z',
      ['2026-10-25T00:30', '2026-10-26T01:30'],
    ],
    [
      'at the end of the gap for the hour at which it begins',
      'Europe/Berlin',
      '0 2 * * *',
      '2026-03-28T12:00:00Z',
      ['2026-03-29T01:00', '2026-03-30T00:00'],
    ],
    [
      'at the end of the gap for a midnight that is skipped',
      'America/Sao_Paulo',
      '0 0 * * *',
      '2018-11-03T12:00:00Z',
      ['2018-11-04T03:00', '2018-11-05T02:00'],
    ],
    [
      'as ever in a zone that no longer sets its clocks',
      'America/Sao_Paulo',
      '0 8 * * *',
      '2026-11-20T12:00:00Z',
      ['2026-11-21T11:00', '2026-11-22T11:00'],
    ],
    ['on weekdays alone in Jakarta', jakarta, '0 8 * * 1-5', '2026-11-20T02:00:00Z', ['2026-11-23T01:00']],
    [
      'in a zone that is half an hour off',
      'Asia/Kolkata',
      '30 8 * * *',
      '2026-11-20T12:00:00Z',
      ['2026-11-21T03:00', '2026-11-22T03:00'],
    ],
  ])('comes %s', async (_, zone, cron, from, wanted) => {
    const start = at(from);
    const bot = await running(cron, zone, start);
    await bot.digests.queueDue();
    const before = await queued(bot);
    await passes(bot, zone === jakarta ? 3 * DAY : 2 * DAY, 10 * MINUTE);
    expect((await queued(bot)).slice(before.length)).toEqual(wanted.map((time) => `slack:C1 ${time}`));
  });
});

describe('a digest tells of the time since the one before', () => {
  const sinceOf = async (cron: string, now: string): Promise<string> => {
    const bot = await running(cron, jakarta, at(now));
    await bot.digests.queueDue();
    const body = (await bot.store.readBot()).outbox.notifications.at(-1)?.body;
    return body?.kind === 'digest' ? isoOf(body.digest.since).slice(0, 16) : '';
  };

  it('on a Monday of the weekend, on any other day of one day, and once a week of the week', async () => {
    expect(await sinceOf('0 8 * * 1-5', '2026-11-23T01:00:00Z')).toBe('2026-11-20T01:00');
    expect(await sinceOf('0 8 * * 1-5', '2026-11-24T01:00:00Z')).toBe('2026-11-23T01:00');
    expect(await sinceOf('0 8 * * 1', '2026-11-23T01:00:00Z')).toBe('2026-11-16T01:00');
    expect(await sinceOf('0 8 1 * *', '2026-12-01T01:00:00Z')).toBe('2026-11-24T01:00');
  });

  it('of one day when it was asked for', async () => {
    const bot = botOf([routeOf({ timezone: jakarta })], fakeClock(morning));
    expect(await bot.digests.queueNow('slack:C1', operator(null))).toBe(1);
    const body = (await bot.store.readBot()).outbox.notifications[0]?.body;
    expect(body).toMatchObject({ digest: { day: '2026-11-22', since: after(morning, -DAY) } });
  });
});

describe('the audit log', () => {
  const told = { platform: 'terminal', user: 'operator', channel: null, deed: 'digest', portfolio: null };
  const audited = ({ log }: Bot): readonly object[] =>
    log.lines.filter(({ event }) => event === 'audit').map(({ facts }) => facts);

  it('tells of a digest that somebody wanted now, for each route, and of no planned one', async () => {
    const routes = [routeOf({ digest: '0 8 * * *' }), routeOf({ id: 'slack:C2', channel: 'C2' })];
    const bot = botOf(routes, fakeClock(morning));
    await bot.digests.queueDue();
    await bot.digests.queueNow(null, operator(null));
    expect(audited(bot)).toEqual([
      { ...told, route: 'slack:C1', done: true, why: null },
      { ...told, route: 'slack:C2', done: true, why: null },
    ]);
  });

  it('tells of one that the store did not take', async () => {
    const full = { ...memoryStore(), updateBot: () => Promise.reject(new StoreError('full', 'no room')) };
    const bot = botOf([routeOf()], fakeClock(morning), full);
    await expect(bot.digests.queueNow(null, operator(null))).rejects.toThrow(StoreError);
    expect(audited(bot)).toEqual([{ ...told, route: 'slack:C1', done: false, why: 'store' }]);
  });
});
