import { countNames, countsOf, type SignalCounts } from '../../src/domain/signals/counts.js';

/** A year of one number by the hour, and the troubles that are hidden in it. */
export interface NumberYear {
  readonly hours: readonly SignalCounts[];
  readonly troubles: readonly PlantedTrouble[];
}

/** When people began to take messages badly, and when the colour changed for it, as places among the hours. */
export interface PlantedTrouble {
  readonly begins: number;
  readonly colour: number;
  /** So many messages more than usual are to be expected to show it in time; chance adds and takes some. */
  readonly shown: number;
}

export const hoursOfYear = 365 * 24;
/** The last hour that can warn an hour before the colour is over by then. */
const inTime = 2;
/** Nothing is planted in the first weeks, when nobody knows what is usual. */
const firstTrouble = 28 * 24;

/** What goes wrong in a year, and how much the days differ that go well. */
const world = {
  holidays: 12,
  troublesAYear: 2,
  /** Of a hundred troubles: those that webhooks show nothing of, and those that they show little of. */
  invisible: 0.08,
  mild: 0.2,
};

/** Shares of what is sent on a day that goes well, from the careful to the careless. */
const usual: Readonly<Record<Sign, readonly [number, number]>> = {
  keptHealthy: [0.004, 0.03],
  undeliverable: [0.01, 0.05],
  spamRate: [0, 0.0005],
  optedOut: [0.0005, 0.004],
  stops: [0.0005, 0.004],
  optOuts: [0.0002, 0.003],
};

type Sign = 'keptHealthy' | 'undeliverable' | 'spamRate' | 'optedOut' | 'stops' | 'optOuts';
const signs = Object.keys(usual) as Sign[];

/** The years of so many numbers; the same seed makes the same. */
export function* yearsOf(numbers: number, seed: number): Generator<NumberYear> {
  const common = chance(seed);
  const holidays = new Set(Array.from({ length: world.holidays }, () => common.whole(365)));
  for (let number = 0; number < numbers; number += 1) yield yearOf(chance(seed * 7_919 + number), holidays);
}

function yearOf(luck: Chance, holidays: ReadonlySet<number>): NumberYear {
  const volume = Math.exp(luck.between(Math.log(20), Math.log(1_500)));
  const growth = luck.between(0.8, 2);
  const shares = new Map(signs.map((sign) => [sign, luck.between(...usual[sign])]));
  const promos = promosOf(luck);
  const planted = plantedIn(luck);
  const shown = new Map<Planted, number>();
  const hours: SignalCounts[] = [];
  let day = new Map<Sign, number>();
  for (let hour = 0; hour < hoursOfYear; hour += 1) {
    // Jakarta's day begins seven hours before that of UTC.
    const [date, clock] = [Math.floor((hour + 7) / 24), (hour + 7) % 24];
    if (clock === 0 || hour === 0) day = new Map(signs.map((sign) => [sign, Math.exp(luck.normal() * 0.2)]));
    const promo = promos.get(hour);
    const trouble = planted.find(({ begins, ends }) => hour >= begins && hour < ends);
    const busy = dayShape(clock) * (date % 7 === 6 ? 0.5 : 1) * (holidays.has(date % 365) ? 2 : 1);
    const pushed = (promo?.volume ?? 1) * (trouble === undefined ? 1 : trouble.volume);
    const sent = luck.poisson(volume * busy * pushed * (1 + (growth - 1) * (hour / hoursOfYear)));
    const counts: Partial<Record<keyof SignalCounts, number>> = { sent };
    let failed = 0;
    for (const sign of signs) {
      const times = (day.get(sign) ?? 1) * Math.exp(luck.normal() * 0.15) * (promo?.times ?? 1);
      const worse =
        trouble === undefined
          ? 1
          : 1 + (trouble.times[sign] - 1) * Math.min(1, (hour + 1 - trouble.begins) / 2);
      if (trouble !== undefined && hour <= trouble.colour - inTime) {
        const more = sent * (shares.get(sign) ?? 0) * (worse - 1);
        shown.set(trouble, (shown.get(trouble) ?? 0) + more);
      }
      const floor = trouble === undefined || sign === 'spamRate' ? 0.0002 : 0;
      const count = Math.min(
        sent - failed,
        luck.poisson(sent * ((shares.get(sign) ?? 0) + floor) * times * worse),
      );
      counts[sign] = count;
      if (sign !== 'stops' && sign !== 'optOuts') failed += count;
    }
    hours.push(countsOf({ ...counts, delivered: sent - failed }));
  }
  return { hours, troubles: planted.map((one) => ({ ...one, shown: shown.get(one) ?? 0 })) };
}

