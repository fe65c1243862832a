import { canSend, type Capacity } from './can-send.js';
import type { UsageRecord } from './criteria.js';
import type { Subject } from './finding.js';
import type { Incident } from './incident.js';
import { freed, volumeOf } from './joined-usage.js';
import { metaTime } from './meta-time.js';
import { nextTier, type NextTier } from './next-tier.js';
import { paceOfUsage, type Pace } from './pace.js';
import { known, type Reading } from './reading.js';
import { sharedSeries, type RecordedUsage } from './history/recorded-usage.js';
import type { Rulebook } from './rulebook.js';
import { numberSubject, tellingName } from './rules/subjects.js';
import { presentOf } from './same-phone.js';
import type { NumberSnapshot, PortfolioSnapshot, Status } from './snapshot.js';
import { hidesNumbers, reputationsOf } from './reputation.js';
import { DAY, instantOf, type Instant } from './time.js';
import type { Leaving } from './usage.js';

/** What a forecast is made from. `now` is by our clock, the forecast by Meta's. */
export interface ForecastInput {
  readonly now: Instant;
  readonly snapshot: PortfolioSnapshot;
  /** The live incidents of the portfolio: they date the trouble of its numbers. */
  readonly incidents: readonly Incident[];
  readonly rulebook: Rulebook;
  readonly history: RecordedUsage;
  /** From when on the history is complete. */
  readonly since: Instant;
  /** When an owner's limit became what it is, where known. By the owner's id. */
  readonly limitSince?: ReadonlyMap<string, Instant>;
}

/** What is to be expected of one owner of a limit: the portfolio, or each number under the older rulebooks. */
export interface Forecast {
  readonly owner: Subject;
  readonly capacity: Capacity;
  /** What leaves the moving day, and by when; null while usage is not known. */
  readonly freeing: readonly Leaving[] | null;
  /** Null: not known, or there is no cap to reach. */
  readonly pace: Pace | null;
  readonly nextTier: NextTier;
  /** When a number that is restricted for having used its limit may write again; null otherwise. */
  readonly releasedAt: Instant | null;
}

/** One forecast for each owner of a limit, in the order of the snapshot. Unknown figures stay unknown. */
export function forecastsOf(input: ForecastInput): readonly Forecast[] {
  const { snapshot, rulebook, history } = input;
  const numbers = presentOf(snapshot.numbers);
  if (rulebook.scope === 'portfolio') {
    const owner: Subject = { kind: 'portfolio', id: snapshot.id, label: snapshot.name };
    const series = sharedSeries(snapshot, history);
    const capacity = { limit: snapshot.limit, usage: snapshot.usage, series };
    return [forecastOf(input, owner, capacity, numbers, !hidesNumbers(snapshot), null)];
  }
  return numbers.map((number) => {
    const series = history.numbers.get(number.id) ?? number.series;
    const capacity = { limit: number.limit, usage: number.usage, series };
    return forecastOf(input, numberSubject(number), capacity, [number], true, number.status);
  });
}

/** Accounts configured apart may use a limit too. Then its record is as long as a look sees: a day. */
function recordSince({ snapshot, rulebook, since, now }: ForecastInput): Instant {
  const isShared = rulebook.scope === 'portfolio' && snapshot.elsewhere !== undefined;
  return isShared ? instantOf(Math.max(since, metaTime(now, snapshot) - DAY)) : since;
}

function forecastOf(
  input: ForecastInput,
  owner: Subject,
  capacity: Capacity,
  members: readonly NumberSnapshot[],
  complete: boolean,
  status: Status | null,
): Forecast {
  const { rulebook } = input;
  const now = metaTime(input.now, input.snapshot);
  const { limit, usage, series } = capacity;
  const volume = volumeOf(usage);
  const { people } = input.history;
  const isShared = owner.kind === 'portfolio';
  const record: Reading<UsageRecord> = volume.known
    ? known({
        series,
        since: recordSince(input),
        accuracy: volume.value.accuracy === 'exact' ? 'exact' : 'at-most',
        ...(people !== undefined && isShared ? { people } : {}),
      })
    : volume;
  const named = members.map((number) => ({ ...number, label: tellingName(number, input.snapshot.numbers) }));
  const capped = limit.known && limit.value.kind === 'capped' ? limit.value.recipients : null;
  return {
    owner,
    capacity,
    freeing: usage.known ? freed(usage, series, now) : null,
    pace: usage.known && capped !== null ? paceOfUsage(usage.value, series, capped, now) : null,
    nextTier: nextTier({
      now,
      rulebook,
      limit,
      limitSince: input.limitSince?.get(owner.id) ?? null,
      record,
      reputations: reputationsOf(named, input.incidents),
      complete,
    }),
    releasedAt: status === 'restricted' ? releasedAt(capacity, now) : null,
  };
}

/** A number restricted with room left is so for another reason. No window releases it. */
function releasedAt(capacity: Capacity, now: Instant): Instant | null {
  const answer = canSend(1, capacity, now);
  return answer.kind === 'no' ? answer.earliest : null;
}
