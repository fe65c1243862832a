import { describe, expect, it } from 'vitest';
import { freshBotState, type BotState } from '../../src/domain/bot-state.js';
import type { BotBody, Notification } from '../../src/domain/notification.js';
import { withNotification } from '../../src/domain/outbox.js';
import type { Route } from '../../src/domain/route.js';
import type { Receipt } from '../../src/domain/thread.js';
import { after, HOUR, MINUTE, type Instant } from '../../src/domain/time.js';
import {
  unheardTroubles,
  withRefusalAsked,
  withTroublesTold,
  withTroubleTold,
  type Waiting,
} from '../../src/domain/trouble-telling.js';
import { noon } from '../support/looks.js';
import { routeOf } from '../support/story.js';

const slack = routeOf({ id: 'slack:C1' });
const alsoSlack = routeOf({ id: 'slack:C2', channel: 'C2' });
const discord = routeOf({ id: 'discord:9', platform: 'discord', channel: '9' });
const alsoDiscord = routeOf({ id: 'discord:8', platform: 'discord', channel: '8' });
const routes = [slack, alsoSlack, discord, alsoDiscord];
const since = after(noon, -HOUR);
const later = after(noon, 5 * MINUTE);
const receipt: Receipt = { channel: '9', message: 'm1', thread: null };
const trouble = { chat: 'Slack', reason: 'unreachable' } as const;

const late: Waiting = {
  late: new Map([[slack.id, { since, trouble }]]),
  owing: new Set([slack.id]),
  failing: new Set([slack.id]),
};
const allWell: Waiting = { late: new Map(), owing: new Set(), failing: new Set() };
const failing = (...all: readonly Route[]): Waiting => ({
  ...late,
  failing: new Set([slack, ...all].map(({ id }) => id)),
});
const refuses = (bot: BotState, ...all: readonly Route[]): BotState => ({
  ...bot,
  broken: { ...bot.broken, ...Object.fromEntries(all.map(({ id }) => [id, noon])) },
});

const look = (bot: BotState, waiting: Waiting, now: Instant = noon, of: readonly Route[] = routes) =>
  withTroublesTold(bot, waiting, of, now);
/** The bot has asked Discord to tell that Slack does not deliver. */
const asked = look(freshBotState, late);

/** What waits to be said, and where. */
const words = ({ outbox }: BotState): readonly string[] =>
  outbox.notifications.map(
    ({ route, body }) => `${route} ${body.kind}${'route' in body ? ` ${body.route}` : ''}`,
  );
const changed = (bot: BotState, more: Partial<Notification<BotBody>>): BotState => ({
  ...bot,
  outbox: {
    ...bot.outbox,
    notifications: bot.outbox.notifications.map((one) => ({ ...one, ...more })),
  },
});
/** The first word that waits is told. */
function told(bot: BotState, now: Instant = noon): BotState {
  const [one, ...rest] = bot.outbox.notifications;
  if (!one) throw new Error('nothing waits');
  const state = withTroubleTold(bot, one, receipt, now);
  const left = state.outbox.notifications.filter(
    ({ id }) => id !== one.id || rest.some((other) => other.id === id),
  );
  return { ...state, outbox: { ...state.outbox, notifications: left } };
}

