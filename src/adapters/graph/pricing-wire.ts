import { HALF_HOUR, SECOND, instantOf, type Instant } from '../../domain/time.js';
import { listOf, numberOf, objectOf, textOf } from './wire.js';

/** More than any number can send in half an hour; a larger figure is no volume. */
const mostInHalfHour = 1e9;

/** Messages delivered in one half hour of one number, category and pricing type. */
export interface PricingPoint {
  readonly at: Instant;
  /** Digits without plus sign; null when the point does not say whose it is. */
  readonly phone: string | null;
  readonly category: string | null;
  readonly type: string | null;
  readonly volume: number;
}

/** What an answer says about volume; `broken` names the numbers (null: some number) whose points made no sense. */
export interface PricingWire {
  readonly points: readonly PricingPoint[];
  readonly broken: ReadonlySet<string | null>;
}

/**
 * Reads `pricing_analytics`, with or without the key around it; null when there is no list of points in it.
 * Points come in any order, empty half hours do not come at all, and a point that came twice is one.
 * https://developers.facebook.com/docs/whatsapp/business-management-api/analytics
 */
export function pricingFrom(value: unknown): PricingWire | null {
  const inner = objectOf(value)?.['pricing_analytics'] ?? value;
  const rows = listOf(objectOf(inner)?.['data'] ?? inner) ?? (objectOf(inner) === null ? null : [inner]);
  if (rows === null) return null;
  const points = new Map<string, PricingPoint>();
  const broken = new Set<string | null>();
  for (const row of rows) {
    const list = listOf(objectOf(row)?.['data_points']);
    if (list === null) return null;
    for (const item of list) keep(item, points, broken);
  }
  return { points: [...points.values()], broken };
}

function keep(item: unknown, points: Map<string, PricingPoint>, broken: Set<string | null>): void {
  const wire = objectOf(item);
  const start = numberOf(wire?.['start']);
  const end = numberOf(wire?.['end']);
  const volume = numberOf(wire?.['volume']);
  const phone = textOf(wire?.['phone_number'])?.replace(/\D/g, '') ?? null;
  const spansMore = start !== null && end !== null && (end - start) * SECOND > HALF_HOUR;
  if (
    start === null ||
    start < 0 ||
    start > 1e11 ||
    volume === null ||
    volume < 0 ||
    volume > mostInHalfHour ||
    spansMore
  ) {
    broken.add(phone);
    return;
  }
  const category = textOf(wire?.['pricing_category']);
  const type = textOf(wire?.['pricing_type']);
  const rest = [wire?.['country'], wire?.['tier']].map(textOf);
  const key = JSON.stringify([start, phone, category, type, ...rest]);
  const twin = points.get(key);
  if (twin !== undefined && twin.volume >= volume) return;
  points.set(key, { at: instantOf(start * SECOND), phone, category, type, volume: Math.ceil(volume) });
}
