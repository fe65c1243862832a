import type { SignalCounts } from './counts.js';
import { signals, type Signal, type SignalName } from './signal.js';
import { usualOf, type Usual } from './usual.js';
import { weeksCompared, type SignalWindow } from './window.js';

/** From where on a sign matters. */
interface Reach {
  /** How many times the usual odds. */
  readonly times: number;
  /** How many standard deviations above the usual. */
  readonly deviations: number;
}

/** When shares can be compared, and which matter. */
export interface SignSettings {
  /** The lengths of the windows that are looked at. */
  readonly hours: readonly number[];
  readonly leastMessages: number;
  readonly leastSigns: number;
  readonly leastWeeks: number;
  readonly leastDays: number;
  /** So much of the usual share days differ at least, however alike they were. */
  readonly leastSpread: number;
  readonly note: Reach;
  readonly warning: Reach;
}

/** One sign, held against the usual. Shares are from 0 to 1. */
export interface Sign {
  readonly signal: SignalName;
  readonly hours: number;
  readonly count: number;
  readonly of: number;
  readonly usual: number;
  /** The usual is the median of the same hours in `n` earlier weeks or days. */
  readonly compared: { readonly with: 'weeks' | 'days'; readonly n: number };
  /** How many standard deviations it lies above the usual. */
  readonly deviations: number;
  /** 0: as usual. 1: a note. 2: a warning. */
  readonly level: 0 | 1 | 2;
}

/** What the signs of a number come to; `too-little`: there is nothing to compare with, or too few messages. */
export type SignsJudged =
  | { readonly kind: 'too-little' }
  | { readonly kind: 'judged'; readonly signs: readonly Sign[]; readonly isCalm: boolean };

/** Below this part of what a note takes, all is well; in between nothing ends. */
const calm = 0.7;
const nothing: Usual = { share: 0, spread: 0 };
/** What usually befalls nearly every message cannot be twice as usual. */
const most = 0.9;

/** Holds the newest hours of each window against the same hours before. Strongest first. Pure. */
export function judgeSigns(windows: readonly SignalWindow[], settings: SignSettings): SignsJudged {
  const open = windows.filter((window) => hasEnough(window, settings));
  if (open.length === 0) return { kind: 'too-little' };
  // Where nothing is more than is always to be reckoned with, it does not matter what is usual.
  const suspect = open.filter((window) => mayBeTrouble(window, settings));
  const signs = suspect.flatMap((window) => signsIn(window, settings));
  const isCalm = suspect.every((window) => {
    const own = signs.filter(({ hours }) => hours === window.hours);
    return own.length > 0 && own.every((sign) => isWell(sign, settings));
  });
  if (signs.length === 0 && !isCalm) return { kind: 'too-little' };
  return { kind: 'judged', signs: signs.toSorted(strongestFirst), isCalm };
}

/** Whether the newest hours exceed what is always to be reckoned with. Only then it matters what is usual. */
export function mayBeTrouble(window: SignalWindow, settings: SignSettings): boolean {
  const now = window.days.get(0);
  if (now === undefined || !hasEnough(window, settings)) return false;
  return signals.some((signal) => !isWell(againstUsual(signal, now, nothing, settings), settings));
}

function hasEnough({ days }: SignalWindow, { leastMessages }: SignSettings): boolean {
  return (days.get(0)?.sent ?? 0) >= leastMessages;
}

function isWell({ deviations }: Pick<Sign, 'deviations'>, { note }: SignSettings): boolean {
  return deviations < calm * note.deviations;
}

function strongestFirst(a: Sign, b: Sign): number {
  return b.level - a.level || b.deviations - a.deviations;
}

function signsIn({ hours, days }: SignalWindow, settings: SignSettings): readonly Sign[] {
  const now = days.get(0);
  const compared = comparedIn(days, settings);
  if (now === undefined || compared === null) return [];
  return signals.map((signal) => signIn(signal, now, compared, hours, settings));
}

/** The days that are compared with. */
interface Compared {
  readonly with: 'weeks' | 'days';
  readonly all: readonly SignalCounts[];
}

/** The same weekday of earlier weeks; where too few of those have enough messages, all earlier days. Null: too few. */
function comparedIn(days: SignalWindow['days'], settings: SignSettings): Compared | null {
  const enough = (ago: number): readonly SignalCounts[] => {
    const counts = days.get(ago);
    return counts !== undefined && counts.sent >= settings.leastMessages ? [counts] : [];
  };
  const weeks = Array.from({ length: weeksCompared }, (_, week) => enough(7 * (week + 1))).flat();
  if (weeks.length >= settings.leastWeeks) return { with: 'weeks', all: weeks };
  const every = Array.from({ length: 7 * weeksCompared }, (_, day) => enough(day + 1)).flat();
  return every.length >= settings.leastDays ? { with: 'days', all: every } : null;
}

function signIn(
  signal: Signal,
  now: SignalCounts,
  compared: Compared,
  hours: number,
  settings: SignSettings,
): Sign {
  const usual = usualOf(compared.all.map((counts) => shareOf(signal, counts)));
  const [count, of] = [signal.count(now), signal.of(now)];
  const { deviations, times } = againstUsual(signal, now, usual, settings);
  const reaches = (reach: Reach): boolean =>
    count >= settings.leastSigns && times >= reach.times && deviations >= reach.deviations;
  return {
    signal: signal.name,
    hours,
    count,
    of,
    usual: usual.share,
    compared: { with: compared.with, n: compared.all.length },
    deviations,
    level: reaches(settings.warning) ? 2 : reaches(settings.note) ? 1 : 0,
  };
}

/** How far a sign lies above what is usual, in odds and in standard deviations. */
function againstUsual(
  signal: Signal,
  now: SignalCounts,
  usual: Usual,
  { leastSpread }: SignSettings,
): { readonly times: number; readonly deviations: number } {
  const of = signal.of(now);
  const expected = Math.min(most, Math.max(usual.share, signal.least));
  // Chance alone moves a share of few messages; what moves it from week to week comes on top.
  const spread = Math.max(usual.spread, leastSpread * expected);
  const deviation = Math.sqrt(of * expected * (1 - expected) + (of * spread) ** 2);
  const above = signal.count(now) - of * expected;
  return {
    times: oddsOf(shareOf(signal, now)) / oddsOf(expected),
    deviations: deviation === 0 ? 0 : above / deviation,
  };
}

/** Where nothing reached anybody, whoever asks to stop was reached before. */
function shareOf(signal: Signal, counts: SignalCounts): number {
  const count = signal.count(counts);
  return count === 0 ? 0 : Math.min(1, count / signal.of(counts));
}

function oddsOf(share: number): number {
  return share >= 1 ? Number.POSITIVE_INFINITY : share / (1 - share);
}
