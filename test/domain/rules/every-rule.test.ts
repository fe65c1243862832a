import { describe, expect, it } from 'vitest';
import { evaluate, type FullLook } from '../../../src/domain/evaluate.js';
import type { Finding, Severity, Verdict } from '../../../src/domain/finding.js';
import { known } from '../../../src/domain/reading.js';
import { ruleNames, rules } from '../../../src/domain/rules/index.js';
import { defaultThresholds } from '../../../src/domain/thresholds.js';
import { blindLook, gapOf, lookAt, numberOf, portfolioId, portfolioOf, wabaOf } from '../../support/looks.js';
import { samples } from '../../support/rules/index.js';
import { portfolio, token } from '../../support/rules/rule-sample.js';

const findingsIn = (look: FullLook): readonly Finding[] =>
  evaluate(look).flatMap((verdict) => ('finding' in verdict ? [verdict.finding] : []));
const wishing = (look: FullLook, severities: Readonly<Record<string, Severity>>): FullLook => ({
  ...look,
  thresholds: { ...defaultThresholds, severities },
});

const troubles = ruleNames.flatMap((rule) =>
  samples[rule].troubles.map((trouble) => ({ ...trouble, rule, name: `${rule}.${trouble.level}` })),
);

describe.each(troubles)(
  'trouble of the level $name',
  ({ name, rule, look, severity, rank, subject, facts }) => {
    const wish: Severity = severity === 'info' ? 'critical' : 'info';
    const judged = (severities: Readonly<Record<string, Severity>>) =>
      findingsIn(wishing(look, severities)).map((one) => one.severity);

    it('is found with its figures, and nothing else is', () => {
      expect(findingsIn(look)).toEqual([
        { rule, portfolio: portfolioId, subject, severity, level: rank, facts },
      ]);
    });

    it('is as bad as the operator says it is, by its own name before that of its rule', () => {
      expect(judged({ [name]: wish })).toEqual([wish]);
      expect(judged({ [rule]: wish })).toEqual([wish]);
      expect(judged({ [name]: wish, [rule]: severity })).toEqual([wish]);
      expect(judged({ [`${rule}.other`]: wish })).toEqual([severity]);
    });
  },
);

it.each(rules)(
  'each level of $name that the configuration may name is found by a look',
  ({ name, usual }) => {
    expect(samples[name].troubles.map(({ level }) => level)).toEqual(
      expect.arrayContaining(Object.keys(usual)),
    );
  },
);

describe('what is well', () => {
  const well = ruleNames.flatMap((rule) =>
    samples[rule].well.map((subject): Verdict => ({ kind: 'clear', rule, subject })),
  );

  it('is said of each subject by each rule that looked at it', () => {
    const templates = known([
      { id: 't1', name: 'promo', language: 'id', quality: 'green', status: ' approved ' } as const,
    ]);
    const tokens = [{ label: token.label, valid: true, expiresAt: known(null), scopes: [] }];
    const verdicts = evaluate(lookAt(portfolioOf({ wabas: [wabaOf({ templates })], tokens })));
    expect(new Set(verdicts)).toEqual(new Set(well));
  });

  it('is of a portfolio in which there is nothing said of the portfolio alone', () => {
    const nothing = portfolioOf({ wabas: [], numbers: [] });
    expect(new Set(evaluate(lookAt(nothing)))).toEqual(
      new Set(well.filter((verdict) => 'subject' in verdict && verdict.subject === portfolio)),
    );
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
      tokens: [{ label: token.label, valid: true, expiresAt: none, scopes: [] }],
      gaps: [gapOf()],
    });
    const expected = ruleNames.flatMap((rule) => {
      const { well, unclear } = samples[rule];
      return well.map((subject): Verdict => ({
        kind: unclear.includes(subject) ? 'unknown' : 'clear',
        rule,
        subject,
      }));
    });
    expect(new Set(evaluate(lookAt(snapshot)))).toEqual(new Set(expected));
  });

  it('is, while blind, only whether we are', () => {
    expect(evaluate(blindLook('unreachable', 2))).toEqual([
      { kind: 'unknown', rule: 'sight', subject: portfolio },
    ]);
  });
});