/** Nearly nothing at night, most in the late morning and in the evening. */
function dayShape(clock: number): number {
  if (clock < 7 || clock > 21) return 0.03;
  return clock === 10 || clock === 19 ? 1.3 : 1;
}

interface Promo {
  readonly volume: number;
  readonly times: number;
}

/** Broadcasts that go well: more is sent, and a little more of it is taken badly. */
function promosOf(luck: Chance): ReadonlyMap<number, Promo> {
  const promos = new Map<number, Promo>();
  const aWeek = luck.between(0, 3);
  for (let week = 0; week < 52; week += 1) {
    for (let n = luck.poisson(aWeek); n > 0; n -= 1) {
      const begins = (week * 7 + luck.whole(7)) * 24 + 2 + luck.whole(8);
      const promo = { volume: luck.between(2, 6), times: luck.between(1, 1.6) };
      for (let hour = begins; hour < begins + 1 + luck.whole(4); hour += 1) promos.set(hour, promo);
    }
  }
  return promos;
}

interface Planted extends Omit<PlantedTrouble, 'shown'> {
  readonly ends: number;
  readonly volume: number;
  readonly times: Readonly<Record<Sign, number>>;
}

function plantedIn(luck: Chance): readonly Planted[] {
  const all: Planted[] = [];
  for (let n = luck.poisson(world.troublesAYear); n > 0; n -= 1) {
    const days = firstTrouble / 24 + luck.whole(365 - firstTrouble / 24 - 3);
    // Between 8 in the morning and 6 in the evening of Jakarta.
    const begins = days * 24 + 1 + luck.whole(11);
    const colour = begins + 2 + luck.whole(11);
    if (all.some((one) => Math.abs(one.begins - begins) < 96)) continue;
    const kind = luck.between(0, 1);
    const times = kind < world.invisible ? [1, 1] : kind < world.invisible + world.mild ? [2, 4] : [4, 12];
    // Not every sign shows in every trouble.
    const of = (): number => (luck.between(0, 1) < 0.6 ? luck.between(times[0] ?? 1, times[1] ?? 1) : 1);
    const worse = Object.fromEntries(signs.map((sign) => [sign, of()])) as Record<Sign, number>;
    all.push({ begins, colour, ends: colour + 4, volume: luck.between(1, 4), times: worse });
  }
  return all;
}

interface Chance {
  between(from: number, to: number): number;
  whole(below: number): number;
  normal(): number;
  poisson(mean: number): number;
}

/** Chance out of a seed (mulberry32). */
function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    between: (from, to) => from + (to - from) * next(),
    whole: (below) => Math.floor(next() * below),
    normal,
    poisson(mean) {
      if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      let [n, left] = [0, next()];
      for (const end = Math.exp(-mean); left > end; n += 1) left *= next();
      return n;
    },
  };
}

/** Sums of so many hours up to each hour, that one included. */
export function movingSums(hours: readonly SignalCounts[], length: number): readonly SignalCounts[] {
  const sum = { ...countsOf({}) };
  return hours.map((counts, place) => {
    const gone = hours[place - length];
    for (const name of countNames) sum[name] += counts[name] - (gone?.[name] ?? 0);
    return { ...sum };
  });
}
