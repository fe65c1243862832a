import type { QualityStep, Theme } from '../chart-facts.js';
import { after, DAY, HOUR, hourOf, type Instant, type Span } from '../time.js';
import type { CountedHour } from './counted-hour.js';
import type { SignalCounts } from './counts.js';
import { failureKinds } from './failure.js';
import { hourSums } from './hour-sums.js';
import { usualOf } from './usual.js';
import { weeksCompared } from './window.js';

/** What each panel of the picture shows: three shares from 0 to 1, and how many messages were sent. */
const panelNames = ['not-delivered', 'read', 'stops', 'sent'] as const;

/** One of them. */
export type PanelName = (typeof panelNames)[number];

/** Some hours of a panel. */
export interface PanelCell {
  readonly span: Span;
  /** Null: nothing was counted, or too little for a share, or it may still grow. */
  readonly value: number | null;
  /** Between what it usually lies in these hours; null: too little to compare with. */
  readonly usual: { readonly low: number; readonly high: number } | null;
}

/** How one thing went in the last days. */
export interface SignalPanel {
  readonly name: PanelName;
  readonly cells: readonly PanelCell[];
}

/** A picture of how messages were taken. */
export interface SignalPicture extends Span {
  /** The IANA zone whose midnights part the days. */
  readonly zone: string;
  readonly panels: readonly SignalPanel[];
  readonly qualities: readonly QualityStep[];
  /** When a change was seen; null: there was none. */
  readonly change: Instant | null;
  readonly theme: Theme;
}

const days = 7;
const hoursEach = 3;
/** A share of fewer messages is not drawn. */
const leastForShare = 30;
const leastWeeks = 3;
const leastDays = 5;
/** So many standard deviations from the median still look usual. */
const asUsual = 2;
/** So much of the usual they differ at least. */
const leastSpread = 0.2;

/** How a panel is counted: how many, and of how many; `of` of null: it is no share. */
interface PanelCount {
  readonly count: (counts: SignalCounts) => number;
  readonly of: ((counts: SignalCounts) => number) | null;
  /** The share that there is always to be reckoned with, however seldom it was seen. */
  readonly least: number;
}

const failed = (counts: SignalCounts): number => failureKinds.reduce((sum, kind) => sum + counts[kind], 0);

const counting: Readonly<Record<PanelName, PanelCount>> = {
  'not-delivered': { count: failed, of: ({ sent }) => sent, least: 0.02 },
  read: { count: ({ readSoon }) => readSoon, of: ({ delivered }) => delivered, least: 0 },
  stops: {
    count: ({ stops, optOuts }) => stops + optOuts,
    of: (counts) => counts.sent - failed(counts),
    least: 0.004,
  },
  sent: { count: ({ sent }) => sent, of: null, least: 0 },
};

/** People have so long to read a message soon. Until then the share may still grow. */
const untilRead = hoursEach * HOUR;

/** The panels of the seven days up to the last whole hour, by three hours. */
export function signalPanels(hours: readonly CountedHour[], now: Instant): readonly SignalPanel[] {
  const end = hourOf(now);
  const sums = hourSums(hours);
  const within = (to: Instant): SignalCounts | null => sums(to, hoursEach);
  const ends = Array.from({ length: (days * 24) / hoursEach }, (_, back) =>
    after(end, -back * hoursEach * HOUR),
  ).toReversed();
  return panelNames.map((name) => ({
    name,
    cells: ends.map((to) =>
      cellAt(counting[name], to, within, name === 'read' && to > after(now, -untilRead)),
    ),
  }));
}

function cellAt(
  panel: PanelCount,
  to: Instant,
  within: (to: Instant) => SignalCounts | null,
  mayGrow: boolean,
): PanelCell {
  const counts = within(to);
  const earlier = (ago: readonly number[]): readonly number[] =>
    ago.flatMap((days) => valueOf(panel, within(after(to, -days * DAY))) ?? []);
  const weeks = earlier(Array.from({ length: weeksCompared }, (_, week) => 7 * (week + 1)));
  const all =
    weeks.length >= leastWeeks
      ? weeks
      : earlier(Array.from({ length: 7 * weeksCompared }, (_, day) => day + 1));
  const isEnough = weeks.length >= leastWeeks || all.length >= leastDays;
  return {
    span: { from: after(to, -hoursEach * HOUR), to },
    value: mayGrow ? null : valueOf(panel, counts),
    usual: isEnough ? rangeOf(panel, all, counts) : null,
  };
}

function valueOf({ count, of }: PanelCount, counts: SignalCounts | null): number | null {
  if (counts === null) return null;
  if (of === null) return count(counts);
  const whole = of(counts);
  return whole < leastForShare ? null : Math.min(1, count(counts) / whole);
}

/** Chance alone moves a share of few messages. Where there are too few for a share, it is left out. */
function rangeOf(
  { of, least }: PanelCount,
  values: readonly number[],
  counts: SignalCounts | null,
): { readonly low: number; readonly high: number } {
  const { share: middle, spread } = usualOf(values);
  const whole = of === null || counts === null ? 0 : of(counts);
  const widthAbout = (share: number): number => {
    const chance = whole < leastForShare ? 0 : Math.sqrt(Math.max(0, share * (1 - share)) / whole);
    return asUsual * Math.hypot(Math.max(spread, leastSpread * share), chance);
  };
  const expected = Math.max(middle, least);
  return { low: Math.max(0, middle - widthAbout(middle)), high: expected + widthAbout(expected) };
}

/** Which way a panel is worse; how much is sent is neither better nor worse. */
export const worseWhen: Readonly<Record<PanelName, 'high' | 'low'>> = {
  'not-delivered': 'high',
  read: 'low',
  stops: 'high',
  sent: 'high',
};

/** Whether a cell lies beyond what is usual, on the side that tells. */
export function isUnusual(name: PanelName, { value, usual }: PanelCell): boolean {
  if (value === null || usual === null) return false;
  return worseWhen[name] === 'high' ? value > usual.high : value < usual.low;
}

/** The cell of a panel that tells most: its highest, or its lowest; null: none is known. */
export function extremeOf({ name, cells }: SignalPanel): (PanelCell & { readonly value: number }) | null {
  const known = cells.flatMap((cell) => (cell.value === null ? [] : [{ ...cell, value: cell.value }]));
  const [first, ...others] = known;
  if (first === undefined) return null;
  const sign = worseWhen[name] === 'high' ? 1 : -1;
  return others.reduce((most, one) => (sign * (one.value - most.value) > 0 ? one : most), first);
}
