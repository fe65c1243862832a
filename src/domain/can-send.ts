import type { Limit } from './limit.js';
import { clockTolerance } from './meta-time.js';
import type { Reading, Unknown } from './reading.js';
import { DAY, halfHourOf, MINUTE, type Instant } from './time.js';
import { leavesAt, type BoundAccuracy, type Series, type Usage, type UsageSource } from './usage.js';

/** What is known of the limit that a broadcast would use. */
export interface Capacity {
  readonly limit: Reading<Limit>;
  readonly usage: Reading<Usage>;
  /** The half hours behind `usage`. */
  readonly series: Series;
}

/** A part of a broadcast and the instant from which it may go out. */
export interface BroadcastPart {
  readonly at: Instant;
  readonly recipients: number;
}

/** What an answer rests on. `free`: the limit less the most that may be used, never too high. */
export interface CapacityBasis {
  readonly limit: number;
  readonly used: number;
  /** `exact`: that many are free; `at-most`: that many or more. */
  readonly accuracy: BoundAccuracy;
  readonly source: UsageSource;
  readonly asOf: Instant;
  readonly free: number;
}

/** Whether so many people may be written to. */
export type CanSend =
  /** All at once, now. `basis` is null when there is no cap. */
  | { readonly kind: 'yes'; readonly basis: CapacityBasis | null }
  /** Some now, the rest as the window moves (`split`), or none now (`no`). */
  | {
      readonly kind: 'split' | 'no';
      readonly basis: CapacityBasis;
      readonly parts: readonly BroadcastPart[];
      /** The parts hold all; false when it would take too many days to be a plan. */
      readonly complete: boolean;
      /** From when all may go out at once; null when they are more than the limit. */
      readonly earliest: Instant | null;
    }
  | NothingPromised;

/** Why nothing can be promised. */
export interface NothingPromised {
  readonly kind: 'unknown';
  readonly missing: 'limit' | 'usage';
  readonly why: Unknown;
}

/** What a limit leaves room for now. `releases`: what comes free and by when; they add up to what is used. */
type Room =
  | { readonly kind: 'capped'; readonly basis: CapacityBasis; readonly releases: readonly BroadcastPart[] }
  | { readonly kind: 'unlimited' }
  | NothingPromised;

/** What was sent since an older figure is not known. So nothing is promised from it. */
const freshFor = 90 * MINUTE;
/** More parts than this are no plan anybody follows. */
const mostParts = 60;

/**
 * Whether `recipients` people outside a service window may be written to now. If not: in which parts, as early as the
 * moving 24 hours allow. Assumes that nobody else sends. Never promises more than is surely free. A figure older than
 * 90 minutes promises nothing.
 */
export function canSend(recipients: number, capacity: Capacity, now: Instant): CanSend {
  const room = roomIn(capacity, now);
  if (room.kind === 'unknown') return room;
  if (room.kind === 'unlimited') return { kind: 'yes', basis: null };
  const { basis, releases } = room;
  const { limit: allowed, used: usedNow, free } = basis;
  if (recipients <= free) return { kind: 'yes', basis };
  return {
    kind: free > 0 ? 'split' : 'no',
    basis,
    ...planned(recipients, allowed - usedNow, releases, now),
    earliest: fitsAt(recipients, allowed - usedNow, releases),
  };
}

/** What is used of a limit and comes free again. Unknown where nothing may be promised from it. */
export function roomIn({ limit, usage, series }: Capacity, now: Instant): Room {
  if (!limit.known) return { kind: 'unknown', missing: 'limit', why: limit.why };
  if (limit.value.kind === 'unlimited') return { kind: 'unlimited' };
  if (!usage.known) return { kind: 'unknown', missing: 'usage', why: usage.why };
  const { accuracy, source, asOf } = usage.value;
  if (accuracy === 'at-least' || !isFresh(asOf, now))
    return { kind: 'unknown', missing: 'usage', why: 'incomplete' };

  const allowed = limit.value.recipients;
  const releases = releasesOf(series, usage.value, now);
  const used = releases.reduce((sum, release) => sum + release.recipients, 0);
  const free = Math.max(0, allowed - used);
  return { kind: 'capped', basis: { limit: allowed, used, accuracy, source, asOf, free }, releases };
}

