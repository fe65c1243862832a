import type { Instant } from '../time.js';
import type { Grain } from './usage-day.js';

/** How long each grain of usage is kept, in milliseconds before the newest day. */
export interface Keeping {
  readonly halfHours: number;
  readonly hours: number;
  readonly days: number;
}

/** What is to be done with days that have grown old. */
export interface Ageing {
  /** To be made one grain coarser; none of them is made so twice. */
  readonly coarser: readonly Instant[];
  readonly dropped: readonly Instant[];
}

/** More at once would hold up a look; the rest waits for the next day. */
const mostAtOnce = 4;

/** Which of the days on record are too old for their grain, the oldest first. */
export function ageing(days: ReadonlyMap<Instant, Grain>, keeping: Keeping): Ageing {
  const newest = Math.max(0, ...days.keys());
  const older = (grain: Grain | null, kept: number): readonly Instant[] =>
    [...days]
      .filter(([day, its]) => (grain === null || its === grain) && newest - day > kept)
      .map(([day]) => day)
      .sort((a, b) => a - b);
  const dropped = older(null, keeping.days);
  // A day needs the hours of the one before for its peaks, so none loses its hours before the next one has its own.
  const toHours = older('half-hour', keeping.halfHours).slice(0, mostAtOnce);
  const toDay = older('hour', keeping.hours).slice(0, mostAtOnce);
  return { coarser: [...toHours, ...toDay].filter((day) => !dropped.includes(day)), dropped };
}
