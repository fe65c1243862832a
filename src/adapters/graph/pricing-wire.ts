import { HALF_HOUR, SECOND, instantOf, type Instant } from '../../domain/time.js';
import { listOf, numberOf, objectOf, textOf } from '../../kit/wire.js';

/** More than any number can send in half an hour; a larger figure is no volume. */
const mostInHalfHour = 1e9;

/** Messages of one number, category and pricing type. */
export interface PricingRow {
  /** Digits without plus sign; null when the points do not say whose they are. */
  readonly phone: string | null;
  readonly category: string | null;
  readonly type: string | null;
  /** What was delivered in the half hour that begins then. */
  readonly volumes: ReadonlyMap<Instant, number>;
}

/** What an answer says about volume; `broken` names the numbers (null: some number) whose points made no sense. */
export interface PricingWire {
  readonly rows: readonly PricingRow[];
  readonly broken: ReadonlySet<string | null>;
}

interface Filling extends PricingRow {
  readonly volumes: Map<Instant, number>;
}

/** The rows of a number, by category and type as they came: an answer holds tens of thousands of points, and few rows. */
interface Kinds {
  readonly phone: string | null;
  readonly types: Map<unknown, Map<unknown, Filling>>;
}

/**
 * Reads `pricing_analytics`, with or without the key around it; null when there is no list of points in it. Points come
 * in any order. Empty half hours do not come, and a point that came twice is one.
 * https://developers.facebook.com/docs/whatsapp/business-management-api/analytics
 */
export function pricingFrom(value: unknown): PricingWire | null {
  const inner = objectOf(value)?.['pricing_analytics'] ?? value;
  const lists = listOf(objectOf(inner)?.['data'] ?? inner) ?? (objectOf(inner) === null ? null : [inner]);
  if (lists === null) return null;
  const rows: Filling[] = [];
  const numbers = new Map<unknown, Kinds>();
  const broken = new Set<string | null>();
  for (const each of lists) {
    const points = listOf(objectOf(each)?.['data_points']);
    if (points === null) return null;
    for (const point of points) keep(point, rows, numbers, broken);
  }
  return { rows, broken };
}

function keep(
  point: unknown,
  rows: Filling[],
  numbers: Map<unknown, Kinds>,
  broken: Set<string | null>,
): void {
  const wire = objectOf(point);
  const counted = wire === null ? null : countedIn(wire, 'volume');
  if (wire === null || counted === null) {
    broken.add(digitsIn(textOf(wire?.['phone_number'])));
    return;
  }
  keepCounted(rowOf(wire, rows, numbers).volumes, counted);
}

interface Counted {
  readonly at: Instant;
  readonly count: number;
}

/** A figure of a half hour; null when the point makes no sense. */
function countedIn(wire: Readonly<Record<string, unknown>>, figure: 'volume' | 'delivered'): Counted | null {
  const start = numberOf(wire['start']);
  const end = numberOf(wire['end']);
  const count = numberOf(wire[figure]);
  if (start === null || start < 0 || start > 1e11) return null;
  if (count === null || count < 0 || count > mostInHalfHour) return null;
  if (end !== null && (end - start) * SECOND > HALF_HOUR) return null;
  return { at: instantOf(start * SECOND), count: Math.ceil(count) };
}

function keepCounted(volumes: Map<Instant, number>, { at, count }: Counted): void {
  volumes.set(at, Math.max(volumes.get(at) ?? 0, count));
}

/**
 * Reads `analytics` as volume of which nobody knows whose it is: delivered templates, in or outside of windows. Null when
 * there is no list of points in it.
 * https://developers.facebook.com/docs/whatsapp/business-management-api/analytics
 */
export function messagesFrom(value: unknown): PricingWire | null {
  const inner = objectOf(value)?.['analytics'] ?? value;
  const points = listOf(objectOf(inner)?.['data_points']);
  if (points === null) return null;
  const rows = new Map<string, Filling>();
  const broken = new Set<null>();
  for (const point of points) {
    const wire = objectOf(point);
    const counted = wire === null ? null : countedIn(wire, 'delivered');
    if (wire === null || counted === null) {
      broken.add(null);
      continue;
    }
    const more = moreIn(wire, messageKeys);
    const row = rows.get(more) ?? { phone: null, category: null, type: null, volumes: new Map() };
    rows.set(more, row);
    keepCounted(row.volumes, counted);
  }
  return { rows: [...rows.values()], broken };
}

function rowOf(
  wire: Readonly<Record<string, unknown>>,
  rows: Filling[],
  numbers: Map<unknown, Kinds>,
): Filling {
  const { pricing_category: category, pricing_type: type } = wire;
  const kinds = kindsOf(wire['phone_number'], numbers);
  const types = kinds.types.get(category) ?? new Map<unknown, Filling>();
  if (types.size === 0) kinds.types.set(category, types);
  const more = moreIn(wire, pricingKeys);
  const finer = more === '' ? type : JSON.stringify([type, more]);
  const known = types.get(finer);
  if (known !== undefined) return known;
  const row: Filling = {
    phone: kinds.phone,
    category: textOf(category),
    type: textOf(type),
    volumes: new Map(),
  };
  types.set(finer, row);
  rows.push(row);
  return row;
}

const pricingKeys: ReadonlySet<string> = new Set([
  'start',
  'end',
  'phone_number',
  'pricing_category',
  'pricing_type',
  'volume',
  'cost',
]);
const messageKeys: ReadonlySet<string> = new Set(['start', 'end', 'sent', 'delivered']);

/** What was not asked for and comes all the same tells points apart: taken for one, their sum would be too low. */
function moreIn(wire: Readonly<Record<string, unknown>>, asked: ReadonlySet<string>): string {
  let more = '';
  for (const key in wire) if (!asked.has(key)) more += `${key}=${JSON.stringify(wire[key])};`;
  return more;
}

/** By the text as it came, and by its digits. So the digits are looked for once. */
function kindsOf(text: unknown, numbers: Map<unknown, Kinds>): Kinds {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  const phone = digitsIn(textOf(text));
  const kinds = numbers.get(phone) ?? { phone, types: new Map<unknown, Map<unknown, Filling>>() };
  numbers.set(phone, kinds);
  numbers.set(text, kinds);
  return kinds;
}

function digitsIn(text: string | null): string | null {
  const digits = text?.replace(/\D/g, '') ?? '';
  return digits === '' ? null : digits;
}