/** Whether a figure read at `asOf` is young enough to answer from. */
export function isFresh(asOf: Instant, now: Instant): boolean {
  const age = now - asOf;
  // A figure from later than now is from before the clock was set, and nobody knows how old it is.
  return age <= freshFor && age >= -clockTolerance;
}

/** What comes free and when, in rising order. The usage left after each is still the most that may be used. */
function releasesOf(series: Series, usage: Usage, now: Instant): readonly BroadcastPart[] {
  const counted = countedReleases(usage);
  const parts = counted ?? volumeReleases(series, usage);
  return parts.filter((release) => release.recipients > 0 && release.at > now);
}

/** To the minute, as people were counted; null where the figure is not theirs. */
function countedReleases({ source, counted, recipients, asOf }: Usage): readonly BroadcastPart[] | null {
  if (source !== 'ledger' || counted === undefined) return null;
  const known = counted.releases.reduce((sum, release) => sum + release.recipients, 0);
  const others = { at: leavesAt(halfHourOf(asOf), DAY), recipients: Math.max(0, recipients - known) };
  return [...counted.releases, others];
}

function volumeReleases(series: Series, usage: Usage): readonly BroadcastPart[] {
  const { from, to } = usage.window;
  const inWindow = series.filter((bucket) => bucket.at >= from && bucket.at < to);
  const counted = inWindow.reduce((sum, bucket) => sum + bucket.recipients, 0);
  // People the half hours do not show were reached by `asOf` at the latest.
  const hidden = Math.max(0, usage.recipients - counted);
  let surplus = Math.max(0, counted - usage.recipients);
  const releases: BroadcastPart[] = [];
  for (const bucket of inWindow) {
    // Where volume counted more than there are people, it is not known which half hour counted twice: the earliest
    // to leave may hold the ones that are counted again later, so they free nobody until the surplus is used up.
    const doubled = Math.min(surplus, bucket.recipients);
    surplus -= doubled;
    releases.push({ at: leavesAt(bucket.at, DAY), recipients: bucket.recipients - doubled });
  }
  releases.push({ at: leavesAt(halfHourOf(usage.asOf), DAY), recipients: hidden });
  return releases;
}

/** `room` is what is free now; negative while more is used than the limit allows. Null: they are more than the limit. */
function fitsAt(recipients: number, room: number, releases: readonly BroadcastPart[]): Instant | null {
  let free = room;
  for (const release of releases) {
    free += release.recipients;
    if (free >= recipients) return release.at;
  }
  return null;
}

function planned(
  recipients: number,
  room: number,
  releases: readonly BroadcastPart[],
  now: Instant,
): { readonly parts: readonly BroadcastPart[]; readonly complete: boolean } {
  const parts: BroadcastPart[] = [];
  const waiting = releases.map((release) => ({ ...release, own: false }));
  let free = room;
  let left = recipients;
  const send = (at: Instant): void => {
    const count = Math.min(Math.floor(free), left);
    if (count <= 0) return;
    parts.push({ at, recipients: count });
    // What we send is used until its half hour has left the window again.
    waiting.push({ at: leavesAt(halfHourOf(at), DAY), recipients: count, own: true });
    free -= count;
    left -= count;
  };
  send(now);
  for (const [i, release] of waiting.entries()) {
    if (parts.length === mostParts) break;
    free += release.recipients;
    const next = waiting[i + 1];
    // Few large parts: what others free is gathered until it is enough, or until our own first part comes round.
    const gathered = release.own || next === undefined || (next.own && next.at > release.at);
    if (free >= left || gathered) send(release.at);
  }
  return { parts, complete: left === 0 };
}
