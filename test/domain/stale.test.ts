import { describe, expect, it } from 'vitest';
import { freshBotState, type BotState } from '../../src/domain/bot-state.js';
import type { BotBody, DroppedBody, NotificationBody, PortfolioBody } from '../../src/domain/notification.js';
import { emptyOutbox, withNotification, type Outbox } from '../../src/domain/outbox.js';
import { triedOften, withoutStale, withoutStaleOfBot } from '../../src/domain/stale.js';
import { freshState, type PortfolioState } from '../../src/domain/state.js';
import { after, DAY, HOUR, type Instant } from '../../src/domain/time.js';
import { noon, numberOf, portfolioId } from '../support/looks.js';
import { routeOf, story } from '../support/story.js';

const slack = routeOf();
const discord = routeOf({ id: 'discord:9', platform: 'discord', channel: '9' });
const red = { numbers: [numberOf(1, { quality: 'red' })] };
const test = { kind: 'test' } as const;

type Waiting<B extends NotificationBody> = readonly (readonly [since: Instant, body: B, route?: string])[];

/** An outbox with so much waiting, each since an instant. */
function outboxOf<B extends NotificationBody>(news: Waiting<B>): Outbox<B> {
  return news.reduce<Outbox<B>>(
    (before, [now, body, id = slack.id]) =>
      withNotification(before, { owner: portfolioId, route: { id }, body, now }),
    emptyOutbox,
  );
}

const waiting = (...news: Waiting<PortfolioBody>): PortfolioState => ({
  ...freshState(portfolioId, 'Toko Maju'),
  outbox: outboxOf(news),
});
const botWaiting = (...news: Waiting<BotBody>): BotState => ({ ...freshBotState, outbox: outboxOf(news) });

/** After a channel has failed for hours. */
const withoutOld = (state: PortfolioState, route: typeof slack, now: Instant): PortfolioState =>
  withoutStale(state, { route, now, failures: triedOften });

const bodiesOf = ({ outbox }: { readonly outbox: Outbox }): readonly NotificationBody[] =>
  outbox.notifications.map((one) => one.body);
const dropped = (count: number, oldest: Instant): DroppedBody => ({ kind: 'dropped', count, oldest });

describe('news that a channel did not take', () => {
  it('stays however old it is until it, or its channel, has failed for hours', () => {
    const state = waiting([noon, test], [noon, test]);
    expect(withoutStale(state, { route: slack, now: after(noon, 9 * DAY), failures: triedOften - 1 })).toBe(
      state,
    );
    const notifications = state.outbox.notifications.map((one, i) => ({ ...one, attempts: i * triedOften }));
    const tried = { ...state, outbox: { ...state.outbox, notifications } };
    expect(bodiesOf(withoutStale(tried, { route: slack, now: after(noon, DAY), failures: 0 }))).toEqual([
      test,
      dropped(1, noon),
    ]);
  });

  it('is kept for a day, and then replaced by a word of how much it was and since when it waited', () => {
    const state = waiting([after(noon, HOUR), test], [noon, test]);
    expect(withoutOld(state, slack, after(noon, DAY - 1))).toBe(state);
    const half = withoutOld(state, slack, after(noon, DAY));
    expect(bodiesOf(half)).toEqual([test, dropped(1, noon)]);
    const whole = withoutOld(state, slack, after(noon, DAY + HOUR));
    expect(bodiesOf(whole)).toEqual([dropped(2, noon)]);
    expect(whole.outbox.sequence).toBe(3);
    expect(whole.outbox.notifications).toMatchObject([
      { createdAt: after(noon, DAY + HOUR), route: slack.id, attempts: 0 },
    ]);
    expect(state.outbox.notifications.map((one) => one.id)).not.toContain(whole.outbox.notifications[0]?.id);
  });

  it('is counted on, when the word of what was dropped does not arrive either', () => {
    const told = dropped(7, after(noon, -3 * DAY));
    const state = waiting([noon, told], [noon, test], [noon, test]);
    expect(bodiesOf(withoutOld(state, slack, after(noon, 2 * DAY)))).toEqual([
      dropped(9, after(noon, -3 * DAY)),
    ]);
  });

  it('does not count the picture of a digest, whose words were told', () => {
    const picture = {
      kind: 'picture',
      digest: { day: '2026-11-22', plannedAt: noon, since: noon },
    } as const;
    const failing = { route: slack, now: after(noon, DAY), failures: triedOften };
    const alone = withoutStaleOfBot(botWaiting([noon, picture]), failing);
    expect(alone).toMatchObject({ outbox: { notifications: [], sequence: 1 } });
    const beside = withoutStaleOfBot(botWaiting([noon, picture], [noon, test]), failing);
    expect(bodiesOf(beside)).toEqual([dropped(1, noon)]);
  });

  it('stays while it tells of a route whose trouble goes on', () => {
    const word = { kind: 'undelivered', route: discord.id, since: noon } as const;
    const failing = { route: slack, now: after(noon, DAY), failures: triedOften };
    const over = botWaiting([noon, word]);
    const trouble = { since: noon, askedOn: [slack.id], toldOn: [] };
    const goesOn = { ...over, routeTroubles: { [discord.id]: trouble } };
    expect(withoutStaleOfBot(goesOn, failing)).toBe(goesOn);
    expect(bodiesOf(withoutStaleOfBot(over, failing))).toEqual([dropped(1, noon)]);
  });

  it('is dropped on its own route only', () => {
    const state = waiting([noon, test], [noon, test, discord.id]);
    const left = withoutOld(state, slack, after(noon, DAY));
    expect(left.outbox.notifications.map(({ route, body }) => [route, body.kind])).toEqual([
      [discord.id, 'test'],
      [slack.id, 'dropped'],
    ]);
  });

  it('is dropped with the log of a thread, whatever became of the trouble', () => {
    const s = story();
    s.sees({ numbers: [numberOf(1, { quality: 'yellow' })] });
    s.down = [slack.id];
    s.sees(red);
    const left = withoutOld(s.state, slack, after(s.now, DAY));
    expect(bodiesOf(left).map((body) => body.kind)).toEqual(['root', 'dropped']);
    expect(bodiesOf(left)[1]).toEqual(dropped(1, s.now));
    expect(left.outbox.threads).toEqual(s.state.outbox.threads);
  });
});

