import { digitsOf } from '../../domain/phone.js';
import { oneSpelling } from '../../domain/phone-spelling.js';
import { bearersNow, phoneKey } from '../../domain/same-phone.js';
import type { NumberId, UnmatchedVolume, WabaId } from '../../domain/snapshot.js';
import { addedSeries, type Series } from '../../domain/usage.js';
import type { NumberWire } from './number-wire.js';
import type { WabaSight } from './waba-look.js';

/** To which numbers the volume of some accounts belongs. Meta names phone numbers in it, and no ids. */
export interface Attribution {
  /**
   * What the number delivered, as far as Meta's names tell. `moved`: another number bears its phone now. `hidden`: an
   * account in which another bears it was not read.
   */
  volumeOf(number: NumberWire): Series | 'moved' | 'hidden';
  /** Whether some volume that is or may be the number's could not be read. */
  isBroken(number: NumberWire): boolean;
  /** What belongs to no number for certain. */
  readonly unmatched: readonly UnmatchedVolume[];
  readonly whose: Naming;
}

interface Bearer {
  readonly waba: WabaId;
  readonly number: NumberWire;
}

/** All numbers of some accounts by what the spellings of their phone have in common; most phones have one bearer. */
interface Bearers {
  readonly first: ReadonlyMap<string, Bearer>;
  /** Where there are several, all of them. */
  readonly several: ReadonlyMap<string, readonly Bearer[]>;
}

/** Finds the number that a name in an account's volume stands for; null when none is certain. */
type Naming = (name: string | null, waba: WabaId) => NumberWire | null;

function bearersIn(looks: readonly WabaSight[]): Bearers {
  const first = new Map<string, Bearer>();
  const several = new Map<string, Bearer[]>();
  for (const { id: waba, numbers } of looks) {
    for (const number of numbers) {
      if (number.phone === null) continue;
      const key = phoneKey(number.phone);
      const known = first.get(key);
      const bearer = { waba, number };
      if (known === undefined) first.set(key, bearer);
      else several.set(key, [...(several.get(key) ?? [known]), bearer]);
    }
  }
  return { first, several };
}

/** Who bears the phone number now; where several may, who is spelled so, and then who is in that account. */
function namingIn({ first, several }: Bearers): Naming {
  return (name, waba) => {
    if (name === null) return null;
    const key = oneSpelling(name);
    const all = several.get(key);
    if (all === undefined) return first.get(key)?.number ?? null;
    const now = new Set(bearersNow(all.map(({ number }) => number)));
    const steps: readonly ((bearer: Bearer) => boolean)[] = [
      ({ number }) => now.has(number),
      ({ number }) => number.phone !== null && digitsOf(number.phone) === name,
      (bearer) => bearer.waba === waba,
    ];
    let left = all;
    for (const fits of steps) {
      const narrowed = left.filter(fits);
      if (narrowed.length > 0) left = narrowed;
    }
    return left.length === 1 ? (left[0]?.number ?? null) : null;
  };
}

/** What keeps a number's volume from being known though its own account was read. */
function troubleOf(
  { several }: Bearers,
  looks: readonly WabaSight[],
): ReadonlyMap<NumberId, 'moved' | 'hidden'> {
  const unread = new Set(looks.filter(({ volume }) => !volume.known).map(({ id }) => id));
  const trouble = new Map<NumberId, 'moved' | 'hidden'>();
  for (const all of several.values()) {
    const now = new Set(bearersNow(all.map(({ number }) => number)));
    const isHidden = all.some(({ waba }) => unread.has(waba));
    for (const { number } of all) {
      if (!now.has(number)) trouble.set(number.id, 'moved');
      else if (isHidden) trouble.set(number.id, 'hidden');
    }
  }
  return trouble;
}

/** Gives the volume of accounts that were read to their numbers. Each message is counted at one number, or at none. */
export function attributionOf(looks: readonly WabaSight[]): Attribution {
  const bearers = bearersIn(looks);
  const whose = namingIn(bearers);
  const trouble = troubleOf(bearers, looks);
  const own = new Map<NumberId, Series>();
  const unmatched: UnmatchedVolume[] = [];
  const broken = new Set<NumberId | null>();
  for (const { id: waba, volume } of looks) {
    // The looser figure names nobody at all, and its numbers are unknown.
    if (!volume.known || volume.value.source === 'analytics') continue;
    for (const [name, series] of volume.value.volumes) {
      const number = whose(name, waba);
      if (number === null) unmatched.push({ name, number: null, series });
      else own.set(number.id, withMore(own.get(number.id), series));
    }
    for (const name of volume.value.broken) broken.add(whose(name, waba)?.id ?? null);
  }
  return {
    volumeOf: ({ id }) => trouble.get(id) ?? own.get(id) ?? [],
    isBroken: ({ id }) => broken.has(id) || broken.has(null),
    unmatched,
    whose,
  };
}

/** A series with one more added; most often there is none before. */
export function withMore(before: Series | undefined, more: Series): Series {
  return before === undefined || before.length === 0 ? more : addedSeries([before, more]);
}
