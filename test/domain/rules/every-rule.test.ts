import { describe, expect, it } from 'vitest';
import { evaluate, type FullLook } from '../../../src/domain/evaluate.js';
import type { Facts, Finding, Severity, Subject } from '../../../src/domain/finding.js';
import { known } from '../../../src/domain/reading.js';
import { defaultThresholds } from '../../../src/domain/thresholds.js';
import type { NumberSnapshot, WabaSnapshot } from '../../../src/domain/snapshot.js';
import { after, DAY, HOUR } from '../../../src/domain/time.js';
import { movingDay } from '../../../src/domain/usage.js';
import {
  blindLook,
  capped,
  gapOf,
  lookAt,
  noon,
  numberOf,
  portfolioId,
  portfolioOf,
  usageOf,
  wabaId,
  wabaOf,
} from '../../support/looks.js';

const portfolio: Subject = { kind: 'portfolio', id: portfolioId, label: 'Toko Maju' };
const waba: Subject = { kind: 'waba', id: wabaId, label: 'Toko Maju ID' };
const number: Subject = { kind: 'number', id: numberOf(1).id, label: '+6281234560001' };
const template: Subject = { kind: 'template', id: 't1', label: 'promo (id)' };
const token: Subject = { kind: 'token', id: 'main', label: 'main' };

const withNumber = (more: Partial<NumberSnapshot>): FullLook =>
  lookAt(portfolioOf({ numbers: [numberOf(1, more)] }));
const withWaba = (more: Partial<WabaSnapshot>): FullLook => lookAt(portfolioOf({ wabas: [wabaOf(more)] }));
const withLimit = (before: number, now: number): FullLook =>
  lookAt(portfolioOf({ limit: known(capped(now)) }), {
    limits: { portfolio: capped(before), numbers: {} },
  });
const withToken = (valid: boolean, days: number): FullLook => {
  const expiresAt = known(after(noon, days * DAY));
  return lookAt(portfolioOf({ tokens: [{ label: 'main', valid, expiresAt, scopes: [] }] }));
};
const withTemplate = (quality: 'green' | 'yellow' | 'red', status: string): FullLook =>
  withWaba({ templates: known([{ id: 't1', name: 'promo', language: 'id', quality, status }]) });
const templateFacts = (quality: 'green' | 'yellow' | 'red', status: string): Facts => ({
  rule: 'template',
  name: 'promo',
  language: 'id',
  quality,
  status,
});
const used = (recipients: number): FullLook => lookAt(portfolioOf({ usage: known(usageOf(recipients)) }));
const usageFacts = (threshold: number, percent: number): Facts => ({
  rule: 'usage',
  threshold,
  percent,
  recipients: percent * 100,
  limit: 10_000,
  accuracy: 'at-most',
  source: 'pricing_analytics',
  window: movingDay(noon),
  asOf: noon,
  most: null,
  reachedAt: percent < 100 ? null : noon,
});
const discovery = gapOf({ waba: null, part: 'discovery', problem: 'forbidden' });
const sightFacts = (problem: 'unreachable' | 'forbidden', more: object = {}): Facts => ({
  rule: 'sight',
  problem,
  cause: { reason: 'no-answer' },
  since: noon,
  looks: 1,
  lastSeenAt: null,
  ...more,
});
const lately = { since: after(noon, -HOUR), looks: 5 };

