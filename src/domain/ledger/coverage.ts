import type { WabaId } from '../snapshot.js';
import { after, DAY, HOUR, instantOf, MINUTE, SECOND, type Instant, type Span } from '../time.js';

/** What was not seen: nobody was there to be told, or the account did not tell us. */
export interface CoverageGap extends Span {
  readonly why: 'outage' | 'not-told';
  /** The account that did not tell; null: it was ours. */
  readonly account: WabaId | null;
}

/** Since when a portfolio's webhooks reach us, and what was missed. */
export interface Coverage {
  /** By account, since when it tells us everything; null: it does not at present. */
  readonly accounts: Readonly<Record<WabaId, Instant | null>>;
  /** The latest beginning there was; it never goes back when an account leaves. Null: there was none. */
  readonly since: Instant | null;
  /** The last proof that we were there to be told. */
  readonly aliveAt: Instant;
  /** When messages may be unseen that Meta will tell again. */
  readonly doubts: readonly Span[];
  /** Gaps of the last days, the latest last. */
  readonly gaps: readonly CoverageGap[];
}

/** A silence of ours up to this long misses nothing: webhooks wait or come again at once. */
const unnoticed = 60 * SECOND;
/** How long Meta repeats at least: the shorter of its two figures. */
const repeatedFor = 36 * HOUR;
const shortestDoubt = 15 * MINUTE;
const longestDoubt = DAY;
const gapsKeptFor = 7 * DAY;

/** Proof that we are there at `at` to be told by these accounts; new ones begin now, absent ones leave. */
export function aliveFor(coverage: Coverage | null, accounts: readonly WabaId[], at: Instant): Coverage {
  const known = coverage && stillAlive(coverage, at);
  const begun = Object.fromEntries(
    accounts.map((waba) => [waba, known && waba in known.accounts ? (known.accounts[waba] ?? null) : at]),
  );
  return withSince({
    accounts: begun,
    since: known?.since ?? null,
    aliveAt: known?.aliveAt ?? at,
    doubts: known?.doubts ?? [],
    gaps: known?.gaps ?? [],
  });
}

/** Proof that we are there at `at`, such as a webhook that was kept. */
export function stillAlive(coverage: Coverage, at: Instant): Coverage {
  const { aliveAt } = coverage;
  if (at <= aliveAt) return coverage;
  const silent = at - aliveAt;
  const doubts = coverage.doubts.filter(({ to }) => to > at - gapsKeptFor);
  const gaps = coverage.gaps.filter(({ to }) => to > at - gapsKeptFor);
  if (silent <= unnoticed) return { ...coverage, aliveAt: at, doubts, gaps };
  const missed: CoverageGap = { from: aliveAt, to: at, why: 'outage', account: null };
  const waited = Math.min(longestDoubt, Math.max(shortestDoubt, silent));
  const back: Coverage = {
    ...coverage,
    aliveAt: at,
    doubts: [...doubts, { from: aliveAt, to: after(at, waited) }],
    gaps: [...gaps, missed],
  };
  if (silent <= repeatedFor) return back;
  const anew = Object.entries(coverage.accounts).map(([waba, since]) => [waba, since === null ? null : at]);
  return withSince({ ...back, accounts: Object.fromEntries(anew) as Coverage['accounts'] });
}

/** What a look at an account's subscription says: whether it tells us everything. A change begins or ends a gap. */
export function toldBy(coverage: Coverage, waba: WabaId, tells: boolean, at: Instant): Coverage {
  const since = coverage.accounts[waba];
  if (since === undefined || tells === (since !== null)) return coverage;
  const accounts = { ...coverage.accounts, [waba]: tells ? at : null };
  if (!tells) {
    const gap: CoverageGap = { from: at, to: at, why: 'not-told', account: waba };
    return { ...coverage, accounts, gaps: [...coverage.gaps, gap] };
  }
  const gaps = coverage.gaps.map((gap) =>
    gap.account === waba && gap.from === gap.to ? { ...gap, to: at } : gap,
  );
  return withSince({ ...coverage, accounts, gaps });
}

/** From when on windows are known of a day later; null while an account tells us nothing, or there is none. */
export function coveredSince({ accounts, since }: Coverage): Instant | null {
  const all = Object.values<Instant | null>(accounts);
  return all.length === 0 || all.includes(null) ? null : since;
}

/** When counting may be exact at the earliest, as things stand at `now`; null: that is not known. */
export function exactFrom(coverage: Coverage, now: Instant): Instant | null {
  const since = coveredSince(coverage);
  if (since === null || isSilent(coverage, now)) return null;
  const doubtful = coverage.doubts.map(({ to }) => to);
  return instantOf(Math.max(since + 2 * DAY, ...doubtful));
}

/** Whether all deliveries of the 24 hours before `at` were seen. */
export function isDayCovered(coverage: Coverage, at: Instant): boolean {
  const since = coveredSince(coverage);
  if (since === null || at - since < DAY || isSilent(coverage, at)) return false;
  return !coverage.doubts.some(({ from, to }) => from < at && at < to);
}

function isSilent({ aliveAt }: Coverage, at: Instant): boolean {
  return at - aliveAt > unnoticed;
}

function withSince(coverage: Coverage): Coverage {
  const begun = Object.values<Instant | null>(coverage.accounts).filter((since) => since !== null);
  const latest = Math.max(coverage.since ?? Number.NEGATIVE_INFINITY, ...begun);
  return { ...coverage, since: Number.isFinite(latest) ? instantOf(latest) : null };
}
