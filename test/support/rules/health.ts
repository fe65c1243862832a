import type { NameTrouble } from '../../../src/domain/display-name.js';
import { known } from '../../../src/domain/reading.js';
import type { HealthReason } from '../../../src/domain/snapshot.js';
import type { RuleSample, TroubleSample } from './rule-sample.js';
import { number, portfolio, waba, withNumber, withWaba } from './rule-sample.js';

const quoted: HealthReason = { entity: 'WABA', code: 1, description: 'Lorem ipsum', solution: null };

const ofName = (
  nameStatus: string,
  displayName: NameTrouble,
  severity: 'info' | 'warning',
  rank: number,
): TroubleSample<'health'> => ({
  level: `name-${displayName}`,
  look: withNumber({ nameStatus }),
  severity,
  rank,
  subject: number,
  facts: { rule: 'health', canSend: 'available', reasons: [], displayName },
});

/** Whether accounts and numbers may send. */
export const health: RuleSample<'health'> = {
  facts: [
    ...(['limited', 'blocked'] as const).flatMap((canSend) => [
      { rule: 'health', canSend, reasons: [] } as const,
      { rule: 'health', canSend, reasons: [quoted] } as const,
      { rule: 'health', canSend, reasons: [quoted, { ...quoted, solution: 'Lorem ipsum' }] } as const,
    ]),
    ...(['pending', 'declined', 'expired'] as const).flatMap((displayName) =>
      (['available', 'unknown', 'limited'] as const).map(
        (canSend) => ({ rule: 'health', canSend, reasons: [], displayName }) as const,
      ),
    ),
  ],
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
    ofName('PENDING_REVIEW', 'pending', 'info', -1),
    ofName('DECLINED', 'declined', 'warning', 0),
    ofName(' expired ', 'expired', 'warning', 0),
  ],
  well: [waba, number],
  unclear: [waba, number],
};
