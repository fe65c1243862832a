import type { RuleSample, TroubleSample } from './rule-sample.js';
import { number, withNumber } from './rule-sample.js';

const trouble = (quality: 'yellow' | 'red'): TroubleSample<'quality'> => ({
  level: quality,
  look: withNumber({ quality }),
  severity: quality === 'red' ? 'critical' : 'warning',
  rank: quality === 'red' ? 2 : 1,
  subject: number,
  facts: { rule: 'quality', quality },
});

/** What people think of a number. */
export const quality: RuleSample<'quality'> = {
  facts: [
    { rule: 'quality', quality: 'yellow' },
    { rule: 'quality', quality: 'red' },
  ],
  subjects: [number],
  troubles: [trouble('yellow'), trouble('red')],
  well: [number],
  unclear: [number],
};
