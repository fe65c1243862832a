import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  backOff,
  notificationOf,
  postponed,
  putOff,
  type Notification,
  type NotificationBody,
} from '../../src/domain/notification.js';
import { dueNotifications, orderKeyOf } from '../../src/domain/outbox.js';
import { incidentsOf } from '../../src/domain/thread.js';
import { after, DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.js';
import { waitUntil } from '../../src/domain/wait.js';
import { noon, portfolioId } from '../support/looks.js';

const root = (thread: string): NotificationBody => ({ kind: 'root', thread, notices: [], loud: true });
const entry = (thread: string): NotificationBody => ({ kind: 'entry', thread, notices: [], loud: false });
const to = (route: string, sequence: number, body: NotificationBody, more: Partial<Notification> = {}) => ({
  ...notificationOf(portfolioId, { id: route }, sequence, body, noon),
  ...more,
});
const down = { chat: 'Slack', reason: 'unreachable' } as const;
const slack = 'slack:C1';
const discord = 'discord:1';

describe('what may be sent now', () => {
  it('is one thing for each route, the oldest first', () => {
    const first = to(slack, 1, { kind: 'test' });
    const second = to(slack, 2, { kind: 'test' });
    const other = to(discord, 3, { kind: 'test' });
    expect(dueNotifications([first, second, other], noon)).toEqual([first, other]);
    expect(dueNotifications([second, other], noon)).toEqual([second, other]);
  });

  it('is never the log of a thread before its root, even when the root has to wait', () => {
    const waiting = to(slack, 1, root('t1'), { dueAt: after(noon, MINUTE) });
    const log = to(slack, 2, entry('t1'));
    const otherThread = to(slack, 3, root('t2'));
    expect(dueNotifications([waiting, log], noon)).toEqual([]);
    expect(dueNotifications([waiting, log, otherThread], noon)).toEqual([otherThread]);
    expect(dueNotifications([waiting, log], after(noon, MINUTE))).toEqual([waiting]);
  });

  it('is held up on one route only by what that route waits for', () => {
    const waiting = to(slack, 1, root('t1'), { dueAt: after(noon, MINUTE) });
    const there = to(discord, 2, root('t1'));
    expect(orderKeyOf(waiting)).not.toBe(orderKeyOf(there));
    expect(dueNotifications([waiting, there], noon)).toEqual([there]);
  });

  it('is not held up by news that belongs to no thread and has to wait', () => {
    const waiting = to(slack, 1, { kind: 'test' }, { dueAt: after(noon, MINUTE) });
    const next = to(slack, 2, { kind: 'event', notices: [] });
    expect(dueNotifications([waiting, next], noon)).toEqual([next]);
  });

  it.each([
    ['three hours back', -3 * HOUR],
    ['two days ahead and back', 0],
  ])('is what waited for its next attempt when the clock is moved %s', (_, shown) => {
    const now = after(noon, shown);
    const failed = postponed(to(slack, 1, root('t1')), shown === 0 ? after(noon, 2 * DAY) : noon, down, null);
    const fresh = to(slack, 2, root('t2'), { createdAt: now, dueAt: now, waitsFrom: now });
    expect(dueNotifications([failed, fresh], now)).toEqual([failed]);
  });

  it('is not what waits for the end of quiet hours, unless a clock two days ahead put it off', () => {
    const quiet = putOff(to(slack, 1, { kind: 'event', notices: [] }), waitUntil(after(noon, 5 * HOUR), DAY));
    expect(dueNotifications([quiet], after(noon, -3 * HOUR))).toEqual([]);
    expect(dueNotifications([quiet], after(noon, 5 * HOUR))).toEqual([quiet]);
    expect(dueNotifications([quiet], after(noon, -2 * DAY))).toEqual([quiet]);
  });

  it('is nothing else of a route that waits with its first one', () => {
    const first = to(slack, 1, root('t1'), { dueAt: after(noon, MINUTE), holdsRoute: true });
    const newer = to(slack, 2, root('t2'));
    const elsewhere = to(discord, 3, root('t2'));
    expect(dueNotifications([first, newer, elsewhere], noon)).toEqual([elsewhere]);
    expect(dueNotifications([first, newer], after(noon, MINUTE))).toEqual([first]);
  });

  it('is not held up by what was set aside for good', () => {
    const poison = to(slack, 1, { kind: 'test' }, { parked: true });
    const next = to(slack, 2, { kind: 'test' });
    expect(dueNotifications([poison, next], noon)).toEqual([next]);
  });

  it('comes in order whatever has to wait', () => {
    const some = fc.array(
      fc.record({
        route: fc.constantFrom(slack, discord),
        thread: fc.constantFrom('a', 'b'),
        wait: fc.nat(2),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(some, (all) => {
        let outbox = all.map(({ route, thread, wait }, i) =>
          to(route, i, i % 2 === 0 ? root(thread) : entry(thread), { dueAt: after(noon, wait * SECOND) }),
        );
        const sent: Notification[] = [];
        for (let tick = 0; outbox.length > 0 && tick < 100; tick += 1) {
          const due = dueNotifications(outbox, after(noon, tick * SECOND));
          expect(new Set(due.map((n) => n.route)).size).toBe(due.length);
          sent.push(...due);
          outbox = outbox.filter((n) => !due.includes(n));
        }
        expect(sent).toHaveLength(all.length);
        for (const key of new Set(sent.map(orderKeyOf))) {
          const order = sent
            .filter((n) => orderKeyOf(n) === key)
            .map((n) => parseInt(n.id.split('-')[2] ?? '', 36));
          expect(order).toEqual(order.toSorted((a, b) => a - b));
        }
      }),
    );
  });
});

describe('a notification', () => {
  it('has a short name of its own, the same when it is made again', () => {
    const one = to(slack, 41, { kind: 'test' });
    expect(one.id).toBe(to(slack, 41, { kind: 'test' }).id);
    expect(one.id).not.toBe(to(discord, 41, { kind: 'test' }).id);
    expect(to(slack, Number.MAX_SAFE_INTEGER, { kind: 'test' }).id).toMatch(/^[a-z0-9-]{1,25}$/);
  });

  it('waits as long as the platform asks', () => {
    const trouble = { chat: 'Slack', reason: 'too-many-messages' } as const;
    const later = postponed(to(slack, 1, { kind: 'test' }), noon, trouble, 90 * SECOND);
    expect(later).toMatchObject({ attempts: 1, lastTrouble: trouble, dueAt: after(noon, 90 * SECOND) });
    expect(dueNotifications([later], after(noon, 90 * SECOND - 1))).toEqual([]);
    expect(dueNotifications([later], after(noon, 90 * SECOND))).toEqual([later]);
  });

  it('waits longer each time, up to about five minutes', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 1_000 }), (id, attempts) => {
        const wait = backOff(id, attempts);
        const base = Math.min(300, 2 ** attempts) * SECOND;
        expect(wait).toBeGreaterThanOrEqual(base);
        expect(wait).toBeLessThanOrEqual(base * 1.25);
      }),
    );
  });

  it('does not come back together with the others of a burst', () => {
    const waits = Array.from({ length: 50 }, (_, i) => backOff(to(slack, i, { kind: 'test' }).id, 4));
    expect(new Set(waits).size).toBeGreaterThan(25);
  });
});

describe('a thread', () => {
  it('shows what is known of its incidents, in its own order', () => {
    const thread = {
      id: 't',
      route: slack,
      incidents: ['b', 'gone', 'a'],
      openedAt: noon,
      receipt: null,
      told: {},
    };
    const all = [{ id: 'a' }, { id: 'b' }, { id: 'c' }] as never;
    expect(incidentsOf(thread, all).map((incident) => incident.id)).toEqual(['b', 'a']);
  });
});
