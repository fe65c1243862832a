import { sumOf, type SignalCounts } from './counts.js';
import { weeksCompared, type SignalWindow } from './window.js';

/** Earlier counts of the same hours that the newest are held against. */
export interface Compared {
  readonly with: 'weeks' | 'days';
  /** How many weeks or days there were. */
  readonly n: number;
  /** Those with few messages are joined with the next earlier ones. */
  readonly all: readonly SignalCounts[];
}

/** How much there must be to compare with. */
interface LeastCompared {
  readonly leastCompared: number;
  readonly leastWeeks: number;
  readonly leastDays: number;
}

/** All earlier days, and the same weekday of earlier weeks; of either nothing where it holds too few messages. */
export function comparedIn(days: SignalWindow['days'], least: LeastCompared): readonly Compared[] {
  const { leastCompared, leastDays, leastWeeks } = least;
  const earlier = (unit: Compared['with'], step: number, needed: number): readonly Compared[] => {
    const places = Array.from({ length: (7 * weeksCompared) / step }, (_, place) => step * (place + 1));
    const counted = places.flatMap((ago) => days.get(ago) ?? []);
    const all = joined(counted, leastCompared);
    return all.length >= needed ? [{ with: unit, n: counted.length, all }] : [];
  };
  return [...earlier('days', 1, leastDays), ...earlier('weeks', 7, leastWeeks)];
}

/** Counts of so many messages each at least; what is left over at the end is too few. */
function joined(all: readonly SignalCounts[], messages: number): readonly SignalCounts[] {
  const whole: SignalCounts[] = [];
  let part: SignalCounts | null = null;
  for (const counts of all) {
    part = part === null ? counts : sumOf([part, counts]);
    if (part.sent < messages) continue;
    whole.push(part);
    part = null;
  }
  return whole;
}
