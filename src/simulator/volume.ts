interface SendKind {
  readonly numberId: string;
  /** E.g. `MARKETING`, `UTILITY`, `AUTHENTICATION`, `SERVICE`. */
  readonly category: string;
  /** E.g. `REGULAR`, `FREE_CUSTOMER_SERVICE`, `FREE_ENTRY_POINT`. */
  readonly type: string;
  /** Two letters; `ID` when left out. */
  readonly country?: string;
  /** Repeats for ever after this many milliseconds; must not be shorter than the send itself. */
  readonly everyMs?: number;
  /** Who gets it: so many people from the first on, in turn; all of the first 100,000 when left out. */
  readonly audience?: { readonly first: number; readonly size: number };
}

/** `total` deliveries in one instant. */
export interface SimBurst extends SendKind {
  readonly at: number;
  readonly total: number;
}

/** `total` deliveries spread evenly from `from` to `to`. */
interface SimCampaign extends SendKind {
  readonly from: number;
  readonly to: number;
  readonly total: number;
}

/** A steady flow from `from` until `to`, or without end. */
interface SimStream extends SendKind {
  readonly from: number;
  readonly to?: number;
  readonly perHour: number;
}

/** Deliveries of one number. All times are milliseconds since 1970. */
export type SimSend = SimBurst | SimCampaign | SimStream;

const hour = 3_600_000;

/** The first instant of a send. */
function sendStart(send: SimSend): number {
  return 'at' in send ? send.at : send.from;
}

/** How long one round of a send lasts, in milliseconds; Infinity for a stream without end. */
function sendLength(send: SimSend): number {
  if ('at' in send) return 0;
  return send.to === undefined ? Infinity : Math.max(0, send.to - send.from);
}

/** How many messages of this send were delivered before `time`. Whole, never falls, and the same whoever asks. */
export function deliveredBefore(send: SimSend, time: number): number {
  const elapsed = time - sendStart(send);
  if (elapsed <= 0) return 0;
  if (send.everyMs === undefined || sendLength(send) === Infinity) return deliveredAfter(send, elapsed);
  const rounds = Math.floor(elapsed / send.everyMs);
  return (
    rounds * deliveredAfter(send, sendLength(send) || 1) +
    deliveredAfter(send, elapsed - rounds * send.everyMs)
  );
}

/** Deliveries of one round after `elapsed` milliseconds of it. */
function deliveredAfter(send: SimSend, elapsed: number): number {
  if ('at' in send) return elapsed > 0 ? send.total : 0;
  const active = Math.min(elapsed, sendLength(send));
  if ('perHour' in send) return Math.floor((send.perHour * active) / hour);
  const length = sendLength(send);
  return length === 0 ? (elapsed > 0 ? send.total : 0) : Math.floor((send.total * active) / length);
}

/** The deliveries in `[from, to)`, one by one, by their place in the send; as many as `deliveredBetween` counts. */
export function deliveriesBetween(
  send: SimSend,
  from: number,
  to: number,
): readonly { readonly index: number; readonly at: number }[] {
  const [first, end] = [deliveredBefore(send, from), deliveredBefore(send, to)];
  return Array.from({ length: end - first }, (_, n) => ({
    index: first + n,
    at: deliveryTime(send, first + n, from, to),
  }));
}

function deliveryTime(send: SimSend, index: number, from: number, to: number): number {
  let [before, counted] = [from, to];
  while (counted - before > 1) {
    const middle = Math.floor((before + counted) / 2);
    if (deliveredBefore(send, middle) > index) counted = middle;
    else before = middle;
  }
  return before;
}

/** Deliveries in `[from, to)`, counting only what happened up to `now`. */
export function deliveredBetween(send: SimSend, from: number, to: number, now: number): number {
  const end = Math.min(to, now + 1);
  return end <= from ? 0 : deliveredBefore(send, end) - deliveredBefore(send, from);
}

/**
 * Calls `found` for every bucket in which the send delivered something up to `now`.
 * `edges` are the bucket borders, rising; bucket i is `[edges[i], edges[i + 1])`.
 */
export function eachFilledBucket(
  send: SimSend,
  edges: readonly number[],
  now: number,
  found: (bucket: number, volume: number) => void,
): void {
  const first = edges[0];
  const last = edges[edges.length - 1];
  if (first === undefined || last === undefined) return;
  const end = Math.min(last, now + 1);
  const length = Math.max(1, sendLength(send));
  const every = length === Infinity ? Infinity : (send.everyMs ?? Infinity);
  const origin = sendStart(send);
  let round = every === Infinity ? 0 : Math.max(0, Math.floor((first - origin - length) / every));
  let bucket = 0;
  for (;;) {
    const from = round === 0 ? origin : origin + round * every;
    if (from >= end) return;
    const to = Math.min(from + length, end);
    if (to > first) {
      // Two rounds may touch the same bucket: a bucket already counted whole is never counted again.
      bucket = Math.max(bucket, bucketOf(edges, Math.max(from, first)));
      for (; (edges[bucket] ?? Infinity) < to; bucket += 1) {
        const volume = deliveredBetween(send, edges[bucket] ?? 0, edges[bucket + 1] ?? 0, now);
        if (volume > 0) found(bucket, volume);
      }
    }
    if (every === Infinity) return;
    round += 1;
  }
}

/** The bucket that holds `time`; `time` must lie between the first and the last border. */
function bucketOf(edges: readonly number[], time: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) <= time) low = middle;
    else high = middle;
  }
  return low;
}
