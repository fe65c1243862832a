/** An object as it came, its keys not yet trusted. */
export type WireObject = Readonly<Record<string, unknown>>;

/** Text as it is, a whole number as its digits; null for anything else, and for empty text. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** A finite number, also when it came as text; null for anything else. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value)) return null;
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/** An id: digits, as text or as a whole number that lost none of them; null for anything else. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? String(value) : null;
  return typeof value === 'string' && /^[1-9]\d{0,39}$/.test(value) ? value : null;
}

/** The object, or null when it is none. */
export function objectOf(value: unknown): WireObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as WireObject) : null;
}

/** The list, or null when it is none. */
export function listOf(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

/** Reads one value of an answer; never fails. */
export type Leaf<T> = (value: unknown) => T;

/** The leaves from which the shapes of answers are made. */
export const leaf = {
  text: textOf,
  number: numberOf,
  id: idOf,
  /** Null when it is neither true nor false. */
  flag: (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null),
  /** The texts of a list; none where there is no list. */
  texts: (value: unknown): readonly string[] =>
    (listOf(value) ?? []).map(textOf).filter((text): text is string => text !== null),
  /** Kept as it came. */
  raw: (value: unknown): unknown => value,
} as const;

/** What an object of a shape reads as. */
export type Shaped<S extends Readonly<Record<string, Leaf<unknown>>>> = {
  readonly [K in keyof S]: ReturnType<S[K]>;
};

/**
 * An object of the shape; `null` where something else stands in its place. Written out instead of asked of a schema
 * library. A look reads thousands of them, and none can fail.
 */
export function shape<S extends Readonly<Record<string, Leaf<unknown>>>>(
  leaves: S,
): (value: unknown) => Shaped<S> | null {
  const entries = Object.entries(leaves);
  return (value) => {
    const from = objectOf(value);
    if (from === null) return null;
    const read: Record<string, unknown> = {};
    for (const [key, readLeaf] of entries) read[key] = readLeaf(from[key]);
    return read as Shaped<S>;
  };
}
