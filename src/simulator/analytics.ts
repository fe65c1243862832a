import { bucketEdges } from './buckets.js';
import { digitsIn, insightName } from './insight-name.js';
import { listModifier } from './list-modifier.js';
import type { RequestedField } from './fields.js';
import type { JsonObject, ReadContext } from './read.js';
import { eachFilledBucket } from './volume.js';
import type { SimSend } from './volume.js';
import type { WabaRef } from './world.js';

const granularities = { HALF_HOUR: 'half-hour', DAY: 'day', MONTH: 'month' } as const;

/**
 * `analytics` of an account: sent and delivered messages per bucket over all asked numbers. They cannot be told apart.
 * Product type 0 counts templates, 2 everything else; without the filter both count.
 */
export function messageAnalytics({ waba }: WabaRef, field: RequestedField, context: ReadContext): JsonObject {
  const { args } = field;
  const edges = bucketEdges(args, granularities, waba.timezoneId, context.now);
  const phones = listModifier(args, 'phone_numbers')?.map(digitsIn);
  const products = listModifier(args, 'product_types', ['0', '2', '100']);
  const countries = listModifier(args, 'country_codes');
  const upTo = context.now - (context.story.lagMs ?? 0);
  const seen = new Set<string>();
  const delivered = new Map<number, number>();
  const numbers = waba.numbers.filter((number) => phones?.includes(insightName(number)) !== false);
  for (const number of numbers) {
    for (const send of context.story.sendsOf(number.id)) {
      const country = send.country ?? 'ID';
      if (products?.includes(productOf(send)) === false || countries?.includes(country) === false) continue;
      seen.add(country);
      eachFilledBucket(send, edges, upTo, (bucket, volume) => {
        delivered.set(bucket, (delivered.get(bucket) ?? 0) + volume);
      });
    }
  }
  return {
    phone_numbers: numbers.map(insightName),
    country_codes: [...seen],
    granularity: args.get('granularity'),
    data_points: [...delivered].sort(byBucket).map(([bucket, volume]) => ({
      start: (edges[bucket] ?? 0) / 1000,
      end: (edges[bucket + 1] ?? 0) / 1000,
      // A few messages never arrive: sent is always a little more than delivered.
      sent: volume + Math.ceil(volume / 40),
      delivered: volume,
    })),
  };
}

function byBucket(a: readonly [number, number], b: readonly [number, number]): number {
  return a[0] - b[0];
}

function productOf(send: SimSend): '0' | '2' {
  return send.category === 'SERVICE' ? '2' : '0';
}
