import { known } from '../../../src/domain/reading.js';
import type { RuleSample, TroubleSample } from './rule-sample.js';
import { template as subject, withWaba } from './rule-sample.js';

type Rated = 'green' | 'yellow' | 'red';

const trouble = (
  level: string,
  rank: number,
  severity: 'warning' | 'critical',
  quality: Rated,
  status: string,
): TroubleSample<'template'> => {
  const one = { name: 'promo', language: 'id', quality, status };
  return {
    level,
    look: withWaba({ templates: known([{ id: 't1', ...one }]) }),
    severity,
    rank,
    subject,
    facts: { rule: 'template', ...one },
  };
};

/** Ratings and states of message templates. */
export const template: RuleSample<'template'> = {
  facts: (['green', 'yellow', 'red', 'unknown'] as const).flatMap((quality) =>
    [null, 'APPROVED', 'PAUSED', 'DISABLED', 'NAPPING'].map(
      (status) => ({ rule: 'template', name: 'promo', language: 'id', quality, status }) as const,
    ),
  ),
  subjects: [subject],
  troubles: [
    trouble('yellow', 1, 'warning', 'yellow', 'APPROVED'),
    trouble('paused', 2, 'warning', 'green', ' Paused'),
    trouble('red', 3, 'critical', 'red', 'APPROVED'),
    trouble('disabled', 4, 'critical', 'green', 'DISABLED'),
  ],
  well: [subject],
  unclear: [subject],
};
