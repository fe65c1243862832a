import { metaTime } from '../../src/domain/meta-time.js';
import type { PortfolioState } from '../../src/domain/state.js';
import type { Verdict } from '../../src/domain/finding.js';
import type { Limit } from '../../src/domain/limit.js';
import { phoneNumberFrom } from '../../src/domain/phone.js';
import { known, unknown } from '../../src/domain/reading.js';
import { noUsage, type RecordedUsage } from '../../src/domain/history/recorded-usage.js';
import type { FullLook } from '../../src/domain/evaluate.js';
import { defaultThresholds } from '../../src/domain/thresholds.js';
import type {
  LookGap,
  NumberId,
  NumberSnapshot,
  Observation,
  PortfolioId,
  PortfolioSnapshot,
  Problem,
  WabaId,
  WabaSnapshot,
} from '../../src/domain/snapshot.js';
import { noSignals } from '../../src/domain/signals/window.js';
import { instantOf, type Instant } from '../../src/domain/time.js';
import { addedSeries, movingDay, type Series, type Usage } from '../../src/domain/usage.js';
import { portfolio2025 } from './rulebooks.js';

/** The instant that ISO 8601 text names. */
export const at = (text: string): Instant => instantOf(Date.parse(text));

/** A Sunday morning in Jakarta at which most of these stories are told. */
export const noon: Instant = at('2026-11-22T05:00:00Z');

export const portfolioId = '506914307656634' as PortfolioId;
export const wabaId = '102290129340398' as WabaId;

export const capped = (recipients: number): Limit => ({ kind: 'capped', recipients });
export const unlimited: Limit = { kind: 'unlimited' };

/** A usage figure of the moving day that ends `now`. */
export function usageOf(
  recipients: number,
  now: Instant = noon,
  accuracy: Usage['accuracy'] = 'at-most',
): Usage {
  return { recipients, accuracy, source: 'pricing_analytics', window: movingDay(now), asOf: now };
}

/** A healthy number; `index` gives it an id and a phone number of its own. */
export function numberOf(index: number, more: Partial<NumberSnapshot> = {}): NumberSnapshot {
  const phone = phoneNumberFrom(`6281234560${String(index).padStart(3, '0')}`);
  return {
    id: `10654037220${String(index).padStart(3, '0')}` as NumberId,
    waba: wabaId,
    phone,
    display: phone ?? '',
    name: `Toko ${index}`,
    quality: 'green',
    rawQuality: 'GREEN',
    status: 'connected',
    rawStatus: 'CONNECTED',
    nameStatus: 'APPROVED',
    throughput: 'STANDARD',
    limit: known(capped(10_000)),
    rawLimit: 'TIER_10K',
    usage: known(usageOf(0)),
    series: [],
    health: known({ canSend: 'available', reasons: [] }),
    ...more,
  };
}

/** A healthy WABA whose templates are not read. */
export function wabaOf(more: Partial<WabaSnapshot> = {}): WabaSnapshot {
  return {
    id: wabaId,
    name: 'Toko Maju ID',
    health: known({ canSend: 'available', reasons: [] }),
    reviewStatus: 'APPROVED',
    templates: unknown('not-looked-yet'),
    ...more,
  };
}

/** A healthy portfolio of one WABA and one number with a limit of 10,000. */
export function portfolioOf(more: Partial<PortfolioSnapshot> = {}): PortfolioSnapshot {
  return {
    id: portfolioId,
    name: 'Toko Maju',
    wabas: [wabaOf()],
    numbers: [numberOf(1)],
    limit: known(capped(10_000)),
    rawLimit: 'TIER_10K',
    usage: known(usageOf(0)),
    series: [],
    tokens: [],
    gaps: [],
    ...more,
  };
}

/** A gap in an otherwise seen look. */
export function gapOf(more: Partial<LookGap> = {}): LookGap {
  return { waba: wabaId, part: 'numbers', problem: 'unreachable', cause: { reason: 'no-answer' }, ...more };
}

/** The record of these numbers, apart and together. */
export function recordOf(numbers: Iterable<readonly [NumberId, Series]>): RecordedUsage {
  const apart = new Map(numbers);
  return { portfolio: addedSeries(apart.values()), numbers: apart };
}

/** A look that saw `snapshot`. */
export function lookAt(snapshot: PortfolioSnapshot, more: Partial<FullLook> = {}): FullLook {
  const now = more.now ?? noon;
  return {
    now,
    portfolio: portfolioId,
    name: 'Toko Maju',
    observation: { kind: 'seen', at: now, snapshot },
    lastSeenAt: now,
    blind: null,
    hidden: {},
    limits: { portfolio: null, numbers: {} },
    held: () => null,
    rulebook: portfolio2025,
    thresholds: defaultThresholds,
    history: noUsage,
    signals: noSignals,
    ...more,
  };
}

/** A look that saw nothing, the `looks`-th in a row. */
export function blindLook(problem: Problem, looks: number, more: Partial<FullLook> = {}): FullLook {
  const now = more.now ?? noon;
  const observation: Observation = { kind: 'blind', at: now, problem, cause: { reason: 'too-slow' } };
  return {
    ...lookAt(portfolioOf(), more),
    observation,
    blind: { since: now, problem, cause: { reason: 'too-slow' }, looks },
    ...more,
  };
}

/** A verdict in a few words: `firing critical 2`, `clear`, `unknown`, `event warning 2`. */
export function inShort(verdict: Verdict): string {
  return verdict.kind === 'firing' || verdict.kind === 'event'
    ? `${verdict.kind} ${verdict.finding.severity} ${verdict.finding.level}`
    : verdict.kind;
}

/** The only verdict there is; fails when there are none or several. */
export function only(verdicts: readonly Verdict[]): Verdict {
  const [one, ...rest] = verdicts;
  if (!one || rest.length > 0) throw new Error(`wanted one verdict, got ${verdicts.length}`);
  return one;
}

/** The facts of a verdict that carries a finding. */
export function factsIn(verdict: Verdict): object {
  if (verdict.kind === 'clear' || verdict.kind === 'unknown') throw new Error(`${verdict.kind} has no facts`);
  return verdict.finding.facts;
}

/** The state with all usage on record from `since` up to its newest look. */
export function onRecordSince(state: PortfolioState, since: Instant): PortfolioState {
  const { sight } = state;
  if (sight === null) return state;
  const span = { from: since, to: metaTime(sight.at, sight.snapshot) };
  return { ...state, recorded: Object.fromEntries(sight.snapshot.wabas.map(({ id }) => [id, span])) };
}
