import type { Limit } from '../../domain/limit.js';
import { unknown, type Reading } from '../../domain/reading.js';
import type { Gap, Health, WabaId } from '../../domain/snapshot.js';
import type { Span } from '../../domain/time.js';
import type { Clock } from '../../ports.js';
import type { Chain } from './chain.js';
import { failed, failureOf, type Failure, type Outcome } from './failure.js';
import {
  combinedFieldsText,
  numberFieldsText,
  pageSize,
  partsRefusedBy,
  pricingPart,
  longSeriesPart,
  type Part,
} from './fields.js';
import type { GraphCall } from './graph-call.js';
import { withTiers } from './limit-fallback.js';
import { numberFrom, type NumberWire } from './number-wire.js';
import { walkPages, type Walked } from './page-walk.js';
import { pageFrom } from './paging-wire.js';
import { pricingFrom, type PricingWire } from './pricing-wire.js';
import { problemOf, sentenceOf } from './problem.js';
import type { Refusals } from './refusals.js';
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
  readonly pricing: Reading<PricingWire>;
  readonly gaps: readonly Gap[];
}

/** An account of which we saw nothing. */
export interface WabaHidden {
  readonly kind: 'hidden';
  readonly id: WabaId;
  readonly failure: Failure;
}

/** What a look needs. */
export interface WabaLookContext {
  readonly call: GraphCall;
  readonly refusals: Refusals;
  readonly clock: Clock;
}

/** The half hours a look asks for: all that is wanted, and the moving day, which is needed. */
export interface WantedSpans {
  readonly wanted: Span;
  readonly needed: Span;
}

const limitField = 'whatsapp_business_manager_messaging_limit';

/** Looks at one account: one call when all goes well and it has up to a hundred numbers. Never throws. */
export async function lookAtWaba(
  context: WabaLookContext,
  chain: Chain,
  id: WabaId,
  spans: WantedSpans,
): Promise<WabaLook> {
  const outcome = await readCombined(context, chain, id, spans);
  if (!outcome.ok) return { kind: 'hidden', id, failure: outcome.failure };
  const refused = context.refusals.of(id, context.clock.now());
  const walked = await readNumbers(context, chain, id, outcome.value, refused);
  const gaps: Gap[] = refusalGaps(id, refused);
  const gap = (part: Gap['part'], failure: Failure): number =>
    gaps.push({ waba: id, part, problem: problemOf(failure).problem, detail: sentenceOf(failure) });

  if (walked.trouble !== null) gap('numbers', walked.trouble);
  const read = distinct(walked.rows.map(numberFrom));
  if (read.unreadable > 0) {
    gap('numbers', failureOf('unreadable', `${read.unreadable} of the numbers could not be read`));
  }
  const pricing = pricingOf(outcome.value, refused);
  if (!pricing.known && !refused.has(pricingPart)) {
    gap('usage', failureOf('unreadable', 'pricing_analytics was asked for and not given'));
  }
  if (pricing.known && pricing.value.broken.size > 0) {
    gap('usage', failureOf('unreadable', 'some points of pricing_analytics could not be read'));
  }
  const waba = outcome.value;
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
    pricing,
    gaps,
  };
}

/** The combined call, asked for less and less until Meta answers it. */
async function readCombined(
  { call, refusals, clock }: WabaLookContext,
  chain: Chain,
  id: WabaId,
  spans: WantedSpans,
): Promise<Outcome<WabaWire>> {
  const refused = new Set<Part>(refusals.of(id, clock.now()).keys());
  const learned: { readonly refused: NonNullable<ReturnType<typeof partsRefusedBy>>; failure: Failure }[] =
    [];
  for (;;) {
    const span = refused.has(longSeriesPart) ? spans.needed : spans.wanted;
    const fields = combinedFieldsText(refused, span);
    const outcome = await call.get({ path: [id], query: { fields }, account: id, chain });
    if (outcome.ok) {
      // Only what an answer came without is known to have been the trouble.
      for (const one of learned) refusals.add(id, one.refused, one.failure, clock.now());
      const waba = wabaFrom(outcome.value);
      return waba === null
        ? failed(failureOf('unreadable', 'the account was no object'))
        : { ok: true, value: waba };
    }
    const step = partsRefusedBy(outcome.failure, refused);
    if (step === null) return outcome;
    for (const part of step.parts) refused.add(part);
    learned.push({ refused: step, failure: outcome.failure });
  }
}

async function readNumbers(
  { call }: WabaLookContext,
  chain: Chain,
  id: WabaId,
  waba: WabaWire,
  refused: ReadonlyMap<Part, Failure>,
): Promise<Walked> {
  const fields = numberFieldsText(new Set(refused.keys()));
  // Graph leaves an empty list out, so a missing one is asked for by itself before it counts as empty.
  return walkPages(waba.numbers === undefined ? null : pageFrom(waba.numbers), (after) =>
    call.get({
      path: [id, 'phone_numbers'],
      query: { fields, limit: String(pageSize), ...(after === null ? {} : { after }) },
      account: id,
      chain,
    }),
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

function pricingOf(waba: WabaWire, refused: ReadonlyMap<Part, Failure>): Reading<PricingWire> {
  if (refused.has(pricingPart)) return unknown('refused');
  if (waba.pricing === undefined || waba.pricing === null) return unknown('not-returned');
  const pricing = pricingFrom(waba.pricing);
  return pricing === null ? unknown('not-understood') : { known: true, value: pricing };
}

function markRefused(number: NumberWire, refused: ReadonlyMap<Part, Failure>): NumberWire {
  return {
    ...number,
    limit: refused.has(`number.${limitField}`) ? unknown('refused') : number.limit,
    health: refused.has('number.health_status') ? unknown('refused') : number.health,
  };
}

/** What is hidden when all parts of one of the lists are refused. */
const gapParts: readonly (readonly [Gap['part'], readonly (readonly Part[])[]])[] = [
  ['usage', [[pricingPart]]],
  ['health', [['waba.health_status'], ['number.health_status']]],
  ['numbers', [['number.quality_rating', 'number.quality_score'], ['number.status']]],
];

function refusalGaps(id: WabaId, refused: ReadonlyMap<Part, Failure>): Gap[] {
  return gapParts.flatMap(([part, needs]): readonly Gap[] => {
    const missing = needs.find((alternatives) => alternatives.every((one) => refused.has(one)))?.[0];
    const failure = missing === undefined ? undefined : refused.get(missing);
    if (failure === undefined) return [];
    return [{ waba: id, part, problem: problemOf(failure).problem, detail: sentenceOf(failure) }];
  });
}
