import { absorb, type Judging } from '../../src/domain/absorb.js';
import { announce } from '../../src/domain/announce.js';
import type { Announcement, News } from '../../src/domain/announcement.js';
import { fingerprint } from '../../src/domain/fingerprint.js';
import { defaultPolicy, type IncidentPolicy } from '../../src/domain/incident.js';
import { noUsage } from '../../src/domain/history/recorded-usage.js';
import { noSignals, type SignalWindows } from '../../src/domain/signals/window.js';
import { postponed, type Notification, type PortfolioBody } from '../../src/domain/notification.js';
import type { Route } from '../../src/domain/route.js';
import type { Observation, PortfolioSnapshot, Problem, WabaId } from '../../src/domain/snapshot.js';
import { defaultThresholds } from '../../src/domain/thresholds.js';
import { freshState, type PortfolioState } from '../../src/domain/state.js';
import { after, MINUTE, type Instant } from '../../src/domain/time.js';
import type { Rulebook } from '../../src/domain/rulebook.js';
import type { DailyWindow } from '../../src/domain/window.js';
import { noon, portfolioId, portfolioOf, wabaId } from './looks.js';
import { portfolio2025 } from './rulebooks.js';

/** A route of the tests: Slack, English, everything from a warning on. */
export function routeOf(more: Partial<Route> = {}): Route {
  return {
    id: 'slack:C1',
    platform: 'slack',
    channel: 'C1',
    locale: 'en',
    timezone: 'Asia/Jakarta',
    atLeast: 'warning',
    portfolios: null,
    mention: {},
    digest: null,
    resolved: true,
    quiet: null,
    ...more,
  };
}

/** What the tests judge looks by: the rules of today, and nobody to tell. */
export function judgingOf(more: Partial<Judging> = {}): Judging {
  return {
    rulebook: portfolio2025,
    thresholds: defaultThresholds,
    policy: defaultPolicy,
    routes: [],
    escalateTo: null,
    maintenance: [],
    history: noUsage,
    signals: noSignals,
    ...more,
  };
}

/** Takes in a look that began after the last one. */
export function absorbNext(
  state: PortfolioState,
  observation: Observation,
  judging: Judging,
): ReturnType<typeof absorb> {
  return absorb(state, observation, judging, state.look + 1);
}

/** One line of what a route was told: `slack:C1 root! opened quality`. The mark `!` means loud. */
type Heard = string;

/** A portfolio's life told look by look, with channels that take every message at once. */
export interface Story {
  state: PortfolioState;
  now: Instant;
  /** A look that sees the snapshot, and what the routes hear of it. */
  sees(snapshot: Partial<PortfolioSnapshot>, signals?: SignalWindows): readonly Heard[];
  /** A look that sees nothing. */
  isBlind(problem: Problem): readonly Heard[];
  /** A webhook of Meta's arrives now, made `ago` milliseconds before. */
  hears(news: News, ago?: number): readonly Heard[];
  /** Time passes before the next look. */
  waits(ms: number): void;
  /** Routes whose channels fail. */
  down: readonly string[];
  /** Sends what waits. */
  sends(): readonly Heard[];
}

/** What a webhook announced of the usual account; the same news of the same second is a repeat. */
export function announcementOf(news: News, at: Instant | null, waba: WabaId = wabaId): Announcement {
  return { id: fingerprint(JSON.stringify([waba, at, news])), waba, at, news };
}

/** Begins a story with nobody having looked yet. */
export function story(
  options: {
    routes?: readonly Route[];
    policy?: Partial<IncidentPolicy>;
    every?: number;
    escalateTo?: string;
    maintenance?: readonly DailyWindow[];
    rulebook?: Rulebook;
  } = {},
): Story {
  const judging = judgingOf({
    policy: { ...defaultPolicy, ...options.policy },
    routes: options.routes ?? [routeOf()],
    escalateTo: options.escalateTo ?? null,
    maintenance: options.maintenance ?? [],
    ...(options.rulebook ? { rulebook: options.rulebook } : {}),
  });
  const every = options.every ?? 5 * MINUTE;
  const self: Story = {
    state: freshState(portfolioId, 'Toko Maju'),
    now: after(noon, -every),
    sees(snapshot, signals = noSignals) {
      self.now = after(self.now, every);
      const seen = { kind: 'seen' as const, at: self.now, snapshot: portfolioOf(snapshot) };
      self.state = absorbNext(self.state, seen, { ...judging, signals }).state;
      return self.sends();
    },
    isBlind(problem) {
      self.now = after(self.now, every);
      const blind = {
        kind: 'blind' as const,
        at: self.now,
        problem,
        cause: { reason: 'no-answer' as const },
      };
      self.state = absorbNext(self.state, blind, judging).state;
      return self.sends();
    },
    hears(news, ago = 0) {
      self.state = announce(
        self.state,
        [announcementOf(news, after(self.now, -ago))],
        judging,
        self.now,
      ).state;
      return self.sends();
    },
    waits(ms) {
      self.now = after(self.now, ms - every);
    },
    down: [],
    sends() {
      const heard: Heard[] = [];
      const rest: Notification<PortfolioBody>[] = [];
      for (const notification of self.state.outbox.notifications) {
        if (self.down.includes(notification.route) || notification.dueAt > self.now) {
          rest.push(
            notification.dueAt > self.now
              ? notification
              : postponed(notification, self.now, { chat: 'Slack', reason: 'unreachable' }, null),
          );
          continue;
        }
        heard.push(heardOf(self.state, notification));
        const body = notification.body;
        if (body.kind !== 'root') continue;
        const threads = self.state.outbox.threads.map((thread) =>
          thread.id === body.thread && thread.route === notification.route && !thread.receipt
            ? { ...thread, receipt: { channel: 'C1', message: notification.id, thread: null } }
            : thread,
        );
        self.state = { ...self.state, outbox: { ...self.state.outbox, threads } };
      }
      self.state = { ...self.state, outbox: { ...self.state.outbox, notifications: rest } };
      return heard;
    },
  };
  return self;
}

function heardOf(state: PortfolioState, { route, body }: Notification): Heard {
  if (body.kind === 'root' || body.kind === 'entry') {
    const thread = state.outbox.threads.find((one) => one.id === body.thread && one.route === route);
    const what = body.kind === 'root' ? (thread?.receipt ? 'edit' : 'post') : 'log';
    const reasons = [...new Set(body.notices.map((n) => `${n.reason} ${n.incident.finding.rule}`))];
    const count = thread && thread.incidents.length > 1 ? ` x${thread.incidents.length}` : '';
    return [`${route} ${what}${body.loud ? '!' : ''}`, reasons.join(', ')].join(' ').trim() + count;
  }
  return body.kind === 'event'
    ? `${route} event ${body.notices.map((n) => n.incident.finding.rule).join(', ')}`
    : `${route} ${body.kind}`;
}
