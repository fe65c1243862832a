import type { ChartFacts, ChartPoint } from '../../../src/domain/chart-facts.js';
import { DAY, HOUR, instantOf, localTime, type Instant } from '../../../src/domain/time.js';

/** Sunday 22 November 2026, 10:00 in Jakarta. */
export const end = instantOf(Date.parse('2026-11-22T03:00:00Z'));
const zone = 'Asia/Jakarta';

/** That many days and hours before the end. */
export function ago(days: number, hours = 0): Instant {
  return instantOf(end - days * DAY - hours * HOUR);
}

/** How busy an hour of the day is, 0 to 1, and how busy a weekday. */
function busyness(at: Instant): number {
  const { day, hour, weekday } = localTime(at, zone);
  const date = Number(day.slice(-2));
  const mood = weekday >= 6 ? 0.3 : 0.55 + 0.45 * Math.abs(Math.sin(date * 1.7));
  const broadcast = hour === 9 || (hour === 16 && date % 3 === 0) ? 2.2 : 0;
  return mood * (broadcast + Math.exp(-((hour - 13) ** 2) / 18));
}

/** What the moving day held at each hour of the last `days`, up to about `height` people; the same every time. */
export function hourly(days: number, height: number): readonly ChartPoint[] {
  return Array.from({ length: days * 24 + 1 }, (_, i) => {
    const at = instantOf(end - days * DAY + i * HOUR);
    let sum = 0;
    for (let back = 0; back < 24; back += 1) sum += busyness(instantOf(at - back * HOUR));
    return { at, atLeast: null, atMost: Math.round((sum / 10.5) * height) };
  });
}

/** The peak of each of the last `days` days. */
function daily(days: number, height: number): readonly ChartPoint[] {
  return Array.from({ length: days }, (_, i) => {
    const at = ago(days - 1 - i);
    const wave = 0.62 + 0.25 * Math.sin(i * 1.3) + 0.13 * Math.cos(i * 3.1);
    return { at, atLeast: null, atMost: Math.round(wave * height) };
  });
}

/** The points with nothing known between two instants. */
export function blindBetween(
  points: readonly ChartPoint[],
  from: Instant,
  to: Instant,
): readonly ChartPoint[] {
  return points.map((point) => (point.at >= from && point.at < to ? { ...point, atMost: null } : point));
}

/** A calm week: a limit of 10,000, all green, nothing unknown. */
export const calmWeek: ChartFacts = {
  from: ago(7),
  to: end,
  zone,
  each: 'hour',
  points: hourly(7, 6500),
  limits: [{ at: ago(30), recipients: 10_000 }],
  threshold: 80,
  qualities: [{ at: ago(30), quality: 'green' }],
  incidents: [],
  theme: 'light',
};

/** A week with all that may happen: a step of the limit, blind hours, three colours, incidents of each severity. */
export const wildWeek: ChartFacts = {
  ...calmWeek,
  points: blindBetween(hourly(7, 2600), ago(4, 4), ago(3, 2)),
  limits: [
    { at: ago(30), recipients: 2_000 },
    { at: ago(2, 16), recipients: 10_000 },
  ],
  qualities: [
    { at: ago(30), quality: 'green' },
    { at: ago(5, 6), quality: 'yellow' },
    { at: ago(4, 4), quality: 'unknown' },
    { at: ago(3, 2), quality: 'red' },
    { at: ago(1, 18), quality: 'yellow' },
    { at: ago(0, 9), quality: 'green' },
  ],
  incidents: [
    { at: ago(5, 6), until: ago(4, 20), severity: 'warning' },
    { at: ago(4, 12), until: ago(3, 2), severity: 'critical' },
    { at: ago(4, 11), until: ago(4, 4), severity: 'warning' },
    { at: ago(2, 16), until: ago(2, 15), severity: 'info' },
    { at: ago(0, 14), until: null, severity: 'warning' },
  ],
};

/** A month by daily peaks: two days unknown, a limit that rises, the last days above it. */
export const wildMonth: ChartFacts = {
  ...calmWeek,
  from: ago(29, 10),
  each: 'day',
  points: blindBetween(daily(30, 2_300), ago(18, 1), ago(16, 1)),
  limits: [
    { at: ago(40), recipients: 1_000 },
    { at: ago(24), recipients: 2_000 },
  ],
  qualities: [
    { at: ago(40), quality: 'green' },
    { at: ago(12), quality: 'yellow' },
    { at: ago(9), quality: 'red' },
    { at: ago(6), quality: 'yellow' },
    { at: ago(4), quality: 'green' },
  ],
  incidents: [
    { at: ago(12), until: ago(9), severity: 'warning' },
    { at: ago(9), until: ago(6), severity: 'critical' },
    { at: ago(24), until: ago(23, 22), severity: 'info' },
  ],
};

/** A week in which counting began: volume, then bounds, then exact, with three hours unread and a band after them. */
export const countedWeek: ChartFacts = {
  ...calmWeek,
  points: hourly(7, 6500).map(({ at, atMost }) => {
    const people = Math.round((atMost ?? 0) * 0.86);
    if (at < ago(5)) return { at, atLeast: null, atMost };
    if (at < ago(4)) return { at, atLeast: Math.round(people * ((at - ago(5)) / DAY)), atMost };
    if (at < ago(3)) return { at, atLeast: Math.round(people * 0.9), atMost: people + 40 };
    if (at > ago(1, 12) && at < ago(1, 6)) return { at, atLeast: Math.round(people * 0.95), atMost: null };
    if (at > ago(1, 7) && at < ago(0, 18)) return { at, atLeast: people - 90, atMost: people + 30 };
    return { at, atLeast: people, atMost: people };
  }),
};

/** A month in which counting began, near the limit. */
export const countedMonth: ChartFacts = {
  ...wildMonth,
  points: wildMonth.points.map(({ at, atMost }) => {
    const people = atMost === null ? null : Math.round(atMost * 0.9);
    if (at < ago(14) || people === null) return { at, atLeast: at < ago(17) ? null : 900, atMost };
    if (at < ago(7)) return { at, atLeast: Math.round(people * 0.8), atMost };
    return { at, atLeast: people, atMost: people };
  }),
};
