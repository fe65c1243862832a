import { known } from '../../../src/domain/reading.js';
import { after, DAY } from '../../../src/domain/time.js';
import { lookAt, noon, portfolioOf } from '../looks.js';
import type { RuleSample, TroubleSample } from './rule-sample.js';
import { token as subject } from './rule-sample.js';

const trouble = (state: 'invalid' | 'expiring', days: number): TroubleSample<'token'> => {
  const expiresAt = after(noon, days * DAY);
  const seen = { label: subject.label, valid: state === 'expiring', expiresAt: known(expiresAt), scopes: [] };
  return {
    level: state,
    look: lookAt(portfolioOf({ tokens: [seen] })),
    severity: state === 'invalid' ? 'critical' : 'warning',
    rank: state === 'invalid' ? 4 : 2,
    subject,
    facts: { rule: 'token', state, expiresAt, daysLeft: days },
  };
};

/** How long access tokens hold. */
export const token: RuleSample<'token'> = {
  facts: [
    { rule: 'token', state: 'invalid', expiresAt: null, daysLeft: null },
    { rule: 'token', state: 'expiring', expiresAt: null, daysLeft: null },
    ...[0, 1, 14].map(
      (daysLeft) =>
        ({ rule: 'token', state: 'expiring', expiresAt: after(noon, daysLeft * DAY), daysLeft }) as const,
    ),
  ],
  subjects: [subject],
  troubles: [trouble('invalid', 30), trouble('expiring', 5)],
  well: [subject],
  unclear: [subject],
};
