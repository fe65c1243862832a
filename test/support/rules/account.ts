import type { RuleSample, TroubleSample } from './rule-sample.js';
import { portfolio, waba, withWaba } from './rule-sample.js';

const trouble = (word: string, severity: 'warning' | 'critical'): TroubleSample<'account'> => ({
  level: word.trim().toLowerCase(),
  look: withWaba({ reviewStatus: word }),
  severity,
  rank: severity === 'critical' ? 2 : 1,
  subject: waba,
  facts: { rule: 'account', state: word.trim().toUpperCase(), detail: null },
});

/** The review of accounts. */
export const account: RuleSample<'account'> = {
  facts: [
    'REJECTED',
    'PENDING',
    'DISABLED',
    'BANNED',
    'NAPPING',
    'PIN_CHANGED',
    'TEMPLATE_CATEGORY_CHANGED',
    'TEMPLATE_FLAGGED',
    'TEMPLATE_LIMIT_EXCEEDED',
    'TEMPLATE_LOCKED',
    'TEMPLATE_REINSTATED',
    'TEMPLATE_REJECTED',
  ].flatMap((state) => [
    { rule: 'account', state, detail: null },
    { rule: 'account', state, detail: 'Lorem ipsum' },
  ]),
  subjects: [portfolio, waba],
  troubles: [
    trouble(' rejected ', 'critical'),
    trouble('DISABLED', 'critical'),
    trouble('BANNED', 'critical'),
    trouble('PENDING', 'warning'),
  ],
  well: [waba],
  unclear: [waba],
};