describe('an alert that a channel did not take', () => {
  function unheard(): ReturnType<typeof story> {
    const s = story({ routes: [slack, discord] });
    s.down = [slack.id];
    s.sees(red);
    return s;
  }

  it('waits as long as its trouble goes on', () => {
    const { state } = unheard();
    expect(withoutOld(state, slack, after(noon, 9 * DAY))).toBe(state);
  });

  it('is dropped with its thread when the trouble is over, and stays where it was heard', () => {
    const s = unheard();
    s.sees({});
    s.sees({});
    const left = withoutOld(s.state, slack, after(noon, DAY));
    expect(bodiesOf(left)).toEqual([dropped(1, noon)]);
    expect(left.outbox.threads.map((thread) => thread.route)).toEqual([discord.id]);
  });

  it('is dropped although other trouble on its route goes on', () => {
    const s = story();
    s.down = [slack.id];
    s.sees({ numbers: [1, 2].map((n) => numberOf(n, { quality: 'red' })) });
    const well = { numbers: [numberOf(1, { quality: 'red' }), numberOf(2)] };
    s.sees(well);
    s.sees(well);
    const left = withoutOld(s.state, slack, after(noon, DAY));
    expect(bodiesOf(left).map((body) => body.kind)).toEqual(['root', 'dropped']);
    expect(left.outbox.threads).toEqual(s.state.outbox.threads.slice(0, 1));
  });

  it('waits while one of several troubles goes on', () => {
    const s = story();
    s.down = [slack.id];
    s.sees({ numbers: [1, 2, 3].map((n) => numberOf(n, { quality: 'red' })) });
    const well = { numbers: [numberOf(1), numberOf(2), numberOf(3, { quality: 'red' })] };
    s.sees(well);
    s.sees(well);
    expect(s.state.outbox.threads.map((thread) => thread.incidents.length)).toEqual([3]);
    expect(withoutOld(s.state, slack, after(noon, DAY))).toBe(s.state);
  });

  it('is never dropped once it is posted: the post would stay red', () => {
    const s = story();
    s.sees(red);
    s.down = [slack.id];
    s.sees({});
    s.sees({});
    expect(s.state.ended).toHaveLength(1);
    const left = withoutOld(s.state, slack, after(s.now, DAY));
    expect(bodiesOf(left).map((body) => body.kind)).toEqual(['root', 'dropped']);
    expect(left.outbox.threads).toEqual(s.state.outbox.threads);
  });

  it('is dropped when its thread is long gone', () => {
    const gone = waiting([noon, { kind: 'root', thread: 'gone', notices: [], loud: true }]);
    const left = withoutOld(gone, slack, after(noon, DAY));
    expect(bodiesOf(left)).toEqual([dropped(1, noon)]);
  });

  it('is looked for in the threads of its own route', () => {
    const s = unheard();
    s.sees({});
    s.sees({});
    const posted = s.state.outbox.threads.filter((thread) => thread.route === discord.id);
    const outbox = { ...s.state.outbox, threads: posted };
    const left = withoutOld({ ...s.state, outbox }, slack, after(noon, DAY));
    expect(bodiesOf(left)).toEqual([dropped(1, noon)]);
    expect(left.outbox.threads).toEqual(posted);
  });
});
