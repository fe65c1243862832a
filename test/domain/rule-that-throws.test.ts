import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/domain/evaluate.js';
import type { Verdict } from '../../src/domain/finding.js';
import { known } from '../../src/domain/reading.js';
import type { NumberSnapshot, TemplateSnapshot, TokenSnapshot, WabaId } from '../../src/domain/snapshot.js';
import {
  capped,
  gapOf,
  lookAt,
  numberOf,
  portfolioId,
  portfolioOf,
  usageOf,
  wabaOf,
} from '../support/looks.js';
import { perNumber2023 } from '../support/rulebooks.js';

/** The same thing, of which one part cannot be read. */
function without<T extends object>(whole: T, part: keyof T): T {
  return Object.defineProperty({ ...whole }, part, {
    enumerable: true,
    get: () => {
      throw new Error(`${String(part)} cannot be read`);
    },
  });
}

const templateOf = (id: string): TemplateSnapshot => ({
  id,
  name: `promo_${id}`,
  language: 'id',
  quality: 'red',
  status: 'APPROVED',
});
const tokenOf = (label: string): TokenSnapshot => ({
  label,
  valid: false,
  expiresAt: known(null),
  scopes: [],
});
const other = '102290129340399' as WabaId;
const bad: Partial<NumberSnapshot> = {
  quality: 'red',
  status: 'flagged',
  rawStatus: 'FLAGGED',
  health: known({ canSend: 'blocked', reasons: [] }),
  usage: known(usageOf(9_500)),
  limit: known(capped(777)),
};
const refused = wabaOf({ reviewStatus: 'REJECTED', templates: known([templateOf('1'), templateOf('2')]) });
const whole = portfolioOf({
  numbers: [numberOf(1, bad), numberOf(2, bad)],
  wabas: [refused, wabaOf({ id: other, name: 'Lain', reviewStatus: 'REJECTED' })],
  tokens: [tokenOf('META_ACCESS_TOKEN'), tokenOf('OTHER_TOKEN')],
});
const [first, second] = [numberOf(1, bad), numberOf(2, bad)];
const withFirst = (part: keyof NumberSnapshot): typeof whole => ({
  ...whole,
  numbers: [without(first, part), second],
});

/** What cannot be read, whom that concerns, and what cannot be judged of them then. */
const spoilt: readonly { part: string; who: string; rules: readonly string[]; snapshot: typeof whole }[] = [
  { part: 'quality', who: `number:${first.id}`, rules: ['quality'], snapshot: withFirst('quality') },
  // A number that has left is judged by its status only.
  {
    part: 'status',
    who: `number:${first.id}`,
    rules: ['status', 'quality', 'health', 'limit', 'usage'],
    snapshot: withFirst('status'),
  },
  { part: 'health', who: `number:${first.id}`, rules: ['health'], snapshot: withFirst('health') },
  { part: 'usage', who: `number:${first.id}`, rules: ['usage'], snapshot: withFirst('usage') },
  // Usage is held against the limit.
  { part: 'limit', who: `number:${first.id}`, rules: ['limit', 'usage'], snapshot: withFirst('limit') },
  {
    part: 'reviewStatus',
    who: `waba:${other}`,
    rules: ['account'],
    snapshot: {
      ...whole,
      wabas: [...whole.wabas.slice(0, 1), without(wabaOf({ id: other, name: 'Lain' }), 'reviewStatus')],
    },
  },
  {
    part: 'status',
    who: 'template:1',
    rules: ['template'],
    snapshot: {
      ...whole,
      wabas: [
        { ...refused, templates: known([without(templateOf('1'), 'status'), templateOf('2')]) },
        ...whole.wabas.slice(1),
      ],
    },
  },
  {
    part: 'valid',
    who: 'token:META_ACCESS_TOKEN',
    rules: ['token'],
    snapshot: { ...whole, tokens: [without(tokenOf('META_ACCESS_TOKEN'), 'valid'), tokenOf('OTHER_TOKEN')] },
  },
  {
    part: 'problem',
    who: `waba:${other}`,
    rules: ['sight'],
    snapshot: { ...whole, gaps: [without(gapOf({ waba: other, part: 'templates' }), 'problem')] },
  },
  {
    part: 'problem',
    who: `portfolio:${portfolioId}`,
    rules: ['sight'],
    snapshot: { ...whole, gaps: [without(gapOf({ waba: null, part: 'limit' }), 'problem')] },
  },
];

const nameOf = (verdict: Verdict): string => {
  const { rule, subject } = verdict.kind === 'firing' || verdict.kind === 'event' ? verdict.finding : verdict;
  return `${rule} ${subject.kind}:${subject.id}`;
};

describe('a rule that throws', () => {
  it.each(spoilt)('about $who, whose $part cannot be read, is blind for that alone', (one) => {
    const judge = (snapshot: typeof whole): readonly Verdict[] =>
      evaluate(lookAt(snapshot, { rulebook: perNumber2023 }));
    const keys = one.rules.map((rule) => `${rule} ${one.who}`);
    const others = (all: readonly Verdict[]): readonly Verdict[] =>
      all.filter((verdict) => !keys.includes(nameOf(verdict)));
    const found = judge(one.snapshot);
    expect(others(found)).toEqual(others(judge(whole)));
    for (const key of keys) {
      const about = found.filter((verdict) => nameOf(verdict) === key);
      expect(about).toMatchObject([{ kind: 'unknown', why: `${one.part} cannot be read` }]);
    }
  });

  it('before it has come to a subject is blind for this look, and the other rules are not', () => {
    const isToken = (verdict: Verdict): boolean => nameOf(verdict).startsWith('token');
    const usual = evaluate(lookAt(whole)).filter((verdict) => !isToken(verdict));
    const found = evaluate(lookAt(without(whole, 'tokens')));
    expect(found.filter((verdict) => !isToken(verdict))).toEqual(usual);
    expect(found.filter(isToken)).toMatchObject([
      { kind: 'unknown', subject: { kind: 'portfolio', id: portfolioId }, why: 'tokens cannot be read' },
    ]);
  });
});
