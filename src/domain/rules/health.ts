import { nameStateOf, type NameTrouble } from '../display-name.js';
import type { Reading } from '../reading.js';
import type { Health, HealthReason, NumberSnapshot } from '../snapshot.js';
import type { Subject, VerdictOf } from '../verdict.js';
import { judged } from './judged.js';
import { judgedPresent } from './present-numbers.js';
import { clear, firing, undecided } from './verdicts.js';
import { seenIn, wabaSubject } from './subjects.js';
import { severityOf, type RuleInput, type Rule } from './rule.js';

interface HealthFacts {
  readonly rule: 'health';
  readonly canSend: Health['canSend'];
  readonly reasons: readonly HealthReason[];
  /** Absent: nothing that is known is wrong with it. */
  readonly displayName?: NameTrouble;
}

type Verdict = VerdictOf<HealthFacts>;

const usual = {
  limited: 'warning',
  blocked: 'critical',
  'name-pending': 'info',
  'name-declined': 'warning',
  'name-expired': 'warning',
} as const;

const levels = { 'name-pending': -1, 'name-declined': 0, 'name-expired': 0, limited: 1, blocked: 2 } as const;

/**
 * On WABAs and numbers still there: limited sending is a warning, blocked sending is critical. Where Meta lets a number
 * send, its display name is judged. Declined or expired is a warning. In review is a note: it may hold the limit small.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/display-names
 */
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
        return judged('health', subject, () => judgeSending(look, subject, waba.health, null));
      }),
      ...judgedPresent('health', snapshot.numbers, (number, subject) => judgeNumber(look, subject, number)),
    ];
  },
};

function judgeNumber(look: RuleInput, subject: Subject, { health, nameStatus }: NumberSnapshot): Verdict {
  const held = heldOf(look, subject);
  const name = nameStateOf(nameStatus);
  // A name of which nothing is known now is what an open alert says of it.
  const trouble = name === 'approved' ? null : (name ?? held.name);
  const sending = judgeSending(look, subject, health, trouble);
  if (sending.kind === 'firing') return sending;
  const isSendingKnown = sending.kind === 'clear';
  if (trouble === null) {
    const isOver = name === 'approved' && held.name !== null && !held.isSending;
    return isOver ? clear('health', subject) : sending;
  }
  // What is not known now neither ends what an open alert holds, nor makes it less.
  if (held.isSending ? !isSendingKnown : name === null) return undecided('health', subject);
  const level = `name-${trouble}` as const;
  return firing(look, subject, severityOf(look.thresholds, 'health', level, usual[level]), levels[level], {
    rule: 'health',
    canSend: isSendingKnown ? 'available' : 'unknown',
    reasons: [],
    displayName: trouble,
  });
}

function judgeSending(
  look: RuleInput,
  subject: Subject,
  reading: Reading<Health>,
  displayName: NameTrouble | null,
): Verdict {
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
      return firing(look, subject, severity, levels[canSend], {
        rule: 'health',
        canSend,
        reasons,
        ...(displayName === null ? {} : { displayName }),
      });
    }
  }
}

/** What an open alert holds: trouble in sending, and with the name. */
interface Held {
  readonly isSending: boolean;
  readonly name: NameTrouble | null;
}

function heldOf(look: RuleInput, subject: Subject): Held {
  const facts = look.held('health', subject);
  if (facts === null) return { isSending: false, name: null };
  const isSending = 'canSend' in facts && (facts.canSend === 'limited' || facts.canSend === 'blocked');
  const name = 'displayName' in facts ? facts.displayName : null;
  return { isSending, name: name === 'pending' || name === 'declined' || name === 'expired' ? name : null };
}
