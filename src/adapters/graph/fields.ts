import type { Span } from '../../domain/time.js';
import { asksTooMuch, problemOf } from './problem.js';
import type { FailedCall } from './failure.js';

/** A part of the combined call that Meta may refuse: `waba.<field>`, `number.<field>`, `pricing_analytics`, `analytics`, `long-series`. */
export type RefusablePart = string;

const wabaFields = [
  'name',
  'owner_business_info',
  'account_review_status',
  'whatsapp_business_manager_messaging_limit',
  'health_status',
] as const;

const numberFields = [
  'verified_name',
  'quality_rating',
  'quality_score',
  'status',
  'name_status',
  'throughput',
  'whatsapp_business_manager_messaging_limit',
  'health_status',
] as const;

/** Meta's half hours behind the figures; everything older than the moving day is wanted but not needed. */
export const pricingPart = 'pricing_analytics';
/** All delivered templates by half hour, without a way to tell numbers apart: asked for where volume by price is refused. */
export const messagesPart = 'analytics';
/** Half hours from before the moving day. */
export const longSeriesPart = 'long-series';
/** The deprecated limit field of numbers, asked for alone and last. */
export const tierPart = 'number.messaging_limit_tier';

const all: readonly RefusablePart[] = [
  pricingPart,
  messagesPart,
  ...wabaFields.map((field) => `waba.${field}`),
  ...numberFields.map((field) => `number.${field}`),
];
const health: readonly RefusablePart[] = ['waba.health_status', 'number.health_status'];
/** Without these a look still says what matters most. */
const minimal: readonly RefusablePart[] = all.filter(
  (part) => !['waba.name', 'number.verified_name', 'number.quality_rating', 'number.status'].includes(part),
);
const steps: readonly (readonly RefusablePart[])[] = [[pricingPart, messagesPart], health, minimal, all];

/** How many numbers a page holds; Meta allows up to 100. */
export const pageSize = 100;

/** The query for a page of a list; null: the first one. */
export function pageQuery(fields: string, after: string | null): Readonly<Record<string, string>> {
  return { fields, limit: String(pageSize), ...(after === null ? {} : { after }) };
}

/** The `fields` of a page of numbers. */
export function numberFieldsText(refused: ReadonlySet<RefusablePart>): string {
  const fields = numberFields.filter((field) => !refused.has(`number.${field}`));
  return ['id', 'display_phone_number', ...fields].join();
}

/**
 * The `fields` that ask for an account, its numbers and their volume in one call.
 * https://developers.facebook.com/docs/graph-api/guides/field-expansion
 */
export function combinedFieldsText(refused: ReadonlySet<RefusablePart>, span: Span): string {
  const own = wabaFields.filter((field) => !refused.has(`waba.${field}`));
  const numbers = `phone_numbers.limit(${pageSize}){${numberFieldsText(refused)}}`;
  const volume = [
    ...(refused.has(pricingPart) ? [] : [pricingFieldText(span)]),
    ...(refused.has(messagesPart) ? [] : [messagesFieldText(span)]),
  ];
  return ['id', ...own, numbers, ...volume].join();
}

function pricingFieldText({ from, to }: Span): string {
  return [
    `pricing_analytics.start(${from / 1000}).end(${to / 1000})`,
    '.granularity(HALF_HOUR).metric_types(["VOLUME"])',
    '.dimensions(["PHONE","PRICING_CATEGORY","PRICING_TYPE"])',
  ].join('');
}

function messagesFieldText({ from, to }: Span): string {
  return `analytics.start(${from / 1000}).end(${to / 1000}).granularity(HALF_HOUR).product_types([0])`;
}

/** Parts that Meta refuses, and whether it named them or we guess. */
export interface RefusedParts {
  readonly parts: readonly RefusablePart[];
  readonly named: boolean;
}

/** What to leave out after a failure, given what is left out already; null when nothing would help. */
export function partsRefusedBy(
  failure: FailedCall,
  refused: ReadonlySet<RefusablePart>,
): RefusedParts | null {
  if (asksTooMuch(failure) || failure.cause === 'too-large') {
    const part = [longSeriesPart, pricingPart, messagesPart].find((one) => !refused.has(one));
    return part === undefined ? null : { parts: [part], named: false };
  }
  const code = failure.code ?? -1;
  const mayName = [3, 10, 100, 200005, 200006, 200007, 2500].includes(code) || (code >= 200 && code <= 299);
  // No field is to blame where the call itself, or what it asks, is the wrong one.
  if (!mayName || (code === 100 && problemOf(failure).problem === 'forbidden')) return null;
  const named = partsNamedIn(failure.message).filter((part) => !refused.has(part));
  if (named.length > 0) return { parts: named, named: true };
  if (code !== 100 && code !== 2500) return null;
  const step = steps.find((parts) => parts.some((part) => !refused.has(part)));
  return step === undefined ? null : { parts: step.filter((part) => !refused.has(part)), named: false };
}

function partsNamedIn(message: string): readonly RefusablePart[] {
  const names = [...message.matchAll(/[("'`]([a-z_]{3,60})["'`)]/g)].map((match) => match[1] ?? '');
  const nodeType = /node type \((\w+)\)/i.exec(message)?.[1] ?? '';
  const onNumber = /number/i.test(nodeType);
  const parts = names
    .flatMap((name) => [`waba.${name}`, `number.${name}`])
    .filter((part) => nodeType === '' || part.startsWith('number.') === onNumber)
    .filter((part) => all.includes(part));
  const onBoth = /granularity|metric_types|dimensions|product_types/.test(message);
  const onPricing = onBoth || message.includes(pricingPart);
  const onMessages = onBoth || names.includes(messagesPart);
  return [...parts, ...(onPricing ? [pricingPart] : []), ...(onMessages ? [messagesPart] : [])];
}