describe('a route in trouble', () => {
  it('is told of by another one, once', () => {
    expect(asked.routeTroubles).toEqual({ [slack.id]: { since, askedOn: [discord.id], toldOn: [] } });
    expect(asked.outbox.notifications.map(({ route, body }) => [route, body])).toEqual([
      [discord.id, { kind: 'undelivered', route: slack.id, since, trouble }],
    ]);
    expect(look(asked, late, later)).toBe(asked);
    expect(look(told(asked), late, later)).toEqual(told(asked));
  });

  it('is told of without a cause where none is known', () => {
    const bare = { ...late, late: new Map([[slack.id, { since }]]) };
    expect(look(freshBotState, bare).outbox.notifications[0]?.body).toEqual({
      kind: 'undelivered',
      route: slack.id,
      since,
    });
  });

  it.each<[string, readonly Route[], readonly Route[], readonly Route[], string | undefined]>([
    ['one on another platform that does not fail', routes, [], [], discord.id],
    ['another one there, where the first fails', routes, [discord], [], alsoDiscord.id],
    ['one beside it, where all of the other platform fail', routes, [discord, alsoDiscord], [], alsoSlack.id],
    [
      'one that fails on another platform, where all do',
      routes,
      [alsoSlack, discord, alsoDiscord],
      [],
      discord.id,
    ],
    ['one that fails beside it, where there is no other', [slack, alsoSlack], [alsoSlack], [], alsoSlack.id],
    ['none that refuses for good', routes, [], [discord, alsoDiscord], alsoSlack.id],
    ['nobody, where there is no other', [slack], [], [], undefined],
  ])('is told of by %s', (_, all, fail, refuse, route) => {
    const state = look(refuses(freshBotState, ...refuse), failing(...fail), noon, all);
    expect(state.outbox.notifications[0]?.route).toBe(route);
    expect(state.routeTroubles[slack.id]).toEqual({
      since,
      askedOn: route === undefined ? [] : [route],
      toldOn: [],
    });
  });

  it.each<[string, BotState, string | undefined]>([
    ['has not tried three times', changed(asked, { attempts: 2 }), undefined],
    ['has tried three times', changed(asked, { attempts: 3 }), alsoDiscord.id],
    ['refuses for good', refuses(asked, discord), alsoDiscord.id],
  ])('is told of by the next one when the one that was asked %s', (_, state, next) => {
    const notifications = look(state, failing(discord), later).outbox.notifications;
    expect(notifications[1]?.route).toBe(next);
  });

  it('is told of by nobody else once somebody told', () => {
    expect(words(look(refuses(told(asked), discord), late, later))).toEqual([]);
  });

  it('goes on while it refuses for good or alerts that failed wait, and no longer', () => {
    const bot = told(asked);
    expect(look(bot, { ...allWell, owing: new Set([slack.id]) }, later)).toBe(bot);
    expect(look(refuses(bot, slack), allWell, later)).toEqual(refuses(bot, slack));
    expect(look(bot, allWell, later).routeTroubles).toEqual({});
  });

  it('is none where it only owes alerts that are not late yet', () => {
    expect(look(freshBotState, { ...allWell, owing: new Set([slack.id]) })).toBe(freshBotState);
    expect(look(refuses(freshBotState, slack), allWell).routeTroubles).toEqual({});
  });

  it('began when it was first seen to, or with the clock that was put back', () => {
    const longer = { ...late, late: new Map([[slack.id, { since: after(since, -HOUR) }]]) };
    expect(look(asked, longer, later).routeTroubles[slack.id]?.since).toBe(since);
    const before = after(since, -2 * HOUR);
    const anew = { ...late, late: new Map([[slack.id, { since: before }]]) };
    expect(look(asked, anew, before).routeTroubles[slack.id]?.since).toBe(before);
    expect(look(asked, { ...late, late: new Map() }, before).routeTroubles[slack.id]?.since).toBe(before);
    expect(look(asked, { ...late, late: new Map() }, since)).toBe(asked);
  });
});

describe('trouble that is over', () => {
  it('is told to nobody who did not hear of it', () => {
    expect(words(look(asked, allWell, later))).toEqual([]);
    expect(look(asked, allWell, later).routeTroubles).toEqual({});
  });

  it('is told where a word of it is on its way', () => {
    const sending = changed(asked, { sendingSince: noon });
    const over = look(sending, allWell, later);
    expect(words(over)).toEqual(['discord:9 undelivered slack:C1']);
    expect(told(over, later).outbox.notifications.map(({ route, body }) => [route, body])).toEqual([
      [discord.id, { kind: 'delivers-again', route: slack.id, since, until: later, receipt }],
    ]);
  });

  it('amends what was told of it', () => {
    const over = look(told(asked), allWell, later);
    expect(over.outbox.notifications.map(({ route, body }) => [route, body])).toEqual([
      [discord.id, { kind: 'delivers-again', route: slack.id, since, until: later, receipt }],
    ]);
    expect(look(over, allWell, later)).toBe(over);
  });

  it('leaves what waits of other things', () => {
    const other = look(asked, { ...late, late: new Map([[alsoSlack.id, { since }]]) });
    const digest = withNotification<BotBody>(other.outbox, {
      owner: 'bot',
      route: discord,
      body: { kind: 'test' },
      now: noon,
    });
    const waiting = { ...allWell, late: new Map([[alsoSlack.id, { since }]]) };
    expect(words(look({ ...other, outbox: digest }, waiting, later))).toEqual([
      'discord:9 undelivered slack:C2',
      'discord:9 test',
    ]);
  });

  it('of a route that is no longer watched is neither over nor told', () => {
    const rest = [alsoSlack, discord];
    expect(look(told(asked), allWell, later, rest)).toMatchObject({ routeTroubles: {} });
    expect(words(look(told(asked), allWell, later, rest))).toEqual([]);
    expect(words(look(asked, allWell, later, rest))).toEqual([]);
  });

  it('is amended only where somebody still watches', () => {
    expect(words(look(told(asked), allWell, later, [slack, alsoSlack]))).toEqual([]);
  });
});

