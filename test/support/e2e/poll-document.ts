import * as z from 'zod';
import { ruleNames } from '../../../src/domain/rules/index.js';

const instant = z.iso.datetime({ precision: 3 });
const id = z.string().regex(/^(?:waba:)?\d+$/);

const volumeSource = z.enum(['pricing_analytics', 'conversation_analytics', 'analytics']);
const unmatched = z.int().positive().optional();
const window = { percent: z.number().min(0).nullable(), from: instant, to: instant };

/** People counted from webhooks, with Meta's volume beside them; or Meta's volume alone; or why there is none. */
const usage = z.union([
  z.strictObject({
    known: z.literal(true),
    source: z.literal('ledger'),
    accuracy: z.enum(['exact', 'between', 'at-least']),
    recipients: z.int().min(0),
    atLeast: z.int().min(0),
    atMost: z.int().min(0).nullable(),
    releases: z.array(z.strictObject({ at: instant, recipients: z.int().positive() })),
    volume: z.strictObject({ recipients: z.int().min(0), source: volumeSource, unmatched }).nullable(),
    countingSince: instant.nullable(),
    exactFrom: instant.nullable(),
    ...window,
  }),
  z.strictObject({
    known: z.literal(true),
    source: volumeSource,
    accuracy: z.enum(['exact', 'at-most']),
    recipients: z.int().min(0),
    unmatched,
    ...window,
  }),
  z.strictObject({ known: z.literal(false), why: z.string().min(1), percent: z.null().optional() }),
]);

const limit = z.union([
  z.strictObject({ known: z.literal(true), kind: z.literal('capped'), recipients: z.int().positive() }),
  z.strictObject({ known: z.literal(true), kind: z.literal('unlimited') }),
  z.strictObject({ known: z.literal(false), why: z.string().min(1), raw: z.string().optional() }),
]);

const number = z.strictObject({
  id: z.string().regex(/^\d+$/),
  phone: z
    .string()
    .regex(/^\+\d{6,15}$/)
    .nullable(),
  name: z.string().nullable(),
  quality: z.enum(['green', 'yellow', 'red', 'unknown']),
  status: z.string().regex(/^[a-z-]+$/),
  rawStatus: z.string().nullable(),
  usage,
});

const finding = z.strictObject({
  rule: z.enum(ruleNames),
  subject: z.string().min(1),
  numberId: z.string().regex(/^\d+$/).optional(),
  severity: z.enum(['info', 'warning', 'critical']),
  facts: z.record(z.string(), z.unknown()),
});

const nextTier = z.strictObject({
  verdict: z.enum(['on-track', 'not-yet', 'blocked', 'at-top', 'unknown']),
  criteria: z.array(
    z.strictObject({ name: z.string().min(1), met: z.boolean().nullable(), detail: z.string() }),
  ),
  dueAt: instant.nullable().optional(),
});

const problem = z.strictObject({
  kind: z.enum(['unauthorised', 'forbidden', 'throttled', 'unreachable', 'unintelligible']),
  detail: z.string().min(1),
});

const gap = z.strictObject({
  waba: z.string().nullable(),
  part: z.string(),
  problem: problem.shape.kind,
  detail: z.string(),
});

const portfolio = z.strictObject({
  id,
  name: z.string().min(1),
  seen: z.boolean(),
  at: instant,
  problem: problem.nullable(),
  limit,
  usage,
  numbers: z.array(number),
  gaps: z.array(gap),
  findings: z.array(finding),
  nextTier,
  nextTiers: z.array(nextTier.extend({ subject: z.string().min(1) })).optional(),
});

/** All that `poll --json` may print, and nothing else. */
export const pollDocument = z.strictObject({ portfolios: z.array(portfolio) });

/** What `poll --json` printed, checked. */
export type PollDocument = z.infer<typeof pollDocument>;

/** Every number in a document that looks like milliseconds since 1970, by its path: there must be none. */
export function bareInstants(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'number') return value > 1e12 && value < 1e13 ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => bareInstants(one, `${path}.${key}`));
}
