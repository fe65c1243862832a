import type { Verdict } from './finding.js';
import { sameLimit, type Limit } from './limit.js';
import type { LimitMemory } from './look-memory.js';
import type { Observation, PortfolioSnapshot } from './snapshot.js';
import type { PortfolioState } from './state.js';
import { DAY, type Instant } from './time.js';

/** A number that comes back within this time is compared with what it had; after it, it is a new one. */
const keepLeft = 7 * DAY;

/**
 * The same memory when nothing changed, which is nearly always. A limit that could not be judged stays unknown. Else
 * its change would never be told. Limits of numbers that left are forgotten after a week.
 */
export function limitsAfter(
  state: PortfolioState,
  observation: Observation,
  verdicts: readonly Verdict[],
): LimitMemory {
  const { limits: before, portfolio: owner } = state;
  if (observation.kind === 'blind') return before;
  const { at, snapshot } = observation;
  const unjudged = new Set(
    verdicts.flatMap((verdict) =>
      verdict.kind === 'unknown' && verdict.rule === 'limit' && verdict.why !== undefined
        ? [verdict.subject.id]
        : [],
    ),
  );
  if (unjudged.has(owner)) return before;
  const isNews = (old: Limit | null | undefined, limit: Limit): boolean => !(old && sameLimit(old, limit));
  const changed = snapshot.numbers.flatMap(({ id, limit }) =>
    limit.known && !unjudged.has(id) && isNews(before.numbers[id], limit.value)
      ? [[id, limit.value] as const]
      : [],
  );
  const { limit } = snapshot;
  const portfolio = limit.known && isNews(before.portfolio, limit.value) ? limit.value : before.portfolio;
  const { left, forgotten } = departuresAfter(before, state.sight?.snapshot ?? null, snapshot, at);
  const leftBefore = Object.keys(before.left ?? {});
  const isLeftSame = left.size === leftBefore.length && leftBefore.every((id) => left.has(id));
  if (changed.length === 0 && portfolio === before.portfolio && isLeftSame) return before;
  const numbers = [...Object.entries<Limit>(before.numbers), ...changed];
  return {
    portfolio,
    numbers: Object.fromEntries(numbers.filter(([id]) => !forgotten.has(id))),
    ...(left.size === 0 ? {} : { left: Object.fromEntries(left) }),
  };
}

/** When a known limit changed to another known one; the first one seen may be older than any look. */
export function limitSinceAfter(
  state: PortfolioState,
  after: LimitMemory,
  now: Instant,
): Readonly<Record<string, Instant>> {
  const { limits: before, limitSince, portfolio } = state;
  if (after === before) return limitSince;
  const is = new Map<string, Limit | null>([
    [portfolio, after.portfolio],
    ...Object.entries<Limit>(after.numbers),
  ]);
  const was = new Map<string, Limit | null>([
    [portfolio, before.portfolio],
    ...Object.entries<Limit>(before.numbers),
  ]);
  const changed = [...is].filter(([id, limit]) => {
    const old = was.get(id);
    return old && limit && !sameLimit(old, limit);
  });
  const kept = Object.entries(limitSince).filter(([id]) => is.has(id));
  return Object.fromEntries([...kept, ...changed.map(([id]) => [id, now] as const)]);
}

/**
 * Which remembered numbers are gone, since when, and which of them to forget. Only a look that saw its account whole
 * tells that a number left; where its account is not known, only one that saw all of them.
 */
function departuresAfter(
  { numbers, left: before = {} }: LimitMemory,
  last: PortfolioSnapshot | null,
  seen: PortfolioSnapshot,
  at: Instant,
): { readonly left: ReadonlyMap<string, Instant>; readonly forgotten: ReadonlySet<string> } {
  const left = new Map<string, Instant>();
  const forgotten = new Set<string>();
  const there = new Set<string>(seen.numbers.map(({ id }) => id));
  const gone = Object.keys(numbers).filter((id) => !there.has(id));
  if (gone.length === 0) return { left, forgotten };
  const since = new Map(Object.entries<Instant>(before));
  const accounts = new Map<string, string>(last?.numbers.map(({ id, waba }) => [id, waba]));
  const gaps = seen.gaps.filter(({ part }) => part === 'numbers' || part === 'discovery');
  for (const id of gone) {
    const account = accounts.get(id);
    const isHidden = gaps.some(({ waba }) => waba === null || account === undefined || waba === account);
    const leftAt = since.get(id) ?? (isHidden ? null : at);
    if (leftAt !== null && !isHidden && at - leftAt >= keepLeft) forgotten.add(id);
    else if (leftAt !== null) left.set(id, leftAt);
  }
  return { left, forgotten };
}