describe('a route that refuses for good', () => {
  const body: BotBody = { kind: 'channel-broken', route: slack.id, trouble };

  it('is told of at once, even by the one that was asked before', () => {
    const state = withRefusalAsked(freshBotState, slack, body, routes, noon);
    expect(state.broken).toEqual({ [slack.id]: noon });
    expect(state.routeTroubles).toEqual({ [slack.id]: { since: noon, askedOn: [discord.id], toldOn: [] } });
    expect(words(state)).toEqual(['discord:9 channel-broken slack:C1']);
    const again = withRefusalAsked(asked, slack, body, routes, later);
    expect(again.routeTroubles[slack.id]).toEqual({ since, askedOn: [discord.id, discord.id], toldOn: [] });
  });

  it('makes what was asked before needless once it is told', () => {
    const both = withRefusalAsked(asked, slack, body, routes, later);
    const [first, second] = both.outbox.notifications;
    expect(words(both)).toHaveLength(2);
    const state = second ? withTroubleTold(both, second, receipt, later) : both;
    expect(state.outbox.notifications).toEqual([second]);
    expect(words(first ? withTroubleTold(both, first, receipt, later) : both)).toEqual([
      'discord:9 undelivered slack:C1',
    ]);
    expect(state.routeTroubles[slack.id]?.toldOn).toEqual([{ route: discord.id, receipt }]);
  });

  it('is not over where an older version of the bot told of it', () => {
    const older = refuses({ ...asked, routeTroubles: {} }, slack);
    expect(told(older)).toEqual({ ...older, outbox: { ...older.outbox, notifications: [] } });
  });

  it('delivers again by the time it is told', () => {
    const over = {
      ...withRefusalAsked(freshBotState, slack, body, routes, noon),
      routeTroubles: {},
      broken: {},
    };
    expect(told(over, later).outbox.notifications[0]?.body).toMatchObject({ since: later, until: later });
  });
});

it('other words than those of trouble say nothing of it', () => {
  const outbox = withNotification<BotBody>(asked.outbox, {
    owner: 'bot',
    route: discord,
    body: { kind: 'delivers-again', route: slack.id, since, until: noon, receipt },
    now: noon,
  });
  const [, one] = outbox.notifications;
  const bot = { ...asked, outbox };
  expect(one && withTroubleTold(bot, one, receipt, later)).toBe(bot);
});

describe('trouble that nobody heard of', () => {
  const unheard = (bot: BotState, now: Instant, wait = HOUR) => unheardTroubles(bot, now, wait);

  it('counts after the time that is granted', () => {
    const lost = { ...asked, outbox: { ...asked.outbox, notifications: [] } };
    expect(unheard(lost, after(noon, -1))).toEqual([]);
    expect(unheard(lost, noon)).toEqual([slack.id]);
    expect(unheard(told(asked), noon)).toEqual([]);
  });

  it.each<[string, BotState, number, boolean]>([
    ['was asked for just now', asked, 0, false],
    ['was asked for less than a minute ago', asked, MINUTE - 1, false],
    ['was asked for a minute ago', asked, MINUTE, true],
    ['was asked for in a time that has not come', asked, -1, true],
    ['failed once', changed(asked, { attempts: 1 }), 0, true],
    [
      'is of another route',
      look(freshBotState, { ...late, late: new Map([[alsoSlack.id, { since }]]) }),
      0,
      true,
    ],
  ])('waits for a word that %s', (_, bot, passed, counts) => {
    const state = { ...bot, routeTroubles: asked.routeTroubles };
    expect(unheard(state, after(noon, passed), 0)).toEqual(counts ? [slack.id] : []);
  });
});
