import type { FullLook } from '../../../src/domain/evaluate.js';
import type { FactsOf, Subject } from '../../../src/domain/finding.js';
import type { SightCause, SightNote, SightReason } from '../../../src/domain/sight-cause.js';
import type { LookGap, Problem } from '../../../src/domain/snapshot.js';
import { after, DAY, HOUR, MINUTE } from '../../../src/domain/time.js';
import { wordsOf } from '../../../src/words/index.js';
import { blindLook, gapOf, lookAt, noon, portfolioOf, wabaId } from '../looks.js';
import type { RuleSample, TroubleSample } from './rule-sample.js';
import { portfolio, waba } from './rule-sample.js';

/** The keys of a record, with their type. */
function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record) as K[];
}

const problems: readonly Problem[] = keysOf(wordsOf.en.names.problems);
const reasons: readonly SightReason[] = keysOf(wordsOf.en.causes.reasons);

/** One note of each kind; the compiler asks for the one that is forgotten. */
const notes: Readonly<Record<SightNote['kind'], SightNote>> = {
  'hourly-calls-used': { kind: 'hourly-calls-used' },
  'calls-used': { kind: 'calls-used', percent: 97 },
  'look-out-of-time': { kind: 'look-out-of-time' },
  'account-out-of-time': { kind: 'account-out-of-time' },
  'no-connection': { kind: 'no-connection' },
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

const blindFor = (problem: Problem, looks: number): TroubleSample<'sight'> => {
  const refused = problem === 'forbidden' || problem === 'unauthorised';
  return {
    level: problem,
    look: blindLook(problem, looks),
    severity: refused ? 'critical' : 'warning',
    rank: refused ? 2 : 1,
    subject: portfolio,
    facts: {
      rule: 'sight',
      problem,
      cause: { reason: 'too-slow' },
      since: noon,
      looks,
      lastSeenAt: noon,
    },
  };
};

const lately = { since: after(noon, -HOUR), looks: 5 };

const partly = (
  { problem, part }: LookGap,
  look: FullLook,
  severity: 'warning' | 'critical',
  subject: Subject,
  more: Partial<FactsOf<'sight'>> = {},
): TroubleSample<'sight'> => ({
  level: problem,
  look,
  severity,
  rank: severity === 'critical' ? 2 : 1,
  subject,
  facts: {
    rule: 'sight',
    problem,
    cause: { reason: 'no-answer' },
    part,
    since: noon,
    looks: 1,
    lastSeenAt: null,
    ...more,
  },
});

const discovery = gapOf({ waba: null, part: 'discovery', problem: 'forbidden' });
const refused = gapOf({ problem: 'forbidden' });

const clock: TroubleSample<'sight'> = {
  level: 'clock',
  look: lookAt(portfolioOf({ metaAhead: 30 * MINUTE })),
  severity: 'warning',
  rank: 0,
  subject: portfolio,
  facts: {
    rule: 'sight',
    problem: 'unintelligible',
    cause: { reason: 'clock-apart', note: { kind: 'clock', ahead: -30 * MINUTE } },
    since: noon,
    looks: 1,
    lastSeenAt: null,
  },
};

/** What we can see. */
export const sight: RuleSample<'sight'> = {
  facts: [
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
  subjects: [portfolio, waba],
  troubles: [
    blindFor('forbidden', 1),
    blindFor('unauthorised', 1),
    blindFor('unreachable', 4),
    blindFor('throttled', 4),
    blindFor('unintelligible', 4),
    partly(discovery, lookAt(portfolioOf({ gaps: [discovery] })), 'warning', portfolio),
    partly(refused, lookAt(portfolioOf({ gaps: [refused] })), 'critical', waba),
    partly(
      gapOf(),
      lookAt(portfolioOf({ gaps: [gapOf()] }), { hidden: { [`${wabaId}:numbers`]: lately } }),
      'warning',
      waba,
      lately,
    ),
    clock,
  ],
  well: [portfolio, waba],
  unclear: [waba],
};
