import { invalidParameter } from './failure.js';

/** How long a bucket is. Half an hour on :00 and :30 UTC. Or a day or month of the account's time zone. */
export type BucketSize = 'half-hour' | 'day' | 'month';

const halfHour = 1_800_000;
const day = 86_400_000;
const longestLookBack = 366 * day;

/** IANA names of the Meta time zone numbers this simulator knows; any other counts in UTC. */
const zones: Readonly<Record<string, string>> = {
  '1': 'America/Los_Angeles',
  '66': 'Asia/Jakarta',
  '67': 'Asia/Makassar',
  '68': 'Asia/Jayapura',
};

/**
 * Cuts the period an insights field is asked for (`start`, `end`, `granularity`) into buckets. Answers their borders,
 * rising, in milliseconds since 1970: bucket i is `[edges[i], edges[i + 1])`. Throws error 100 when one is missing or
 * makes no sense. Also when the period begins more than a year back.
 */
export function bucketEdges(
  args: ReadonlyMap<string, string>,
  sizes: Readonly<Record<string, BucketSize>>,
  timezoneId: string,
  now: number,
): readonly number[] {
  const start = readSeconds(args, 'start');
  const end = readSeconds(args, 'end');
  if (end <= start) throw invalidParameter('Param end must be after start');
  if (start < now - longestLookBack) throw invalidParameter('Param start is more than one year back');
  const granularity = args.get('granularity');
  if (granularity === undefined) throw invalidParameter('The parameter granularity is required');
  const size = Object.hasOwn(sizes, granularity) ? sizes[granularity] : undefined;
  if (size === undefined) {
    throw invalidParameter(`Param granularity must be one of {${Object.keys(sizes).join(', ')}}`);
  }
  return cut(start, Math.min(end, now + day), size, zones[timezoneId] ?? 'UTC');
}

function readSeconds(args: ReadonlyMap<string, string>, name: string): number {
  const text = args.get(name);
  if (text === undefined) throw invalidParameter(`The parameter ${name} is required`);
  if (!/^\d{1,11}$/.test(text)) throw invalidParameter(`Param ${name} must be a UNIX time in seconds`);
  return Number(text) * 1000;
}

function cut(start: number, end: number, size: BucketSize, zone: string): readonly number[] {
  const edges: number[] = [];
  if (size === 'half-hour') {
    let edge = Math.floor(start / halfHour) * halfHour;
    for (; edge < end; edge += halfHour) edges.push(edge);
    edges.push(edge);
    return edges;
  }
  let edge = periodStart(start, size, zone);
  while (edge < end) {
    edges.push(edge);
    edge = periodStart(edge + (size === 'day' ? 1.5 * day : 45 * day), size, zone);
  }
  edges.push(edge);
  return edges;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Local midnight of the day, or of the first of the month, that holds `time`. */
function periodStart(time: number, size: 'day' | 'month', zone: string): number {
  const local = new Date(time + offset(time, zone));
  const midnight = Date.UTC(
    local.getUTCFullYear(),
    local.getUTCMonth(),
    size === 'day' ? local.getUTCDate() : 1,
  );
  // The offset at midnight may differ from the one at `time` when the clocks change in between.
  const near = midnight - offset(time, zone);
  return midnight - offset(near, zone);
}

/** Local time minus UTC, in milliseconds. */
function offset(time: number, zone: string): number {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    clocks.set(zone, clock);
  }
  const name = clock.formatToParts(time).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /([+-])(\d{2}):(\d{2})/.exec(name);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}
