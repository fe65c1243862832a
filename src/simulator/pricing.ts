import { bucketEdges } from './buckets.js';
import { digitsIn, insightName } from './insight-name.js';
import { listModifier } from './list-modifier.js';
import type { RequestedField } from './fields.js';
import type { JsonObject, ReadContext } from './read.js';
import type { SimSend } from './volume.js';
import { eachFilledBucket } from './volume.js';
import type { WabaRef } from './world.js';

const granularities = { HALF_HOUR: 'half-hour', DAILY: 'day', MONTHLY: 'month' } as const;
const metrics = ['COST', 'VOLUME'];
const dimensions = ['COUNTRY', 'PHONE', 'PRICING_CATEGORY', 'PRICING_TYPE', 'TIER'];
const types = ['FREE_CUSTOMER_SERVICE', 'FREE_ENTRY_POINT', 'REGULAR'];

/** Cost of one paid message by category, in the account's currency; every other message is free. */
const prices: Readonly<Record<string, number>> = { MARKETING: 586, UTILITY: 357, AUTHENTICATION: 357 };

interface Point {
  readonly start: number;
  readonly end: number;
  readonly parts: JsonObject;
  readonly shuffle: number;
  volume: number;
  cost: number;
}

/**
 * `pricing_analytics` of an account: delivered messages per bucket and asked dimension, for the numbers it has now.
 * Empty buckets are absent and points are in no useful order, as with Meta.
 */
export function pricingAnalytics({ waba }: WabaRef, field: RequestedField, context: ReadContext): JsonObject {
  const { args } = field;
  const edges = bucketEdges(args, granularities, waba.timezoneId, context.now);
  const asked = new Set(listModifier(args, 'dimensions', dimensions) ?? []);
  const metricTypes = listModifier(args, 'metric_types', metrics) ?? metrics;
  const phones = listModifier(args, 'phone_numbers')?.map(digitsIn);
  const countries = listModifier(args, 'country_codes');
  const wantedTypes = listModifier(args, 'pricing_types', types);
  const categories = listModifier(args, 'pricing_categories');
  const upTo = context.now - (context.story.lagMs ?? 0);
  const points = new Map<string, Point>();
  for (const number of waba.numbers) {
    const phone = insightName(number);
    if (phones?.includes(phone) === false) continue;
    for (const send of context.story.sendsOf(number.id)) {
      if (wantedTypes?.includes(send.type) === false) continue;
      if (categories?.includes(send.category) === false) continue;
      if (countries?.includes(send.country ?? 'ID') === false) continue;
      const parts = partsOf(send, phone, asked);
      const key = Object.values(parts).join('|');
      const price = send.type === 'REGULAR' ? (prices[send.category] ?? 0) : 0;
      eachFilledBucket(send, edges, upTo, (bucket, volume) => {
        const at = `${bucket}|${key}`;
        const point = points.get(at) ?? newPoint(edges, bucket, parts, points.size);
        point.volume += volume;
        point.cost += volume * price;
        points.set(at, point);
      });
    }
  }
  const unsorted = [...points.values()].sort((a, b) => a.shuffle - b.shuffle);
  return { data: [{ data_points: unsorted.map((point) => answerPoint(point, metricTypes)) }] };
}

function partsOf(send: SimSend, phone: string, asked: ReadonlySet<string>): JsonObject {
  return {
    ...(asked.has('PHONE') ? { phone_number: phone } : {}),
    ...(asked.has('COUNTRY') ? { country: send.country ?? 'ID' } : {}),
    ...(asked.has('TIER') && send.type === 'REGULAR' ? { tier: '0:MAX' } : {}),
    ...(asked.has('PRICING_TYPE') ? { pricing_type: send.type } : {}),
    ...(asked.has('PRICING_CATEGORY') ? { pricing_category: send.category } : {}),
  };
}

function newPoint(edges: readonly number[], bucket: number, parts: JsonObject, order: number): Point {
  return {
    start: (edges[bucket] ?? 0) / 1000,
    end: (edges[bucket + 1] ?? 0) / 1000,
    parts,
    // A fixed scramble: the same question always gets the same disorder.
    shuffle: Math.imul(order + 1, 0x9e3779b1) >>> 0,
    volume: 0,
    cost: 0,
  };
}

function answerPoint(point: Point, metricTypes: readonly string[]): JsonObject {
  return {
    start: point.start,
    end: point.end,
    ...point.parts,
    ...(metricTypes.includes('VOLUME') ? { volume: point.volume } : {}),
    ...(metricTypes.includes('COST') ? { cost: point.cost } : {}),
  };
}
