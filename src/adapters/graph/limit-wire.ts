import { limitNamed, type Limit } from '../../domain/limit.js';
import { unknown, type Reading } from '../../domain/reading.js';
import { textOf } from '../../kit/wire.js';

/** A messaging limit as it came: what it means, and Meta's own text to show when it means nothing to us. */
export interface LimitWire {
  readonly limit: Reading<Limit>;
  readonly raw: string | null;
}

/** Thousands of numbers carry the same few texts. */
const readings = new Map<string, LimitWire>();
const mostReadings = 50;

/**
 * Reads `TIER_250`, `TIER_2K`, `TIER_UNLIMITED` and their kind, and the bare numbers Meta also writes.
 * Any whole number is a limit, also one that is on no known ladder.
 * https://developers.facebook.com/docs/whatsapp/messaging-limits
 */
export function limitFrom(value: unknown): LimitWire {
  if (value === undefined) return { limit: unknown('not-returned'), raw: null };
  if (value === null) return { limit: unknown('not-set'), raw: null };
  const raw = textOf(value);
  if (raw === null) return { limit: unknown('not-understood'), raw: null };
  const met = readings.get(raw);
  if (met !== undefined) return met;
  const read = { limit: limitNamed(raw), raw };
  if (readings.size < mostReadings) readings.set(raw, read);
  return read;
}
