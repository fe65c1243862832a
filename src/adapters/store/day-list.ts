import { instantOf, type Instant } from '../../domain/time.js';

/** How long each grain of usage is kept, in milliseconds before the newest day. */
export interface Keeping {
  readonly halfHours: number;
  readonly hours: number;
  readonly days: number;
}

/** The UTC days on record, by the grain they are kept in; each list in order. */
export interface DayList {
  readonly halves: readonly Instant[];
  readonly hours: readonly Instant[];
  readonly bare: readonly Instant[];
}

/** Nothing is on record. */
const noDays: DayList = { halves: [], hours: [], bare: [] };

/** What has to be done with days that have grown old. */
export interface Ageing {
  readonly toHours: readonly Instant[];
  readonly toBare: readonly Instant[];
  readonly dropped: readonly Instant[];
  readonly list: DayList;
}

/** More at once would hold up a look; the rest waits for the next one. */
const mostAtOnce = 4;

/** Every day of the list in order. */
export function daysIn({ halves, hours, bare }: DayList): readonly Instant[] {
  return [...bare, ...hours, ...halves].sort((a, b) => a - b);
}

/** The list with days of half hours added, and what that makes of the older ones. */
export function aged(list: DayList, added: readonly Instant[], keeping: Keeping): Ageing {
  const halves = sorted([...list.halves, ...added]);
  const newest = Math.max(0, ...halves, ...list.hours, ...list.bare);
  const isOld = (day: Instant, kept: number): boolean => newest - day > kept;
  const toHours = halves.filter((day) => isOld(day, keeping.halfHours)).slice(0, mostAtOnce);
  const hours = sorted([...list.hours, ...toHours]);
  const toBare = hours
    .filter((day) => isOld(day, keeping.hours) && !toHours.includes(day))
    .slice(0, mostAtOnce);
  const bare = sorted([...list.bare, ...toBare]);
  const dropped = [...bare, ...hours, ...halves].filter((day) => isOld(day, keeping.days));
  const keeps = (day: Instant): boolean => !dropped.includes(day);
  return {
    toHours: toHours.filter(keeps),
    toBare: toBare.filter(keeps),
    dropped,
    list: {
      halves: halves.filter((day) => keeps(day) && !toHours.includes(day)),
      hours: hours.filter((day) => keeps(day) && !toBare.includes(day)),
      bare: bare.filter(keeps),
    },
  };
}

/** The list that JSON holds; null when it holds none. */
export function decodeDayList(value: unknown): DayList | null {
  if (value === undefined) return noDays;
  if (typeof value !== 'object' || value === null) return null;
  if (!('halves' in value) || !('hours' in value) || !('bare' in value)) return null;
  const { halves, hours, bare } = value;
  if (!isDays(halves) || !isDays(hours) || !isDays(bare)) return null;
  return { halves: halves.map(instantOf), hours: hours.map(instantOf), bare: bare.map(instantOf) };
}

function isDays(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((day) => typeof day === 'number');
}

function sorted(days: readonly Instant[]): readonly Instant[] {
  return [...new Set(days)].sort((a, b) => a - b);
}
