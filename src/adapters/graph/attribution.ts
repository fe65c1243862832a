import { digitsOf } from '../../domain/phone.js';
import { oneSpelling } from '../../domain/phone-spelling.js';
import { bearersNow, phoneKey } from '../../domain/same-phone.js';
import type { NumberId, UnmatchedVolume, WabaId } from '../../domain/snapshot.js';
import { addedSeries, type Series } from '../../domain/usage.js';
import type { NumberWire } from './number-wire.js';
import type { WabaSight } from './waba-look.js';

/** To which numbers the volume of some accounts belongs. Meta names phone numbers in it, and no ids. */
export interface Attribution {
  /** What the number delivered as far as Meta's names tell; `moved` when another number bears its phone number now. */
  volumeOf(number: NumberWire): Series | 'moved';
  /** Whether some of the number's volume, or of volume that may be its own, could not be read. */
  isBroken(number: NumberWire): boolean;
  /** What belongs to no number for certain. */
  readonly unmatched: readonly UnmatchedVolume[];
  readonly whose: Naming;
}

interface Bearer {
  readonly waba: WabaId;
  readonly number: NumberWire;
}

/** Finds the number that a name in an account's volume stands for; null when none is certain. */
type Naming = (name: string | null, waba: WabaId) => NumberWire | null;

/** All numbers of some accounts by all spellings of their phone numbers. */
function bearersIn(looks: readonly WabaSight[]): ReadonlyMap<string, readonly Bearer[]> {
  const bearers = new Map<string, Bearer[]>();
  for (const { id: waba, numbers } of looks) {
    for (const number of numbers) {
      if (number.phone === null) continue;
      const key = phoneKey(number.phone);
      const same = bearers.get(key);
      if (same) same.push({ waba, number });
      else bearers.set(key, [{ waba, number }]);
    }
  }
  return bearers;
}

/** Who bears the phone number now; where several may, who is spelled so, and then who is in that account. */
function namingIn(bearers: ReadonlyMap<string, readonly Bearer[]>): Naming {
  return (name, waba) => {
    if (name === null) return null;
    const all = bearers.get(oneSpelling(name)) ?? [];
    const [first, ...others] = all;
    if (first === undefined || others.length === 0) return first?.number ?? null;
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

/** Gives the volume of accounts that were read to their numbers. Each message is counted at one number, or at none. */
export function attributionOf(looks: readonly WabaSight[]): Attribution {
  const bearers = bearersIn(looks);
  const naming = namingIn(bearers);
  const own = new Map<NumberId, Series[]>();
  const unmatched: UnmatchedVolume[] = [];
  const broken = new Set<NumberId | null>();
  for (const { id: waba, volume } of looks) {
    // The looser figure names nobody at all, and its numbers are unknown.
    if (!volume.known || volume.value.source === 'analytics') continue;
    for (const [name, series] of volume.value.volumes) {
      const number = naming(name, waba);
      if (number === null) unmatched.push({ name, number: null, series });
      else own.set(number.id, [...(own.get(number.id) ?? []), series]);
    }
    for (const name of volume.value.broken) broken.add(naming(name, waba)?.id ?? null);
  }
  return {
    volumeOf(number) {
      const all = number.phone === null ? [] : (bearers.get(phoneKey(number.phone)) ?? []);
      const isBearer = all.length < 2 || bearersNow(all.map((one) => one.number)).includes(number);
      if (!isBearer) return 'moved';
      const parts = own.get(number.id) ?? [];
      return parts.length > 1 ? addedSeries(parts) : (parts[0] ?? []);
    },
    isBroken: ({ id }) => broken.has(id) || broken.has(null),
    unmatched,
    whose: naming,
  };
}
