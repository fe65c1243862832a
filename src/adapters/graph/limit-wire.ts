import type { Limit } from '../../domain/limit.js';
import { known, unknown, type Reading } from '../../domain/reading.js';
import { textOf } from '../../kit/wire.js';

/** A messaging limit as it came: what it means, and Meta's own text to show when it means nothing to us. */
export interface LimitWire {
  readonly limit: Reading<Limit>;
  readonly raw: string | null;
}

/** Thousands of numbers carry the same few texts. */
const readings = new Map<string, LimitWire>();
const mostReadings = 50;

const factors: Readonly<Record<string, number>> = { '': 1, K: 1_000, M: 1_000_000 };

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
  const read = { limit: readingOf(raw.trim().toUpperCase()), raw };
  if (readings.size < mostReadings) readings.set(raw, read);
  return read;
}

function readingOf(text: string): Reading<Limit> {
  if (text === 'TIER_UNLIMITED' || text === 'UNLIMITED' || text === '-1') return known({ kind: 'unlimited' });
  if (text === 'TIER_NOT_SET' || text === 'NOT_SET') return unknown('not-set');
  const match = /^(?:TIER_)?(\d{1,9})([KM]?)$/.exec(text);
  const recipients = match === null ? 0 : Number(match[1]) * (factors[match[2] ?? ''] ?? 0);
  return recipients > 0 ? known({ kind: 'capped', recipients }) : unknown('not-understood');
}
