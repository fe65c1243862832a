import * as z from 'zod';
import { ruleNames } from '../domain/rules/index.js';

/** ISO 8601 in UTC. */
export const instant = z.iso.datetime({ precision: 3 });
const count = z.int().min(0);
const why = z.string().min(1).describe('Why it is not known.');

const source = z.enum(['ledger', 'pricing_analytics', 'analytics']).describe('Where the figure comes from.');
const unmatched = count.optional().describe('How many of them belong to no number for certain.');
const window = {
  percent: z
    .number()
    .min(0)
    .nullable()
    .describe('The smallest sure upper bound in percent of the limit; null: not known.'),
  from: instant.describe('The window begins here.'),
  to: instant.describe('The window ends here.'),
  asOf: instant.describe('When the figure was read.'),
};

const unknownFigure = z.object({ known: z.literal(false), why });

export const limit = z
  .union([
    z.object({ known: z.literal(true), kind: z.literal('capped'), recipients: z.int().positive() }),
    z.object({ known: z.literal(true), kind: z.literal('unlimited') }),
    unknownFigure.extend({ raw: z.string().optional().describe("Meta's text, which was not understood.") }),
  ])
  .describe('How many people may be reached in a moving day outside a service window.');

const counted = z.object({
  known: z.literal(true),
  source: z.literal('ledger'),
  accuracy: z.enum(['exact', 'between', 'at-least']),
  recipients: count,
  atLeast: count.describe('So many were surely reached.'),
  atMost: count.nullable().describe('So many at most; null while it cannot be told.'),
  releases: z
    .array(z.object({ at: instant, recipients: z.int() }))
    .readonly()
    .describe('Who leaves the window and when, not cumulative.'),
  volume: z
    .object({ recipients: count, source, unmatched })
    .nullable()
    .describe("Meta's volume beside it, an upper bound of its own; null: not known."),
  countingSince: instant.nullable(),
  exactFrom: instant.nullable(),
  ...window,
});

const volume = z.object({
  known: z.literal(true),
  source,
  accuracy: z.enum(['exact', 'at-most', 'at-least']),
  recipients: count,
  unmatched,
  ...window,
});

export const usage = z
  .union([counted, volume, unknownFigure.extend({ percent: z.null() })])
  .describe(
    'How many people were reached in the window: counted one by one, as Meta tells the volume, or not known.',
  );

export const quality = z.enum(['green', 'yellow', 'red', 'unknown']);
export const status = z.enum([
  'connected',
  'pending',
  'offline',
  'flagged',
  'restricted',
  'rate-limited',
  'banned',
  'disconnected',
  'deleted',
  'migrated',
  'unverified',
  'unknown',
]);

const identity = {
  id: z.string().describe("Meta's id."),
  phone: z.string().nullable().describe("In E.164; null: Meta's text was no phone number."),
  name: z.string().nullable().describe('What people call it.'),
};

export const numberIdentity = z.object(identity).describe('A business phone number.');

export const number = z
  .object({
    ...identity,
    quality,
    status,
    rawStatus: z.string().nullable().describe("Meta's own word."),
    limit: limit.describe("The limit its messages use: its own or its portfolio's."),
    usage: usage.describe('What it alone used, held against that limit.'),
  })
  .describe(
    'A business phone number as the last look saw it. While its portfolio is not seen, all of it is unknown.',
  );

const sight = {
  id: z.string(),
  name: z.string(),
  seen: z.boolean().describe('Whether the figures are of a look that saw it, not long ago.'),
  at: instant.nullable().describe('When that look was, or the last one that saw nothing; null: none yet.'),
  ageSeconds: count.nullable().describe('How long ago that was.'),
  problem: z
    .object({
      kind: z.enum([
        'unauthorised',
        'forbidden',
        'throttled',
        'unreachable',
        'unintelligible',
        'stale',
        'not-looked-yet',
      ]),
      detail: z.string().describe('A sentence for people.'),
    })
    .nullable()
    .describe('Why it is not seen; null: it is.'),
};

export const portfolioSight = z.object(sight).describe('A business portfolio, and whether it is seen.');

export const portfolio = z
  .object({ ...sight, limit, usage })
  .describe('A business portfolio with the limit that its numbers share and what they used together.');

const tier = z.object({
  verdict: z.enum(['on-track', 'not-yet', 'blocked', 'at-top', 'unknown']),
  dueAt: instant.nullable().optional().describe('When the raise is due; null: it is not.'),
  criteria: z
    .array(
      z.object({
        name: z.string(),
        met: z.boolean().nullable().describe('Null: not known.'),
        detail: z.string(),
      }),
    )
    .readonly(),
});

export const nextTier = tier.describe('How the next limit looks from here.');
export const nextTierOf = tier
  .extend({ subject: z.string() })
  .describe('The same of one number that owns a limit.');

export const finding = {
  rule: z.enum(ruleNames),
  subject: z.string().describe("A number's phone number; of anything else its id."),
  numberId: z.string().optional().describe("A number's id."),
  severity: z.enum(['info', 'warning', 'critical']),
  facts: z.record(z.string(), z.unknown()).describe('What was found, as figures.'),
};

/** What is answered when a question cannot be; as RFC 9457 has it. */
export const problem = z
  .object({
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('A sentence for people.'),
    code: z.enum([
      'unauthorised',
      'not-found',
      'several',
      'not-understood',
      'too-many',
      'not-looked-yet',
      'blind',
      'stale',
      'unknown',
      'store',
      'failed',
    ]),
  })
  .describe('Why there is no answer.');

/** The shapes that have a name in the OpenAPI document. */
export const shapes = {
  Limit: limit,
  Usage: usage,
  NumberName: numberIdentity,
  Number: number,
  PortfolioSight: portfolioSight,
  Portfolio: portfolio,
  NextTier: nextTier,
  NextTierOf: nextTierOf,
  Problem: problem,
} as const;