/** What the operator calls it, a look that finds it, how bad it usually is, and what exactly is found. */
const troubles: readonly (readonly [string, FullLook, Severity, number, Subject, Facts])[] = [
  [
    'quality.yellow',
    withNumber({ quality: 'yellow' }),
    'warning',
    1,
    number,
    { rule: 'quality', quality: 'yellow' },
  ],
  ['quality.red', withNumber({ quality: 'red' }), 'critical', 2, number, { rule: 'quality', quality: 'red' }],
  [
    'status.flagged',
    withNumber({ status: 'flagged', rawStatus: 'FLAGGED' }),
    'critical',
    3,
    number,
    { rule: 'status', status: 'flagged', raw: 'FLAGGED' },
  ],
  [
    'status.unknown',
    withNumber({ status: 'unknown', rawStatus: 'NAPPING' }),
    'warning',
    2,
    number,
    { rule: 'status', status: 'unknown', raw: 'NAPPING' },
  ],
  [
    'health.limited',
    withNumber({ health: known({ canSend: 'limited', reasons: [] }) }),
    'warning',
    1,
    number,
    { rule: 'health', canSend: 'limited', reasons: [] },
  ],
  [
    'health.blocked',
    withWaba({ health: known({ canSend: 'blocked', reasons: [] }) }),
    'critical',
    2,
    waba,
    { rule: 'health', canSend: 'blocked', reasons: [] },
  ],
  [
    'account.rejected',
    withWaba({ reviewStatus: ' rejected ' }),
    'critical',
    2,
    waba,
    { rule: 'account', state: 'REJECTED', detail: null },
  ],
  [
    'account.disabled',
    withWaba({ reviewStatus: 'DISABLED' }),
    'critical',
    2,
    waba,
    { rule: 'account', state: 'DISABLED', detail: null },
  ],
  [
    'account.banned',
    withWaba({ reviewStatus: 'BANNED' }),
    'critical',
    2,
    waba,
    { rule: 'account', state: 'BANNED', detail: null },
  ],
  [
    'account.pending',
    withWaba({ reviewStatus: 'PENDING' }),
    'warning',
    1,
    waba,
    { rule: 'account', state: 'PENDING', detail: null },
  ],
  [
    'template.yellow',
    withTemplate('yellow', 'APPROVED'),
    'warning',
    1,
    template,
    templateFacts('yellow', 'APPROVED'),
  ],
  [
    'template.paused',
    withTemplate('green', ' Paused'),
    'warning',
    2,
    template,
    templateFacts('green', ' Paused'),
  ],
  [
    'template.red',
    withTemplate('red', 'APPROVED'),
    'critical',
    3,
    template,
    templateFacts('red', 'APPROVED'),
  ],
  [
    'template.disabled',
    withTemplate('green', 'DISABLED'),
    'critical',
    4,
    template,
    templateFacts('green', 'DISABLED'),
  ],
  [
    'token.invalid',
    withToken(false, 30),
    'critical',
    4,
    token,
    { rule: 'token', state: 'invalid', expiresAt: after(noon, 30 * DAY), daysLeft: 30 },
  ],
  [
    'token.expiring',
    withToken(true, 5),
    'warning',
    2,
    token,
    { rule: 'token', state: 'expiring', expiresAt: after(noon, 5 * DAY), daysLeft: 5 },
  ],
  [
    'limit.raised',
    withLimit(2_000, 10_000),
    'info',
    1,
    portfolio,
    { rule: 'limit', change: 'raised', before: capped(2_000), now: capped(10_000) },
  ],
  [
    'limit.lowered',
    withLimit(100_000, 10_000),
    'warning',
    2,
    portfolio,
    { rule: 'limit', change: 'lowered', before: capped(100_000), now: capped(10_000) },
  ],
  [
    'limit.off-ladder',
    withLimit(25_000, 25_000),
    'info',
    1,
    portfolio,
    { rule: 'limit', change: 'off-ladder', before: capped(25_000), now: capped(25_000) },
  ],
  ['usage.80', used(8_500), 'warning', 1, portfolio, usageFacts(80, 85)],
  ['usage.100', used(10_000), 'critical', 3, portfolio, usageFacts(100, 100)],
  [
    'sight.forbidden',
    blindLook('forbidden', 1, { lastSeenAt: null }),
    'critical',
    2,
    portfolio,
    sightFacts('forbidden', { cause: { reason: 'too-slow' } }),
  ],
  [
    'sight.unreachable',
    blindLook('unreachable', 4),
    'warning',
    1,
    portfolio,
    sightFacts('unreachable', { cause: { reason: 'too-slow' }, looks: 4, lastSeenAt: noon }),
  ],
  [
    'sight.forbidden',
    lookAt(portfolioOf({ gaps: [discovery] })),
    'warning',
    1,
    portfolio,
    sightFacts('forbidden', { part: 'discovery' }),
  ],
  [
    'sight.forbidden',
    lookAt(portfolioOf({ gaps: [gapOf({ problem: 'forbidden' })] })),
    'critical',
    2,
    waba,
    sightFacts('forbidden', { part: 'numbers' }),
  ],
  [
    'sight.unreachable',
    lookAt(portfolioOf({ gaps: [gapOf()] }), { hidden: { [`${wabaId}:numbers`]: lately } }),
    'warning',
    1,
    waba,
    sightFacts('unreachable', { ...lately, part: 'numbers' }),
  ],
];

const findingsIn = (look: FullLook): readonly Finding[] =>
  evaluate(look).flatMap((verdict) => ('finding' in verdict ? [verdict.finding] : []));
