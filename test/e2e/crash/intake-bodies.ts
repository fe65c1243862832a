import type { WabaId } from '../../../src/domain/snapshot.js';
import { after, HOUR, SECOND } from '../../../src/domain/time.js';
import type { PortfolioPlan } from '../../../src/ports.js';
import { tokoMaju } from '../../support/asking.js';
import { noon } from '../../support/looks.js';
import { bodyOf, changeOf, messagesValue } from '../../support/meta-webhooks.js';

const account = '102290129340398' as WabaId;

/** The portfolio of the account that the bodies are of. */
export const intakePlan: PortfolioPlan = { ...tokoMaju, wabas: [account] };

/** When all bodies arrive. */
export const intakeAt = after(noon, HOUR);

/** What a process is told. */
export interface IntakeScript {
  /** The STORE_URL. */
  readonly store: string;
  /** The file in which it is noted how many bodies were answered 200. */
  readonly answers: string;
  /** The step at which it kills itself, or 0. */
  readonly killAt: number;
}

/** Each body reaches so many people whom none before reached. */
export const peoplePerBody = 3;

/** Every third body also tells of something else. */
export const hasAlert = (body: number): boolean => body % 3 === 1;

const seconds = (body: number): number => Math.floor(after(noon, body * SECOND) / 1_000);

function statusOf(person: number, status: string, body: number): object {
  const item = {
    id: `wamid.${String(person)}`,
    status,
    timestamp: String(seconds(body)),
    recipient_id: `62812${String(10_000_000 + person)}`,
  };
  return changeOf('messages', messagesValue({ statuses: [item] }));
}

/** What Meta sends: people who are reached, those of the body before who read, and alerts. */
export const intakeBodies: readonly string[] = Array.from({ length: 9 }, (_, body) => {
  const people = Array.from({ length: peoplePerBody }, (_person, n) => body * peoplePerBody + n);
  const info = {
    alert_severity: 'WARNING',
    alert_status: 'ACTIVE',
    alert_type: `TYPE_${String(body)}`,
    alert_description: 'Something is to be done.',
  };
  const alert = changeOf('account_alerts', {
    entity_type: 'CURRENT_STATUS_ID',
    entity_id: 1,
    alert_info: info,
  });
  return JSON.stringify(
    bodyOf(
      [
        ...people.map((person) => statusOf(person, 'delivered', body)),
        ...(body === 0 ? [] : people.map((person) => statusOf(person - peoplePerBody, 'read', body))),
        ...(hasAlert(body) ? [alert] : []),
      ],
      seconds(body),
    ),
  );
});
