import type { FailureKind } from '../signals/failure.js';
import type { NumberId, WabaId } from '../snapshot.js';
import type { Instant } from '../time.js';
import type { Identifier } from './identifier.js';

/** Which number of which account a fact is about, and when Meta says it was; to the second. */
interface Told {
  readonly waba: WabaId;
  readonly number: NumberId;
  readonly at: Instant;
}

/** What became of a message to a user. `accepted` and held messages are no facts. */
export type DeliveryStatus = 'sent' | 'delivered' | 'read' | 'played' | 'failed';

/** One status of one message, told in any order and as often as Meta likes. */
export interface StatusFact extends Told {
  readonly kind: 'status';
  /** Meta's id of the message, which is one message only together with the number. */
  readonly message: string;
  readonly status: DeliveryStatus;
  /** The recipient; in a group the participant. Empty: names nobody and changes nothing. */
  readonly identifiers: readonly Identifier[];
  /** Why it failed; null where it did not. */
  readonly failure: FailureKind | null;
  /** Whether it went to a group (`recipient_type: group`, or a participant is named). */
  readonly group: boolean;
  /** Meta's words as they came; null where absent. */
  readonly pricing: Pricing;
}

/** What a status says of its price: `pricing.type`, `pricing.category` and `conversation.origin.type`. */
export interface Pricing {
  readonly type: string | null;
  readonly category: string | null;
  readonly origin: string | null;
}

/** A message from a user. Changes of an identifier are facts of their own. */
export interface InboundFact extends Told {
  readonly kind: 'inbound';
  /** Meta's `type` as it came, such as `text` or `reaction`; which ones open a window is decided later. */
  readonly type: string;
  readonly identifiers: readonly Identifier[];
  /** Whether it was written in a group (`group_id`). */
  readonly group: boolean;
}

/** A call with a user: Meta's `event` and `direction` as they came. */
export interface CallFact extends Told {
  readonly kind: 'call';
  readonly event: string;
  readonly direction: string;
  readonly identifiers: readonly Identifier[];
}

/** Identifiers that one object gives to one person. Those of a status or message are told by that fact itself. */
export interface ContactFact {
  readonly kind: 'contact';
  readonly identifiers: readonly Identifier[];
}

/** `user_changed_number` or `user_changed_user_id`: what a user was called, and is called now. */
export interface ChangeFact {
  readonly kind: 'change';
  readonly before: readonly Identifier[];
  readonly after: readonly Identifier[];
}

/** That somebody wants fewer messages: in words of their own (`stop`), or by WhatsApp's switch for marketing (`opt-out`). */
export interface AskFact extends Told {
  readonly kind: 'ask';
  readonly ask: 'stop' | 'opt-out';
  /** The same for a repeat. Personal data. */
  readonly key: string;
}

/**
 * What webhooks say that may bear on who was reached, and how people take it. Facts are a set: repeats and order change
 * nothing.
 */
export type LedgerFact = StatusFact | InboundFact | CallFact | ContactFact | ChangeFact | AskFact;
