import type { ChartFacts, ChartPoint, IncidentMark, LimitStep, QualityStep, Theme } from '../chart-facts.js';
import { after, DAY, HALF_HOUR, halfHourOf, HOUR, instantOf, type Instant, type Span } from '../time.js';
import { movingDay, sumWithin } from '../usage.js';
import type { LookRecord } from './looks.js';
import { localDays, type Past } from './past-days.js';
import { boundsOf, mostPeople } from './people.js';
import { isCovered, withoutSpans } from './spans.js';

/** The longest time that is shown hour by hour. */
const mostHourlyDays = 7;

/** What a chart of the past shows: by hours up to a week, by local days beyond. */
export function chartFacts(past: Past, threshold: number, theme: Theme): ChartFacts {
  const { wanted, looks } = past;
  const { now, days, zone } = wanted;
  const each = days <= mostHourlyDays ? 'hour' : 'day';
  const span = each === 'day' ? past.span : { from: after(now, -days * DAY), to: now };
  return {
    ...span,
    zone,
    each,
    points: each === 'day' ? dailyPoints(past) : hourlyPoints(past, span),
    limits: limitSteps(looks, span),
    threshold,
    qualities: qualitySteps(looks, span),
    incidents: looks.incidents.map(({ at, until, severity }): IncidentMark => ({ at, until, severity })),
    theme,
  };
}

/**
 * The most that the moving day held in the hour before each whole hour. So a day's highest hour is its peak. Also what
 * the moving day holds at the newest look.
 */
function hourlyPoints({ usage, looks }: Past, { from, to }: Span): readonly ChartPoint[] {
  const pointOf = (at: Instant, windows: readonly Span[]): ChartPoint => {
    const known = windows.every((window) => isCovered(looks.counted, { from: window.from, to: at }));
    const volume = known ? Math.max(...windows.map((window) => sumWithin(usage.series, window))) : null;
    const hour = { from: windows.length > 1 ? after(at, -HOUR) : halfHourOf(at), to: at };
    return { at, ...boundsOf(volume, mostPeople(looks.people ?? [], hour)) };
  };
  const newest = looks.counted.at(-1)?.to;
  const points: ChartPoint[] = [];
  let at = instantOf(Math.ceil(from / HOUR) * HOUR);
  for (; at <= to; at = after(at, HOUR)) {
    points.push(pointOf(at, [movingDay(after(at, -1)), movingDay(after(at, -HALF_HOUR - 1))]));
  }
  if (newest !== undefined && newest <= to && newest > after(at, -HOUR)) {
    points.push(pointOf(newest, [movingDay(newest)]));
  }
  return points;
}

function dailyPoints(past: Past): readonly ChartPoint[] {
  return localDays(past).map(({ span, peak }) => ({ at: span.from, ...peak }));
}

/** Where nobody looked, a limit is unknown, unless it was equal before and after. */
function limitSteps({ steps, looked }: LookRecord, span: Span): readonly LimitStep[] {
  const limitAt = (at: Instant): number | null => steps.findLast((step) => step.at <= at)?.limit ?? null;
  const gaps = unseen(looked, span).filter(
    (gap) => gap.to === span.to || limitAt(gap.from) !== limitAt(gap.to),
  );
  return withGaps(
    steps.map(({ at, limit }): LimitStep => ({ at, recipients: limit })),
    gaps,
    (at) => ({ at, recipients: null }),
    (at) => ({ at, recipients: limitAt(at) }),
  );
}

/** The quality from step to step. Where nobody looked, it is unknown. */
export function qualitySteps({ steps, looked }: LookRecord, span: Span): readonly QualityStep[] {
  return withGaps(
    steps.map(({ at, quality }): QualityStep => ({ at, quality })),
    unseen(looked, span),
    (at) => ({ at, quality: 'unknown' }),
    (at) => ({ at, quality: steps.findLast((step) => step.at <= at)?.quality ?? 'unknown' }),
  );
}

/** Less than this after the newest look nothing is unknown yet. */
const grace = HOUR;

function unseen(looked: readonly Span[], span: Span): readonly Span[] {
  return withoutSpans([span], looked).filter(({ from, to }) => to < span.to || to - from > grace);
}

function withGaps<S extends { readonly at: Instant }>(
  steps: readonly S[],
  gaps: readonly Span[],
  begin: (at: Instant) => S,
  end: (at: Instant) => S,
): readonly S[] {
  const visible = steps.filter(({ at }) => !gaps.some((gap) => at >= gap.from && at < gap.to));
  return [...visible, ...gaps.flatMap((gap) => [begin(gap.from), end(gap.to)])].sort((a, b) => a.at - b.at);
}
