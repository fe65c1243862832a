import { known } from '../../../src/domain/reading.js';
import type { HealthReason } from '../../../src/domain/snapshot.js';
import type { RuleSample } from './rule-sample.js';
import { number, portfolio, waba, withNumber, withWaba } from './rule-sample.js';

const quoted: HealthReason = { entity: 'WABA', code: 1, description: 'Lorem ipsum', solution: null };

/** Whether accounts and numbers may send. */
export const health: RuleSample<'health'> = {
  facts: (['limited', 'blocked'] as const).flatMap((canSend) => [
    { rule: 'health', canSend, reasons: [] },
    { rule: 'health', canSend, reasons: [quoted] },
    { rule: 'health', canSend, reasons: [quoted, { ...quoted, solution: 'Lorem ipsum' }] },
  ]),
  subjects: [portfolio, number],
  troubles: [
    {
      level: 'limited',
      look: withNumber({ health: known({ canSend: 'limited', reasons: [] }) }),
      severity: 'warning',
      rank: 1,
      subject: number,
      facts: { rule: 'health', canSend: 'limited', reasons: [] },
    },
    {
      level: 'blocked',
      look: withWaba({ health: known({ canSend: 'blocked', reasons: [] }) }),
      severity: 'critical',
      rank: 2,
      subject: waba,
      facts: { rule: 'health', canSend: 'blocked', reasons: [] },
    },
  ],
  well: [waba, number],
  unclear: [waba, number],
};
