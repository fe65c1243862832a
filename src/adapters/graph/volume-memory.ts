import type { WabaId } from '../../domain/snapshot.js';
import { after, halfHourOf, HOUR, instantOf, type Instant, type Span } from '../../domain/time.js';
import { isOn, waitFrom } from '../../domain/wait.js';
import { replacedWithin, settling, withinSpan, type Series, type UsageSource } from '../../domain/usage.js';
import type { Volumes } from './usage-count.js';

/** Which of Meta's figures the volume is. */
export type VolumeSource = Extract<UsageSource, 'pricing_analytics' | 'analytics'>;

/** What an account delivered, as its last good answers told it. */
export interface RememberedVolumes {
  readonly source: VolumeSource;
  /** All half hours from here on are remembered, up to the newest answer at `until`. */
  readonly from: Instant;
  readonly until: Instant;
  /** When all of it was last asked for. */
  readonly wholeAt: Instant;
  /** The numbers the account had, by id and phone: Meta tells the volume of these only, and of all their time. */
  readonly numbers: ReadonlySet<string>;
  readonly volumes: Volumes;
}

/** Keeps what accounts delivered in the moving day. A look asks only for half hours that may still change. */
export type VolumeMemory = Map<WabaId, RememberedVolumes>;

/** Meta may correct what is older than it usually changes. So all is asked for now and then. */
const askedWhole = 6 * HOUR;

/** The first half hour to ask for. With what is remembered, all of `needed` is then known. */
export function firstToAsk(known: RememberedVolumes | undefined, needed: Span, now: Instant): Instant {
  if (known === undefined || known.from > needed.from || !isOn(waitFrom(known.wholeAt, askedWhole), now))
    return needed.from;
  return instantOf(
    Math.max(needed.from, halfHourOf(after(now < known.until ? now : known.until, -settling))),
  );
}

/** Whether what is remembered is of the numbers that were seen now. `all`: there are no others. */
export function isOfNumbers(known: RememberedVolumes, seen: ReadonlySet<string>, all: boolean): boolean {
  if (all && seen.size !== known.numbers.size) return false;
  return [...seen].every((number) => known.numbers.has(number));
}

/** What an account delivered within `needed`: what is remembered, with what was read of `asked` in its place. */
export function joinedVolumes(
  known: RememberedVolumes | undefined,
  fresh: Volumes,
  asked: Span,
  needed: Span,
): Volumes {
  const none: Series = [];
  const joined = new Map<string | null, Series>();
  for (const phone of new Set([...(known?.volumes.keys() ?? []), ...fresh.keys()])) {
    const old = known?.volumes.get(phone) ?? none;
    const series = withinSpan(replacedWithin(old, asked, fresh.get(phone) ?? none), needed);
    if (series.length > 0) joined.set(phone, series);
  }
  return joined;
}
