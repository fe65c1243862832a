import type { Limit } from '../../domain/limit.js';
import { unknown, type Reading } from '../../domain/reading.js';
import type { LookGap, Health, WabaId } from '../../domain/snapshot.js';
import { DAY, halfHourOf, instantOf, type Instant, type Span } from '../../domain/time.js';
import { movingDay } from '../../domain/usage.js';
import type { Clock } from '../../ports.js';
import type { Chain } from './chain.js';
import { failed, failureOf, type FailedCall, type GraphOutcome } from './failure.js';
import {
  combinedFieldsText,
  numberFieldsText,
  pageQuery,
  partsRefusedBy,
  pricingPart,
  longSeriesPart,
  messagesPart,
  type RefusablePart,
} from './fields.js';
import type { GraphCall } from './graph-call.js';
import { withTiers } from './limit-fallback.js';
import type { MetaClock } from './meta-clock.js';
import { numberFrom, type NumberWire } from './number-wire.js';
import { walkPages, type Walked } from './page-walk.js';
import { pageFrom } from './paging-wire.js';
import type { PricingRow } from './pricing-wire.js';
import { causeOf, problemOf } from './problem.js';
import { limitField, markRefused, refusalGaps } from './refusal-gaps.js';
import type { RefusedPartsMemory } from './refused-parts-memory.js';
import type { UnknownPricingTeller } from './unknown-pricing.js';
import { volumeFrom, type VolumeSight } from './volume-look.js';
import { firstToAsk, type RememberedVolumes, type VolumeMemory, type VolumeSource } from './volume-memory.js';
import { wabaFrom, type OwnerWire, type WabaWire } from './waba-wire.js';

/** What one look brought of one account. */
export type WabaLook = WabaSight | WabaHidden;

/** An account we saw; what `gaps` name is unknown. */
export interface WabaSight {
  readonly kind: 'seen';
  readonly id: WabaId;
  readonly name: string | null;
  readonly owner: OwnerWire | null;
  readonly reviewStatus: string | null;
  readonly health: Reading<Health>;
  readonly limit: Reading<Limit>;
  readonly rawLimit: string | null;
  readonly numbers: readonly NumberWire[];
  readonly volume: Reading<VolumeSight>;
  readonly gaps: readonly LookGap[];
}

/** An account of which we saw nothing. */
export interface WabaHidden {
  readonly kind: 'hidden';
  readonly id: WabaId;
  readonly failure: FailedCall;
}

/** What a look needs. */
export interface WabaLookContext {
  readonly call: GraphCall;
  readonly refusals: RefusedPartsMemory;
  readonly volumes: VolumeMemory;
  readonly clock: Clock;
  readonly metaClock: Pick<MetaClock, 'ahead'>;
  readonly tellUnknown: UnknownPricingTeller;
}

/** Of which time the volume is asked for: from when on the record wants it, and when the look is. */
export interface WantedVolume {
  readonly at: Instant;
  readonly since: Instant;
}

/** The spans to ask for: with what only the record wants, and what cannot be done without. */
interface AskedSpans {
  readonly wanted: Span;
  readonly least: Span;
}

const longestLookBack = 364 * DAY;
/** How far back is asked when an account's numbers have changed: with a number, Meta tells its past. */
const newNumbersBack = 8 * DAY;

/**
 * Looks at one account: one call when all goes well and it has up to a hundred numbers. When its numbers changed, what
 * is remembered of their volume no longer fits. Then it is asked once more for all. Never throws.
 */
export async function lookAtWaba(
  context: WabaLookContext,
  chain: Chain,
  id: WabaId,
  wanted: WantedVolume,
): Promise<WabaLook> {
  const source = sourceOf(context, id);
  const known = context.volumes.get(id);
  const remembered = known?.source === source ? known : undefined;
  const look = await lookLeaningOn(remembered, context, chain, id, wanted);
  if (look !== 'changed') return look;
  const since = instantOf(Math.min(wanted.since, wanted.at - newNumbersBack));
  const whole = await lookLeaningOn(undefined, context, chain, id, { ...wanted, since });
  // With nothing remembered nothing can have changed.
  return whole === 'changed' ? { kind: 'hidden', id, failure: failureOf('unreadable') } : whole;
}

/** Volume by price is the closer bound; where Meta refuses it, all templates are one too. */
function sourceOf({ refusals, clock }: WabaLookContext, id: WabaId): VolumeSource {
  return refusals.of(id, clock.now()).has(pricingPart) ? messagesPart : pricingPart;
}

