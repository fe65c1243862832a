import { describe, expect, it } from 'vitest';
import { acknowledge, endSilence, startSilence } from '../../src/domain/attend.js';
import type { Notification, PortfolioBody } from '../../src/domain/notification.js';
import { known } from '../../src/domain/reading.js';
import { incidentStatusOf } from '../../src/domain/reconcile.js';
import type { PortfolioSnapshot, Quality } from '../../src/domain/snapshot.js';
import { after, HOUR, MINUTE } from '../../src/domain/time.js';
import { at, capped, noon, numberOf } from '../support/looks.js';
import { routeOf, story, type Story } from '../support/story.js';

/** A look at numbers of these ratings. */
const rated = (...ratings: readonly Quality[]): Partial<PortfolioSnapshot> => ({
  numbers: ratings.map((quality, i) => numberOf(i + 1, { quality })),
});
const slack = routeOf();
const discord = routeOf({ id: 'discord:9', platform: 'discord', channel: '9' });

/** What waits to be told, in its order: `entry! worsened, changed`. */
function waiting({ state }: Story): readonly string[] {
  return state.outbox.notifications.map(({ body }) => {
    const loud = 'loud' in body && body.loud ? '!' : '';
    const reasons = 'notices' in body ? body.notices.map((notice) => notice.reason) : [];
    return `${body.kind}${loud} ${reasons.join(', ')}`.trim();
  });
}

/** Marks what waits. */
function mark(s: Story, more: Partial<Notification<PortfolioBody>>): void {
  const { outbox } = s.state;
  const notifications = outbox.notifications.map((one) => ({ ...one, ...more }));
  s.state = { ...s.state, outbox: { ...outbox, notifications } };
}

const acknowledgeAll = (s: Story): void => {
  s.state = acknowledge(
    s.state,
    s.state.incidents.map((one) => one.id),
    'slack:U1',
    s.now,
  ).state;
};

describe('news of trouble that a channel knows but does not hear of now', () => {
  /** Yellow was told; red is not. */
  function stuck(): Story {
    const s = story();
    s.sees(rated('yellow'));
    s.down = [slack.id];
    s.sees(rated('red'));
    expect(waiting(s)).toEqual(['root', 'entry! worsened']);
    return s;
  }

  it('gathers in one line of the log, which stays loud', () => {
    const s = stuck();
    s.sees(rated('yellow'));
    expect(waiting(s)).toEqual(['root', 'entry! worsened, changed']);
    acknowledgeAll(s);
    s.sees(rated('yellow'));
    expect(waiting(s)).toEqual(['root', 'entry! worsened, changed, acknowledged']);
  });

  it('makes a quiet line loud', () => {
    const s = story();
    s.sees(rated('yellow'));
    s.down = [slack.id];
    acknowledgeAll(s);
    s.sees(rated('yellow'));
    expect(waiting(s)).toEqual(['root', 'entry acknowledged']);
    s.sees(rated('red'));
    expect(waiting(s)).toEqual(['root', 'entry! acknowledged, worsened']);
  });

  it.each<[string, Partial<Notification<PortfolioBody>>]>([
    ['is on its way', { sendingSince: noon }],
    ['was set aside for good', { parked: true }],
  ])('does not change a message that %s', (_how, more) => {
    const s = stuck();
    mark(s, more);
    s.sees(rated('yellow'));
    expect(waiting(s)).toEqual(['root', 'entry! worsened', 'root', 'entry changed']);
  });

  it('waits for each thread apart', () => {
    const s = story();
    s.sees(rated('yellow', 'yellow'));
    s.down = [slack.id];
    s.sees(rated('red', 'yellow'));
    s.sees(rated('red', 'red'));
    expect(waiting(s)).toEqual(['root', 'entry! worsened', 'root', 'entry! worsened']);
    expect(
      new Set(s.state.outbox.notifications.map(({ body }) => 'thread' in body && body.thread)).size,
    ).toBe(2);
  });

  it('waits for each route apart', () => {
    const s = story({ routes: [slack, discord] });
    s.sees(rated('yellow'));
    s.down = [slack.id, discord.id];
    s.sees(rated('red'));
    expect(s.state.outbox.notifications.map((one) => one.route)).toEqual([
      slack.id,
      slack.id,
      discord.id,
      discord.id,
    ]);
    s.sees(rated('yellow'));
    expect(waiting(s)).toEqual(['root', 'entry! worsened, changed', 'root', 'entry! worsened, changed']);
  });

  it('is in the first message when even that one waits', () => {
    const s = story();
    s.down = [slack.id];
    s.sees(rated('yellow'));
    s.sees(rated('red'));
    expect(waiting(s)).toEqual(['root! opened']);
  });

  it('is told after the first message when that one is on its way already', () => {
    const s = story();
    s.down = [slack.id];
    s.sees(rated('yellow'));
    mark(s, { sendingSince: noon });
    s.sees(rated('red'));
    expect(waiting(s)).toEqual(['root! opened', 'root', 'entry! worsened']);
  });
});

