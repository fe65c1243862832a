import { withinChain } from '../../../src/adapters/graph/chain.js';
import { done, type GraphOutcome } from '../../../src/adapters/graph/failure.js';
import type { GraphCall } from '../../../src/adapters/graph/graph-call.js';
import { createRefusedPartsMemory } from '../../../src/adapters/graph/refused-parts-memory.js';
import type { VolumeMemory } from '../../../src/adapters/graph/volume-memory.js';
import { lookAtWaba, type WabaSight } from '../../../src/adapters/graph/waba-look.js';
import { HALF_HOUR, instantOf, type Instant, type Span } from '../../../src/domain/time.js';
import { numberJson, now, waba, wabaJson } from './graph-answers.js';

/** Messages delivered at `at`, which Meta tells from `toldAt` on. */
export interface Delivered {
  readonly phone: string;
  readonly at: Instant;
  readonly toldAt: Instant;
  readonly volume: number;
}

/** The numbers of the account. */
export const phones = ['6281200000001', '6281200000002', '6281200000003'] as const;

/** A Graph with one account. */
export interface DeliveringGraph {
  now: Instant;
  numbers: readonly string[];
  /** The id of the first number; the others count on from it. */
  firstId: number;
  /** Takes the place of each answer; null: it is answered well. */
  spoiled: ((answer: Record<string, unknown>) => GraphOutcome<unknown>) | null;
  /** The spans whose volume was asked for. */
  readonly asked: Span[];
  readonly call: GraphCall;
}

/** A Graph that tells what was delivered, as soon as it is known there. */
export function graphOf(deliveries: () => readonly Delivered[]): DeliveringGraph {
  const asked: Span[] = [];
  const graph: DeliveringGraph = {
    now,
    numbers: phones,
    firstId: 1,
    spoiled: null,
    asked,
    call: {
      get({ query }) {
        const span = spanIn(query['fields'] ?? '');
        asked.push(span);
        const told = deliveries().filter(
          ({ at, toldAt, phone }) =>
            at >= span.from && at < span.to && toldAt <= graph.now && graph.numbers.includes(phone),
        );
        const answer = wabaJson(
          graph.numbers.map((phone, i) => numberJson(String(i + graph.firstId), `+${phone}`)),
          told.map(pointOf),
        );
        return Promise.resolve(graph.spoiled === null ? done(answer) : graph.spoiled(answer));
      },
      isTight: () => false,
      isTrial: () => false,
      spacing: () => 0,
      spent: () => 0,
    },
  };
  return graph;
}

function spanIn(fields: string): Span {
  const seconds = (name: string): number => Number(new RegExp(`[.]${name}\\((\\d+)\\)`).exec(fields)?.[1]);
  return { from: instantOf(seconds('start') * 1000), to: instantOf(seconds('end') * 1000) };
}

/** Each delivery is a point of its own kind, so that none is taken for another. */
function pointOf({ at, phone, volume }: Delivered, i: number): object {
  const start = (Math.floor(at / HALF_HOUR) * HALF_HOUR) / 1000;
  return {
    start,
    end: start + 1800,
    phone_number: phone,
    pricing_type: 'REGULAR',
    pricing_category: `C${i}`,
    volume,
  };
}

/** One look at the account; fails the test when it was hidden. */
export async function lookAt(
  graph: DeliveringGraph,
  volumes: VolumeMemory,
  at: Instant,
  since = at,
  refusals = createRefusedPartsMemory(),
): Promise<WabaSight> {
  graph.now = at;
  const context = {
    call: graph.call,
    refusals,
    volumes,
    clock: { now: () => at },
    metaClock: { ahead: () => 0 },
    tellUnknown: () => undefined,
  };
  const look = await withinChain('token', 60_000, (chain) => lookAtWaba(context, chain, waba, { at, since }));
  if (look.kind === 'hidden') throw new Error(look.failure.message);
  return look;
}

/** What a look counts within the moving day, by number. */
export function countedIn(look: WabaSight): unknown {
  return look.volume.known
    ? [...look.volume.value.volumes].toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
    : look.volume;
}

/** Ten messages, told at once. */
export const delivery = (at: Instant, more: Partial<Delivered> = {}): Delivered => ({
  phone: phones[0],
  at,
  toldAt: at,
  volume: 10,
  ...more,
});
