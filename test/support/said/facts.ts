import type { FactsOf, RuleName } from '../../../src/domain/finding.js';
import type { SightCause, SightNote, SightReason } from '../../../src/domain/sight-cause.js';
import type { HealthReason, NumberId, Problem, Status } from '../../../src/domain/snapshot.js';
import { after, DAY, HOUR } from '../../../src/domain/time.js';
import { movingDay } from '../../../src/domain/usage.js';
import { wordsOf } from '../../../src/words/index.js';
import { capped, noon, numberOf, unlimited } from '../looks.js';

/** The keys of a record, with their type. */
function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record) as K[];
}

const problems: readonly Problem[] = keysOf(wordsOf.en.names.problems);
const statuses: readonly Status[] = keysOf(wordsOf.en.names.statuses);
const reasons: readonly SightReason[] = keysOf(wordsOf.en.causes.reasons);

/** One note of each kind; the compiler asks for the one that is forgotten. */
const notes: Readonly<Record<SightNote['kind'], SightNote>> = {
  'hourly-calls-used': { kind: 'hourly-calls-used' },
  'calls-used': { kind: 'calls-used', percent: 97 },
  'look-out-of-time': { kind: 'look-out-of-time' },
  'account-out-of-time': { kind: 'account-out-of-time' },
  'no-connection': { kind: 'no-connection' },
  'no-account-assigned': { kind: 'no-account-assigned' },
  'no-tier-field': { kind: 'no-tier-field' },
  'account-unreadable': { kind: 'account-unreadable' },
  'list-unreadable': { kind: 'list-unreadable' },
  'list-in-circles': { kind: 'list-in-circles' },
  'too-many': { kind: 'too-many', what: 'rows', most: 200, setting: 'graph.maxRows' },
  'numbers-unreadable': { kind: 'numbers-unreadable', count: 3 },
  'templates-unreadable': { kind: 'templates-unreadable', count: 1 },
  owners: { kind: 'owners', count: 2 },
  'figures-missing': { kind: 'figures-missing', field: 'pricing_analytics' },
  'figures-unreadable': { kind: 'figures-unreadable', field: 'analytics' },
  clock: { kind: 'clock', ahead: -2 * DAY },
  network: { kind: 'network', code: 'ECONNREFUSED' },
};

/** Every cause of blindness: each reason, each note, and a quote of Meta's. */
const causes: readonly SightCause[] = [
  ...reasons.map((reason): SightCause => ({ reason })),
  ...(['accounts', 'calls', 'pages', 'rows-together'] as const).map((what): SightCause => ({
    reason: 'beyond-bounds',
    note: { kind: 'too-many', what, most: 10 },
  })),
  ...Object.values(notes).map((note): SightCause => ({ reason: 'garbled', note })),
  ...[2 * DAY, -3 * HOUR].map((ahead): SightCause => ({
    reason: 'clock-apart',
    note: { kind: 'clock', ahead },
  })),
  { reason: 'token-dead', code: 190, subcode: 463, trace: 'AbC', heldUntil: after(noon, HOUR) },
  { reason: 'call-refused', status: 418, quote: 'Lorem ipsum' },
];

const quoted: HealthReason = { entity: 'WABA', code: 1, description: 'Lorem ipsum', solution: null };

const usage: FactsOf<'usage'> = {
  rule: 'usage',
  threshold: 80,
  percent: 82,
  recipients: 8_200,
  limit: 10_000,
  accuracy: 'at-most',
  source: 'pricing_analytics',
  window: movingDay(noon),
  asOf: noon,
  most: { number: numberOf(1).id, label: 'Toko 1', share: 0.7 },
  reachedAt: after(noon, 3 * HOUR),
};

/** Each rule with all that it may find; the compiler asks for the rule that is forgotten. */
export const factsOf: { readonly [R in RuleName]: readonly FactsOf<R>[] } = {
  quality: [
    { rule: 'quality', quality: 'yellow' },
    { rule: 'quality', quality: 'red' },
  ],
  usage: [
    usage,
    { ...usage, percent: 101, recipients: 10_100, threshold: 100, reachedAt: null, most: null },
    { ...usage, percent: 100, recipients: 10_000, threshold: 100, accuracy: 'exact', reachedAt: null },
    { ...usage, most: { number: '9' as NumberId, label: '+6281234560001', share: 1 } },
  ],
  status: [
    ...statuses.map((status) => ({ rule: 'status', status, raw: null }) as const),
    { rule: 'status', status: 'unknown', raw: 'NAPPING' },
  ],
  limit: (['raised', 'lowered', 'off-ladder'] as const).flatMap((change) =>
    [null, capped(1_000)].flatMap((before) =>
      [capped(2_000), unlimited].map((now) => ({ rule: 'limit', change, before, now }) as const),
    ),
  ),
  health: (['limited', 'blocked'] as const).flatMap((canSend) => [
    { rule: 'health', canSend, reasons: [] },
    { rule: 'health', canSend, reasons: [quoted] },
    { rule: 'health', canSend, reasons: [quoted, { ...quoted, solution: 'Lorem ipsum' }] },
  ]),
  template: (['green', 'yellow', 'red', 'unknown'] as const).flatMap((quality) =>
    [null, 'APPROVED', 'PAUSED', 'DISABLED', 'NAPPING'].map(
      (status) => ({ rule: 'template', name: 'promo', language: 'id', quality, status }) as const,
    ),
  ),
  sight: [
    ...problems.flatMap((problem) =>
      [null, after(noon, -HOUR)].map(
        (lastSeenAt) => ({ rule: 'sight', problem, since: noon, looks: 3, lastSeenAt }) as const,
      ),
    ),
    ...(['numbers', 'usage', 'health', 'limit', 'templates', 'discovery'] as const).map(
      (part) =>
        ({ rule: 'sight', problem: 'forbidden', part, since: noon, looks: 1, lastSeenAt: null }) as const,
    ),
    ...causes.map(
      (cause) =>
        ({ rule: 'sight', problem: 'forbidden', cause, since: noon, looks: 1, lastSeenAt: noon }) as const,
    ),
  ],
  token: [
    { rule: 'token', state: 'invalid', expiresAt: null, daysLeft: null },
    { rule: 'token', state: 'expiring', expiresAt: null, daysLeft: null },
    ...[0, 1, 14].map(
      (daysLeft) =>
        ({ rule: 'token', state: 'expiring', expiresAt: after(noon, daysLeft * DAY), daysLeft }) as const,
    ),
  ],
  account: ['REJECTED', 'PENDING', 'DISABLED', 'BANNED', 'NAPPING'].flatMap((state) => [
    { rule: 'account', state, detail: null } as const,
    { rule: 'account', state, detail: 'Lorem ipsum' } as const,
  ]),
};
