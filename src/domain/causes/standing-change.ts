import type { StandingStep } from '../history/looks.js';
import type { Quality, Status } from '../snapshot.js';
import { after, DAY, type Instant } from '../time.js';

/** A rating that is one. */
export type Rated = Exclude<Quality, 'unknown'>;

/** What became different, when a look first saw it. Times are by Meta's clock; nothing unknown is part of it. */
export type StandingChange = { readonly at: Instant } & (
  | { readonly what: 'quality'; readonly before: Rated; readonly now: Rated }
  | { readonly what: 'status'; readonly before: Status; readonly now: Status }
  /** People per moving 24 hours; Infinity without a cap. */
  | { readonly what: 'limit'; readonly before: number; readonly now: number }
);

/** What can change. */
export type Changeable = StandingChange['what'];

/** A change older than this is not told. Causes are looked for in so much time before one. */
export const causesWithin = 7 * DAY;

const badness: Readonly<Record<Rated, number>> = { green: 0, yellow: 1, red: 2 };

/** Whether a change is for the worse. Every status but connected is worse. */
export function isForWorse(change: StandingChange): boolean {
  switch (change.what) {
    case 'quality':
      return badness[change.now] > badness[change.before];
    case 'status':
      return change.now !== 'connected';
    case 'limit':
      return change.now < change.before;
  }
}

/** How quality changed from step to step. What was unknown between is passed over. */
export function qualityChanges(steps: readonly StandingStep[]): readonly StandingChange[] {
  return changed(
    steps,
    ({ quality }) => (quality === 'unknown' ? null : quality),
    (at, before, now) => ({ what: 'quality', at, before, now }),
  );
}

/** How status changed from step to step. */
export function statusChanges(steps: readonly StandingStep[]): readonly StandingChange[] {
  return changed(
    steps,
    ({ status }) => (status === 'unknown' ? null : status),
    (at, before, now) => ({ what: 'status', at, before, now }),
  );
}

/** How the limit changed from step to step. */
export function limitChanges(steps: readonly StandingStep[]): readonly StandingChange[] {
  return changed(
    steps,
    ({ limit }) => limit,
    (at, before, now) => ({ what: 'limit', at, before, now }),
  );
}

function changed<T>(
  steps: readonly StandingStep[],
  valueOf: (step: StandingStep) => T | null,
  changeOf: (at: Instant, before: T, now: T) => StandingChange,
): readonly StandingChange[] {
  const changes: StandingChange[] = [];
  let last: T | null = null;
  for (const step of steps) {
    const value = valueOf(step);
    if (value === null) continue;
    if (last !== null && last !== value) changes.push(changeOf(step.at, last, value));
    last = value;
  }
  return changes;
}

/** What changed lately. */
export interface LatelyChanged {
  /** The newest change for the worse; null: there was none. */
  readonly worse: StandingChange | null;
  /** The newest change for the better, of the same thing and after that. Where nothing got worse, of anything. */
  readonly better: StandingChange | null;
}

/** Of what changed in one look, this is told first. */
const telling: readonly Changeable[] = ['limit', 'quality', 'status'];

/** The changes of the last seven days that are told. */
export function latelyChanged(changes: readonly StandingChange[], now: Instant): LatelyChanged {
  const lately = changes
    .filter(({ at }) => at > after(now, -causesWithin) && at <= now)
    .toSorted((a, b) => a.at - b.at || telling.indexOf(a.what) - telling.indexOf(b.what));
  const worse = lately.findLast(isForWorse) ?? null;
  const better = lately.findLast(
    (one) => !isForWorse(one) && (worse === null || (one.what === worse.what && one.at > worse.at)),
  );
  return { worse, better: better ?? null };
}
