import type { LimitChange } from '../cards/digest-lists.js';
import { isFresh } from '../domain/can-send.js';
import { forecastsOf, type Forecast } from '../domain/forecast.js';
import { recordedSince } from '../domain/history/recorded-usage.js';
import { boundsOf, mostPeople, untilNewest, type PeopleStep } from '../domain/history/people.js';
import { lookAhead, type LookAhead } from '../domain/look-ahead.js';
import { recipientsOf } from '../domain/limit.js';
import { metaTime } from '../domain/meta-time.js';
import { peaksByDay } from '../domain/peaks.js';
import type { StandingStep } from '../domain/history/looks.js';
import type { Rulebook } from '../domain/rulebook.js';
import type { PortfolioState } from '../domain/state.js';
import type { NumberId } from '../domain/snapshot.js';
import { after, DAY, halfHourOf, HOUR, instantOf, type Instant, type Span } from '../domain/time.js';
import { usualNeeded, usualTraffic, type UsualTraffic } from '../domain/usual-traffic.js';
import type { Clock, History, PortfolioPlan } from '../ports.js';
import { recordedUsage } from './past.js';

/** What looking ahead needs. */
export interface OutlookOptions {
  readonly history: History;
  readonly clock: Clock;
  readonly rulebookOf: (plan: PortfolioPlan) => Rulebook;
}

/** What the record says of a portfolio beyond its present state. */
export interface Outlook {
  /** One forecast for each owner of a limit; none before the first look. Throws when the record cannot be read. */
  forecasts(plan: PortfolioPlan, state: PortfolioState): Promise<readonly Forecast[]>;
  /**
   * The most the moving 24 hours held since an instant. None given: in the last day. In percent of the limit of now;
   * null when not known. Throws when the record cannot be read.
   */
  peak(plan: PortfolioPlan, state: PortfolioState, since?: Instant): Promise<number | null>;
  /**
   * What is usually sent, by a number or by all who share the limit. Null: the record is too short. Or it does not hold
   * all who use the limit. Throws when the record cannot be read.
   */
  usual(plan: PortfolioPlan, state: PortfolioState, number: NumberId | null): Promise<UsualTraffic | null>;
  /**
   * The coming 24 hours of a portfolio's shared limit. Null: it is not nearly used up, or not known. Throws when the
   * record cannot be read.
   */
  ahead(plan: PortfolioPlan, state: PortfolioState): Promise<LookAhead | null>;
  /** How a portfolio's known limit changed since an instant, oldest first. Throws when the record cannot be read. */
  limitChanges(plan: PortfolioPlan, state: PortfolioState, since: Instant): Promise<readonly LimitChange[]>;
}

/** Forecasts are of owners of limits only. */
const noOwn = { usageOf: {} };

/** Builds the outlook. */
export function outlook(options: OutlookOptions): Outlook {
  const { history, clock } = options;

  async function usual(
    plan: PortfolioPlan,
    state: PortfolioState,
    number: NumberId | null,
  ): Promise<UsualTraffic | null> {
    const snapshot = state.sight?.snapshot;
    const since = recordedSince(state);
    const isShared = number === null && snapshot?.elsewhere !== undefined;
    if (since === null || isShared) return null;
    const now = metaTime(clock.now(), snapshot);
    const { series, days } = await history.usage(plan.id, number, {
      from: after(now, -usualNeeded),
      to: now,
    });
    // Where only whole days are kept, nobody knows their half hours.
    const halfHoursFrom = Math.max(since, ...days.map(({ at }) => at + DAY));
    return usualTraffic(series, instantOf(Math.max(halfHoursFrom, now - usualNeeded)), now);
  }

  return {
    async forecasts(plan, state) {
      if (!state.sight) return [];
      const now = clock.now();
      const { snapshot } = state.sight;
      const rulebook = options.rulebookOf(plan);
      return forecastsOf({
        now,
        snapshot,
        incidents: state.incidents,
        rulebook,
        history: await recordedUsage(history, {
          snapshot,
          now: metaTime(now, snapshot),
          rulebook,
          thresholds: noOwn,
        }),
        since: recordedSince(state) ?? metaTime(state.sight.at, snapshot),
        limitSince: new Map(Object.entries(state.limitSince)),
      });
    },
    async peak(plan, state, from) {
      const limit = state.sight?.snapshot.limit;
      if (!limit?.known || limit.value.kind === 'unlimited' || options.rulebookOf(plan).scope === 'number')
        return null;
      const now = metaTime(clock.now(), state.sight?.snapshot);
      const since = from === undefined ? after(now, -DAY) : metaTime(from, state.sight?.snapshot);
      const complete = recordedSince(state);
      if (complete === null || complete > after(since, -DAY)) return null;
      const span = { from: after(since, -DAY - HOUR), to: after(now, HOUR) };
      const { series } = await history.usage(plan.id, null, span);
      const days = peaksByDay(series, { from: since, to: now }, 'UTC');
      if (days.length === 0) return null;
      const volume = Math.max(...days.map((day) => day.peak));
      const people = await countedSteps(history, state, { from: since, to: now });
      const { atMost } = boundsOf(volume, mostPeople(people, untilNewest(people, { from: since, to: now })));
      return atMost === null ? null : (atMost / recipientsOf(limit.value)) * 100;
    },
    usual,
    async ahead(plan, state) {
      const snapshot = state.sight?.snapshot;
      if (!snapshot?.limit.known || options.rulebookOf(plan).scope === 'number') return null;
      const now = metaTime(clock.now(), snapshot);
      const { limit, usage } = snapshot;
      // What is usual takes weeks of the record, so it is not read for nothing.
      const canTell = limit.value.kind === 'capped' && usage.known && isFresh(usage.value.asOf, now);
      return canTell ? lookAhead(snapshot, await usual(plan, state, null), now) : null;
    },
    async limitChanges(plan, state, from) {
      const since = metaTime(from, state.sight?.snapshot);
      const to = after(metaTime(clock.now(), state.sight?.snapshot), HOUR);
      const { steps } = await history.notes(plan.id, null, { from: since, to });
      return knownChanges(steps).filter(({ at }) => at > since);
    },
  };
}

/** The people counted within a span; nothing is read where nobody ever was. */
async function countedSteps(
  history: History,
  { portfolio, sight }: PortfolioState,
  span: Span,
): Promise<readonly PeopleStep[]> {
  const usage = sight?.snapshot.usage;
  if (!usage?.known || usage.value.counted === undefined) return [];
  const { people } = await history.notes(portfolio, null, { from: halfHourOf(span.from), to: span.to });
  return people ?? [];
}

/** Looks that did not know the limit lie between two that did; only those are held against each other. */
function knownChanges(steps: readonly StandingStep[]): readonly LimitChange[] {
  let last: number | null = null;
  return steps.flatMap(({ at, limit }): readonly LimitChange[] => {
    const from = last;
    if (limit === null) return [];
    last = limit;
    return from === null || from === limit ? [] : [{ at, from, to: limit }];
  });
}
