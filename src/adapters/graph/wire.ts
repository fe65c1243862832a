import { z } from 'zod';

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

/** The leaves from which the shapes of answers are made; none of them ever fails. */
export const leaf = {
  text: z.unknown().optional().transform(textOf),
  number: z.unknown().optional().transform(numberOf),
  id: z.unknown().optional().transform(idOf),
  /** True only for `true`; null when it is neither true nor false. */
  flag: z
    .unknown()
    .optional()
    .transform((value) => (typeof value === 'boolean' ? value : null)),
  texts: z
    .unknown()
    .optional()
    .transform((value) => (listOf(value) ?? []).map(textOf).filter((text): text is string => text !== null)),
  /** Kept as it came. */
  raw: z.unknown().optional(),
} as const;

/** An object of the shape; `null` where something else stands in its place. */
export function shape<S extends Record<string, z.ZodType>>(
  leaves: S,
): z.ZodType<z.output<z.ZodObject<S>> | null> {
  return z.object(leaves).nullable().catch(null);
}
