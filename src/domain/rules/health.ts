import type { Reading } from '../reading.js';
import type { Health, HealthReason } from '../snapshot.js';
import type { Subject, VerdictOf } from '../verdict.js';
import { judged } from './judged.js';
import { judgedPresent } from './present-numbers.js';
import { clear, firing, undecided } from './verdicts.js';
import { seenIn, wabaSubject } from './subjects.js';
import { severityOf, type Look, type Rule } from './rule.js';

interface HealthFacts {
  readonly rule: 'health';
  readonly canSend: 'limited' | 'blocked';
  readonly reasons: readonly HealthReason[];
}

const usual = { limited: 'warning', blocked: 'critical' } as const;

/** Sending that Meta limits is a warning, sending that Meta blocks is critical, on WABAs and on numbers still there. */
export const health: Rule<HealthFacts> = {
  name: 'health',
  usual,
  otherwise: null,
  settings: {},
  times: {},
  explains: true,
  judge(look) {
    const snapshot = seenIn(look);
    if (!snapshot) return [];
    return [
      ...snapshot.wabas.map((waba) => {
        const subject = wabaSubject(snapshot, waba.id);
        return judged('health', subject, () => judgeHealth(look, subject, waba.health));
      }),
      ...judgedPresent('health', snapshot.numbers, (number, subject) =>
        judgeHealth(look, subject, number.health),
      ),
    ];
  },
};

function judgeHealth(look: Look, subject: Subject, reading: Reading<Health>): VerdictOf<HealthFacts> {
  if (!reading.known) return undecided('health', subject);
  const { canSend, reasons } = reading.value;
  switch (canSend) {
    case 'available':
      return clear('health', subject);
    case 'unknown':
      return undecided('health', subject);
    case 'limited':
    case 'blocked': {
      const severity = severityOf(look.thresholds, 'health', canSend, usual[canSend]);
      return firing(look, subject, severity, canSend === 'blocked' ? 2 : 1, {
        rule: 'health',
        canSend,
        reasons,
      });
    }
  }
}
