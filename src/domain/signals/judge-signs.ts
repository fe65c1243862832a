import { comparedIn, type Compared } from './compared.js';
import type { SignalCounts } from './counts.js';
import { deviationsOf, togetherOf } from './deviations.js';
import { signals, type Signal, type SignalName } from './signal.js';
import { oddsOf, shareOf, usualAmong, type EarlierShare, type Usual } from './usual.js';
import type { SignalWindow } from './window.js';

/** From where on signs matter. */
interface Reach {
  /** How many times the usual odds the strongest is. */
  readonly times: number;
  /** How strongly they speak together, as so many standard deviations would. */
  readonly deviations: number;
}

/** When shares can be compared, and which matter. */
export interface SignSettings {
  /** The lengths of the windows that are looked at. */
  readonly hours: readonly number[];
  readonly leastMessages: number;
  /** Earlier days are joined until they have so many messages. */
  readonly leastCompared: number;
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
  /** How strongly it speaks for trouble, as so many standard deviations would. */
  readonly deviations: number;
  /** What it comes to with the others of its hours. 0: as usual. 1: a note. 2: a warning. */
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
  const judged = suspect.map((window) => judgedIn(window, settings));
  const signs = judged.flatMap((one) => one?.signs ?? []);
  const isCalm = judged.every((one) => one?.isCalm === true);
  if (signs.length === 0 && !isCalm) return { kind: 'too-little' };
  return { kind: 'judged', signs: signs.toSorted(strongestFirst), isCalm };
}

/** Whether the newest hours exceed what is always to be reckoned with. Only then it matters what is usual. */
export function mayBeTrouble(window: SignalWindow, settings: SignSettings): boolean {
  const now = window.days.get(0);
  if (now === undefined || !hasEnough(window, settings)) return false;
  return !isWell(
    signals.map((signal) => againstUsual(signal, now, nothing, settings)),
    settings,
  );
}

function hasEnough({ days }: SignalWindow, { leastMessages }: SignSettings): boolean {
  return (days.get(0)?.sent ?? 0) >= leastMessages;
}

function strongestFirst(a: Sign, b: Sign): number {
  return b.level - a.level || b.deviations - a.deviations;
}

/** The signs of a window that may be trouble; null: there is too little to compare with. */
function judgedIn(
  { hours, days }: SignalWindow,
  settings: SignSettings,
): { readonly signs: readonly Sign[]; readonly isCalm: boolean } | null {
  const now = days.get(0);
  const [first, second] = comparedIn(days, settings);
  if (now === undefined || first === undefined) return null;
  // The others are no more than is always to be reckoned with, whatever is usual.
  const suspect = signals.filter((signal) => againstUsual(signal, now, nothing, settings).deviations > 0);
  const all = suspect.map((signal) => {
    const usual = usualIn(signal, first, second);
    return { ...againstUsual(signal, now, usual, settings), compared: usual.compared };
  });
  const level = levelOf(all, settings);
  const signs = all.map((one): Sign => {
    const { signal, usual, count, of, compared, deviations } = one;
    return {
      signal,
      hours,
      count,
      of,
      usual,
      compared,
      deviations,
      level: weighs(one, settings) ? level : 0,
    };
  });
  return { signs, isCalm: isWell(all, settings) };
}

/** The higher of what is usual on all days and on this weekday: what comes every week is no sign. */
function usualIn(
  signal: Signal,
  first: Compared,
  second: Compared | undefined,
): Usual & Pick<Sign, 'compared'> {
  const partsOf = ({ all }: Compared): readonly EarlierShare[] => all.map((counts) => partOf(signal, counts));
  const other = second === undefined ? 0 : usualAmong(partsOf(second)).share;
  const usual = usualAmong(partsOf(first), other);
  const { with: unit, n } = second !== undefined && other === usual.share ? second : first;
  return { ...usual, compared: { with: unit, n } };
}

/** One sign of the newest hours, and how far it lies above the usual. */
interface Measured {
  readonly signal: SignalName;
  readonly count: number;
  readonly of: number;
  readonly usual: number;
  readonly times: number;
  readonly deviations: number;
}

function againstUsual(
  signal: Signal,
  now: SignalCounts,
  usual: Usual,
  { leastSpread }: SignSettings,
): Measured {
  const part = partOf(signal, now);
  const { count, of } = part;
  const least = Math.min(most, Math.max(usual.share, signal.least));
  // For each message that did not show it, so that more of a sign never makes more of it usual.
  const expected = of === 0 ? 0 : Math.max(1, of - count) * oddsOf(least);
  return {
    ...part,
    signal: signal.name,
    usual: usual.share,
    times: oddsOf(shareOf(part)) / oddsOf(least),
    deviations: deviationsOf(count, expected, Math.max(usual.spread / least, leastSpread)),
  };
}

function partOf(signal: Signal, counts: SignalCounts): EarlierShare {
  return { count: signal.count(counts), of: signal.of(counts) };
}

/** Whether a sign is unusual enough to add to the others of its hours. */
function weighs({ count, times, deviations }: Measured, { leastSigns, note }: SignSettings): boolean {
  return count >= leastSigns && times >= note.times && deviations > 0;
}

function togetherIn(all: readonly Measured[], settings: SignSettings): number {
  return togetherOf(all.filter((one) => weighs(one, settings)).map(({ deviations }) => deviations));
}

/** What the signs of the same hours come to together. */
function levelOf(all: readonly Measured[], settings: SignSettings): Sign['level'] {
  const together = togetherIn(all, settings);
  const times = Math.max(...all.filter((one) => weighs(one, settings)).map((one) => one.times));
  const reaches = (reach: Reach): boolean => times >= reach.times && together >= reach.deviations;
  return reaches(settings.warning) ? 2 : reaches(settings.note) ? 1 : 0;
}

function isWell(all: readonly Measured[], settings: SignSettings): boolean {
  const most = calm * settings.note.deviations;
  return togetherIn(all, settings) < most && all.every(({ deviations }) => deviations < most);
}