const wishing = (look: FullLook, severities: Readonly<Record<string, Severity>>): FullLook => ({
  ...look,
  thresholds: { ...defaultThresholds, severities },
});

describe.each(troubles)('%s', (name, look, severity, level, subject, facts) => {
  const [rule = ''] = name.split('.');
  const wish: Severity = severity === 'info' ? 'critical' : 'info';
  const judged = (severities: Readonly<Record<string, Severity>>) =>
    findingsIn(wishing(look, severities)).map((one) => one.severity);

  it('is found with its figures, and nothing else is', () => {
    expect(findingsIn(look)).toEqual([
      { rule, portfolio: portfolioId, subject, severity, level, facts } as Finding,
    ]);
  });

  it('is as bad as the operator says it is, by its own name before that of its rule', () => {
    expect(judged({ [name]: wish })).toEqual([wish]);
    expect(judged({ [rule]: wish })).toEqual([wish]);
    expect(judged({ [name]: wish, [rule]: severity })).toEqual([wish]);
    expect(judged({ [`${rule}.other`]: wish })).toEqual([severity]);
  });
});

describe('what is well', () => {
  it('is said of each subject by each rule that looked at it', () => {
    const templates = known([
      { id: 't1', name: 'promo', language: 'id', quality: 'green', status: ' approved ' } as const,
    ]);
    const tokens = [{ label: 'main', valid: true, expiresAt: known(null), scopes: [] }];
    const verdicts = evaluate(lookAt(portfolioOf({ wabas: [wabaOf({ templates })], tokens })));
    expect(new Set(verdicts)).toEqual(
      new Set([
        { kind: 'clear', rule: 'sight', subject: portfolio },
        { kind: 'clear', rule: 'sight', subject: waba },
        { kind: 'clear', rule: 'token', subject: token },
        { kind: 'clear', rule: 'account', subject: waba },
        { kind: 'clear', rule: 'health', subject: waba },
        { kind: 'clear', rule: 'health', subject: number },
        { kind: 'clear', rule: 'status', subject: number },
        { kind: 'clear', rule: 'quality', subject: number },
        { kind: 'clear', rule: 'limit', subject: portfolio },
        { kind: 'clear', rule: 'usage', subject: portfolio },
        { kind: 'clear', rule: 'template', subject: template },
      ]),
    );
  });

  it('is what no rule says of a portfolio in which there is nothing', () => {
    const nothing = portfolioOf({ wabas: [], numbers: [] });
    expect(evaluate(lookAt(nothing)).map((verdict) => 'rule' in verdict && verdict.rule)).toEqual([
      'sight',
      'limit',
      'usage',
    ]);
  });
});

describe('what could not be told', () => {
  const none = { known: false, why: 'not-returned' } as const;

  it('is said of each subject as well', () => {
    const snapshot = portfolioOf({
      limit: none,
      usage: none,
      wabas: [
        wabaOf({
          health: none,
          reviewStatus: ' unknown',
          templates: known([{ id: 't1', name: 'promo', language: 'id', quality: 'unknown', status: null }]),
        }),
      ],
      numbers: [
        numberOf(1, {
          quality: 'unknown',
          status: 'unknown',
          rawStatus: ' unknown ',
          health: known({ canSend: 'unknown', reasons: [] }),
        }),
      ],
      tokens: [{ label: 'main', valid: true, expiresAt: none, scopes: [] }],
      gaps: [gapOf()],
    });
    const verdicts = evaluate(lookAt(snapshot));
    expect(new Set(verdicts)).toEqual(
      new Set([
        { kind: 'clear', rule: 'sight', subject: portfolio },
        { kind: 'unknown', rule: 'sight', subject: waba },
        { kind: 'unknown', rule: 'token', subject: token },
        { kind: 'unknown', rule: 'account', subject: waba },
        { kind: 'unknown', rule: 'health', subject: waba },
        { kind: 'unknown', rule: 'health', subject: number },
        { kind: 'unknown', rule: 'status', subject: number },
        { kind: 'unknown', rule: 'quality', subject: number },
        { kind: 'unknown', rule: 'limit', subject: portfolio },
        { kind: 'unknown', rule: 'usage', subject: portfolio },
        { kind: 'unknown', rule: 'template', subject: template },
      ]),
    );
  });

  it('is, while blind, only whether we are', () => {
    expect(evaluate(blindLook('unreachable', 2))).toEqual([
      { kind: 'unknown', rule: 'sight', subject: portfolio },
    ]);
  });
});