describe('how trouble stands', () => {
  const standing = (s: Story): readonly string[] =>
    s.state.incidents.map((incident) => incidentStatusOf(s.state, incident, s.now));
  const silenced = (s: Story): string => {
    const wish = { scope: { rule: null, subject: null }, untilHealthy: false, by: 'slack:U1', reason: null };
    const { state, result } = startSilence(s.state, { ...wish, until: after(s.now, HOUR) }, s.now);
    s.state = state;
    return result.id;
  };

  it('is told once when somebody takes care of it', () => {
    const s = story();
    s.sees(rated('yellow'));
    expect(standing(s)).toEqual(['open']);
    acknowledgeAll(s);
    expect(standing(s)).toEqual(['acknowledged']);
    expect(s.sees(rated('yellow'))).toEqual(['slack:C1 edit', 'slack:C1 log acknowledged quality']);
    expect(s.sees(rated('yellow'))).toEqual([]);
  });

  it('goes back, when a silence ends, to what it was taken for', () => {
    const s = story();
    s.sees(rated('yellow'));
    acknowledgeAll(s);
    s.sees(rated('yellow'));
    const id = silenced(s);
    expect(standing(s)).toEqual(['silenced']);
    expect(s.sees(rated('yellow'))).toEqual(['slack:C1 edit']);
    s.state = endSilence(s.state, id, 'slack:U1', s.now).state;
    expect(s.sees(rated('yellow'))).toEqual(['slack:C1 edit', 'slack:C1 log acknowledged quality']);
  });

  it('hides that it eased under a silence, and shows what is left after it', () => {
    const s = story();
    s.sees(rated('red'));
    const id = silenced(s);
    expect(s.sees(rated('yellow'))).toEqual(['slack:C1 edit']);
    expect(s.sees(rated('yellow'))).toEqual([]);
    expect(Object.values(s.state.outbox.threads[0]?.told ?? {})).toEqual([
      { worst: 2, level: 2, standing: 'silenced' },
    ]);
    s.state = endSilence(s.state, id, 'slack:U1', s.now).state;
    expect(s.sees(rated('yellow'))).toEqual(['slack:C1 edit', 'slack:C1 log! reminder quality']);
    expect(Object.values(s.state.outbox.threads[0]?.told ?? {})).toEqual([
      { worst: 1, level: 1, standing: 'open' },
    ]);
  });

  it('is over for its readers although it was silenced', () => {
    const s = story();
    s.sees(rated('red'));
    silenced(s);
    s.sees(rated('green'));
    expect(s.sees(rated('green'))).toEqual(['slack:C1 edit', 'slack:C1 log resolved quality']);
    expect(s.state.ended.map((incident) => incidentStatusOf(s.state, incident, s.now))).toEqual(['resolved']);
  });

  it('is remembered as less bad after two looks, without a word, so that worse is news again', () => {
    const s = story();
    s.sees(rated('red'));
    expect(s.sees(rated('yellow'))).toEqual(['slack:C1 edit', 'slack:C1 log changed quality']);
    expect(s.sees(rated('yellow'))).toEqual([]);
    expect(s.sees(rated('red'))).toEqual(['slack:C1 edit', 'slack:C1 log! worsened quality']);
  });

  it('is hidden by planned work until just before its end', () => {
    const s = story();
    s.sees(rated('red'));
    const [incident] = s.state.incidents;
    if (!incident) throw new Error('no incident');
    const planned = { silences: [], maintenanceUntil: after(noon, HOUR) };
    expect(incidentStatusOf(planned, incident, after(noon, HOUR - 1))).toBe('silenced');
    expect(incidentStatusOf(planned, incident, after(noon, HOUR))).toBe('open');
  });

  it('is reminded of in its own thread only', () => {
    const s = story({ policy: { remindAfter: 30 * MINUTE } });
    s.sees(rated('red', 'green'));
    s.waits(20 * MINUTE);
    s.sees(rated('red', 'yellow'));
    s.waits(10 * MINUTE);
    expect(s.sees(rated('red', 'yellow'))).toEqual(['slack:C1 log! reminder quality']);
  });

  it('is told as worse, and as withdrawn, also where nobody wants to hear that it is over', () => {
    const s = story({ routes: [routeOf({ resolved: false })] });
    s.sees(rated('green', 'yellow'));
    expect(s.sees(rated('green', 'red'))).toEqual(['slack:C1 edit', 'slack:C1 log! worsened quality']);
    expect(s.sees(rated('green'))).toEqual(['slack:C1 edit', 'slack:C1 log withdrawn quality']);
  });

  it('is not reminded of while it is silenced', () => {
    const s = story({ policy: { remindAfter: 30 * MINUTE } });
    s.sees(rated('red'));
    silenced(s);
    s.sees(rated('red'));
    s.waits(30 * MINUTE);
    expect(s.sees(rated('red'))).toEqual([]);
  });
});

