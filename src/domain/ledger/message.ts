import type { NumberId } from '../snapshot.js';
import { joinedFailures, type FailureKind } from '../signals/failure.js';
import { instantOf, type Instant } from '../time.js';
import type { Pricing, StatusFact } from './fact.js';

/** All that was told of one message to one person. */
export interface Message {
  readonly key: string;
  readonly number: NumberId;
  readonly group: boolean;
  /** The earliest time told of each; null: not told. */
  readonly sent: Instant | null;
  readonly delivered: Instant | null;
  /** Why it was not delivered, at least not to each device; null: nothing failed. */
  readonly failed: FailureKind | null;
  readonly read: boolean;
  /** Its price says that it went into a service window. */
  readonly service: boolean;
  /** Its price says that it came of an advertisement or another free entry point. */
  readonly freeEntry: boolean;
  /** The latest time told. */
  readonly last: Instant;
}

/** The message as one status tells it. */
export function messageOf({ message, number, group, status, at, failure, pricing }: StatusFact): Message {
  const isRead = status === 'read' || status === 'played';
  const service = isService(pricing);
  return {
    key: message,
    number,
    group,
    sent: status === 'sent' ? at : null,
    delivered: isRead || status === 'delivered' ? at : null,
    failed: status === 'failed' ? (failure ?? 'otherFailure') : null,
    read: isRead,
    service,
    freeEntry: !service && isFreeEntry(pricing),
    last: at,
  };
}

/** Whether both tell of one message: a message is known by its number and its id. */
export function isSameMessage(a: Message, b: Message): boolean {
  return a.key === b.key && a.number === b.number && a.group === b.group;
}

/** What both tell; the very first one when the other adds nothing. */
export function joinedMessages(a: Message, b: Message): Message {
  const joined: Message = {
    key: a.key,
    number: a.number,
    group: a.group,
    sent: earlier(a.sent, b.sent),
    delivered: earlier(a.delivered, b.delivered),
    failed: joinedFailures(a.failed, b.failed),
    read: a.read || b.read,
    service: a.service || b.service,
    freeEntry: a.freeEntry || b.freeEntry,
    last: instantOf(Math.max(a.last, b.last)),
  };
  const isSame =
    joined.sent === a.sent &&
    joined.delivered === a.delivered &&
    joined.failed === a.failed &&
    joined.read === a.read &&
    joined.service === a.service &&
    joined.freeEntry === a.freeEntry &&
    joined.last === a.last;
  return isSame ? a : joined;
}

function isService({ type, category, origin }: Pricing): boolean {
  return is(type, 'free_customer_service') || is(category, 'service') || is(origin, 'service');
}

function isFreeEntry({ type, category, origin }: Pricing): boolean {
  return (
    is(type, 'free_entry_point') || is(category, 'referral_conversion') || is(origin, 'referral_conversion')
  );
}

function is(word: string | null, wanted: string): boolean {
  return word?.toLowerCase() === wanted;
}

function earlier(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a <= b ? a : b;
}