/** `changed` when what is remembered does not fit the numbers. */
async function lookLeaningOn(
  remembered: RememberedVolumes | undefined,
  context: WabaLookContext,
  chain: Chain,
  id: WabaId,
  { at, since }: WantedVolume,
): Promise<WabaLook | 'changed'> {
  const needed = movingDay(at);
  const first = firstToAsk(remembered, needed, at);
  const earliest = Math.max(Math.min(since, first), at - longestLookBack);
  const spans = {
    wanted: { from: halfHourOf(instantOf(earliest)), to: needed.to },
    least: { from: first, to: needed.to },
  };
  const source = sourceOf(context, id);
  const outcome = await readCombined(context, chain, id, spans, source);
  if (!outcome.ok) return { kind: 'hidden', id, failure: outcome.failure };
  const { waba, asked } = outcome.value;
  const refused = context.refusals.of(id, context.clock.now());
  const walked = await readNumbers(context, chain, id, waba, refused);
  const gaps: LookGap[] = refusalGaps(id, refused);
  const gap = (part: LookGap['part'], failure: FailedCall): number =>
    gaps.push({ waba: id, part, problem: problemOf(failure).problem, cause: causeOf(failure) });

  if (walked.trouble !== null) gap('numbers', walked.trouble);
  const read = distinct(walked.rows.map(numberFrom));
  if (read.unreadable > 0) {
    gap('numbers', failureOf('unreadable', { note: { kind: 'numbers-unreadable', count: read.unreadable } }));
  }
  const all = walked.trouble === null && read.unreadable === 0;
  const onRows = (rows: readonly PricingRow[]): void => {
    context.tellUnknown(rows, { waba: id, token: chain.token });
  };
  const question = { waba: id, at, source, remembered, asked, needed, numbers: read.numbers, all, onRows };
  const told = source === messagesPart ? waba.messages : waba.pricing;
  const volume = refused.has(source) ? unknown('refused') : volumeFrom(told, question, context.volumes);
  if (volume === 'changed') return volume;
  if (!volume.known && !refused.has(source)) {
    gap('usage', failureOf('unreadable', { note: { kind: 'figures-missing', field: source } }));
  }
  if (volume.known && volume.value.broken.size > 0) {
    gap('usage', failureOf('unreadable', { note: { kind: 'figures-unreadable', field: source } }));
  }
  const limit = refused.has(`waba.${limitField}`) ? unknown('refused') : waba.limit;
  const numbers = read.numbers.map((number) => markRefused(number, refused));
  return {
    kind: 'seen',
    id,
    name: waba.name,
    owner: waba.owner,
    reviewStatus: waba.reviewStatus,
    health: refused.has('waba.health_status') ? unknown('refused') : waba.health,
    limit,
    rawLimit: waba.rawLimit,
    numbers: await withTiers(context, chain, id, limit, numbers),
    volume,
    gaps,
  };
}

/** The combined call, asked for less and less until Meta answers it. */
async function readCombined(
  { call, refusals, clock, metaClock }: WabaLookContext,
  chain: Chain,
  id: WabaId,
  spans: AskedSpans,
  source: VolumeSource,
): Promise<GraphOutcome<{ readonly waba: WabaWire; readonly asked: Span }>> {
  const other = source === pricingPart ? messagesPart : pricingPart;
  const refused = new Set<RefusablePart>([...refusals.of(id, clock.now()).keys(), other]);
  const learned: { readonly refused: NonNullable<ReturnType<typeof partsRefusedBy>>; failure: FailedCall }[] =
    [];
  const ahead = metaClock.ahead();
  for (;;) {
    const asked = refused.has(longSeriesPart) ? spans.least : spans.wanted;
    const fields = combinedFieldsText(refused, asked);
    const outcome = await call.get({ path: [id], query: { fields }, account: id, chain });
    // A time that Meta does not have yet is refused too, and is asked for otherwise: nothing is learned of the parts.
    const rightTime = metaClock.ahead() === ahead;
    if (outcome.ok) {
      // Only what an answer came without is known to have been the trouble.
      if (rightTime) for (const one of learned) refusals.add(id, one.refused, one.failure, clock.now());
      const waba = wabaFrom(outcome.value);
      return waba === null
        ? failed(failureOf('unreadable', { note: { kind: 'account-unreadable' } }))
        : { ok: true, value: { waba, asked } };
    }
    if (!rightTime) return outcome;
    const step = partsRefusedBy(outcome.failure, refused);
    if (step === null) {
      // Eight days may be more than Meta gets together in time; the next looks do with less.
      if (outcome.failure.cause === 'timeout' && asked.from < spans.least.from) {
        refusals.add(id, { parts: [longSeriesPart], named: false }, outcome.failure, clock.now());
      }
      return outcome;
    }
    for (const part of step.parts) refused.add(part);
    learned.push({ refused: step, failure: outcome.failure });
  }
}

async function readNumbers(
  { call }: WabaLookContext,
  chain: Chain,
  id: WabaId,
  waba: WabaWire,
  refused: ReadonlyMap<RefusablePart, FailedCall>,
): Promise<Walked> {
  const fields = numberFieldsText(new Set(refused.keys()));
  // Graph leaves an empty list out, so a missing one is asked for by itself before it counts as empty.
  return walkPages(
    waba.numbers === undefined ? null : pageFrom(waba.numbers),
    (after) =>
      call.get({
        path: [id, 'phone_numbers'],
        query: pageQuery(fields, after),
        account: id,
        chain,
      }),
    { look: chain.bounds },
  );
}

function distinct(rows: readonly (NumberWire | null)[]): {
  numbers: readonly NumberWire[];
  unreadable: number;
} {
  const numbers = new Map<string, NumberWire>();
  for (const row of rows) if (row !== null && !numbers.has(row.id)) numbers.set(row.id, row);
  return { numbers: [...numbers.values()], unreadable: rows.filter((row) => row === null).length };
}