describe('what happens once', () => {
  const raised = { limit: known(capped(100_000)) };
  const lowered = { limit: known(capped(10_000)) };

  it('is told to those who want to hear of it, in one message', () => {
    const s = story({ routes: [slack, routeOf({ id: 'slack:C2', atLeast: 'critical' })] });
    s.sees(raised);
    expect(s.sees(lowered)).toEqual(['slack:C1 event limit']);
    expect(s.state.outbox.threads).toEqual([]);
  });

  it('is hidden by planned work, for good', () => {
    const hour = { from: 12 * 60, to: 13 * 60, weekdays: null, zone: 'Asia/Jakarta' };
    const s = story({ maintenance: [hour] });
    s.sees(raised);
    expect(s.sees(lowered)).toEqual([]);
    s.waits(HOUR);
    expect(s.sees(lowered)).toEqual([]);
  });
});

describe('trouble that opens together', () => {
  it.each([
    [2, ['slack:C1 post! opened quality', 'slack:C1 post! opened quality']],
    [3, ['slack:C1 post! opened quality x3']],
  ])('is one message from three on: %i', (count, heard) => {
    expect(story().sees(rated(...Array<Quality>(count).fill('red')))).toEqual(heard);
  });

  it('is no storm when it is of different rules', () => {
    const numbers = [
      numberOf(1, { quality: 'red', status: 'flagged' }),
      numberOf(2, { quality: 'red' }),
      numberOf(3, { status: 'offline' }),
    ];
    expect(story().sees({ numbers })).toHaveLength(4);
  });
});

describe('quiet hours', () => {
  const night = { from: 22 * 60, to: 7 * 60, weekdays: null, zone: 'Asia/Jakarta' };
  const evening = at('2026-11-22T14:00:00Z');
  const midnight = at('2026-11-22T17:00:00Z');
  const morning = at('2026-11-23T00:00:00Z');
  const inTheEvening = (): Story => {
    const s = story({ routes: [routeOf({ quiet: night })] });
    s.now = evening;
    return s;
  };

  it('hold back what eases in trouble that is known, until it is morning', () => {
    const s = inTheEvening();
    s.sees(rated('red'));
    s.now = midnight;
    expect(s.sees(rated('yellow'))).toEqual([]);
    s.now = morning;
    expect(s.sees(rated('yellow'))).toEqual(['slack:C1 edit', 'slack:C1 log changed quality']);
  });

  it('do not hold back that trouble is over, or that it got critical', () => {
    const s = inTheEvening();
    s.sees(rated('yellow', 'yellow'));
    s.now = midnight;
    expect(s.sees(rated('red', 'green'))).toEqual(['slack:C1 edit', 'slack:C1 log! worsened quality']);
    expect(s.sees(rated('red', 'green'))).toEqual(['slack:C1 edit', 'slack:C1 log resolved quality']);
  });

  it('let the one thing that waited be told as what it is', () => {
    const s = inTheEvening();
    s.now = midnight;
    expect(s.sees(rated('yellow'))).toEqual([]);
    s.now = morning;
    expect(s.sees(rated('yellow'))).toEqual(['slack:C1 post! opened quality']);
  });

  it('make no difference to a storm of which one part waited', () => {
    const s = inTheEvening();
    s.now = midnight;
    expect(s.sees(rated('yellow'))).toEqual([]);
    s.now = morning;
    expect(s.sees(rated('yellow', 'yellow', 'yellow'))).toEqual(['slack:C1 post! opened quality x3']);
  });

  it('gather what waited, but not what opens in the morning', () => {
    const s = inTheEvening();
    s.now = midnight;
    const waited = [numberOf(1, { quality: 'yellow' }), numberOf(2, { status: 'offline' })];
    expect(s.sees({ numbers: waited })).toEqual([]);
    s.now = morning;
    expect(s.sees({ numbers: [...waited, numberOf(3, { quality: 'yellow' })] })).toEqual([
      'slack:C1 post! opened status, opened quality x2',
      'slack:C1 post! opened quality',
    ]);
  });

  it('let an event wait for their end, also in the outbox', () => {
    const s = inTheEvening();
    s.sees({ limit: known(capped(100_000)) });
    s.now = midnight;
    s.sees({ limit: known(capped(10_000)) });
    expect(s.state.outbox.notifications).toMatchObject([{ dueAt: morning, body: { kind: 'event' } }]);
  });
});
