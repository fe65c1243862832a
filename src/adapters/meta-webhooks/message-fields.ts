import type { DeliveryStatus, LedgerFact } from '../../domain/ledger/fact.js';
import { toldTime } from '../../domain/ledger/told-time.js';
import { failureKindOf } from '../../domain/signals/failure.js';
import type { StopReader } from '../../domain/signals/stop-phrases.js';
import type { NumberId, WabaId } from '../../domain/snapshot.js';
import type { Instant } from '../../domain/time.js';
import { countedFields } from '../../domain/webhook-subscription.js';
import { idOf, listOf, numberOf, objectOf, textOf, type WireObject } from '../../kit/wire.js';
import { oddOf, type Odd } from './odds.js';
import { contactsIn, identifiersIn, type Contacts } from './people.js';

/** Where facts go, and what came with them. */
interface FactReading {
  readonly waba: WabaId;
  readonly now: Instant;
  readonly facts: LedgerFact[];
  readonly odds: Odd[];
  readonly asksToStop: StopReader;
}

/** The fields that tell who was reached; a number that an agent of Meta's handles tells it in `standby`. */
type FactField = (typeof countedFields)[number];

/** Whether a field tells who was reached. */
export function isFactField(field: string): field is FactField {
  return countedFields.some((one) => one === field);
}

const none: readonly unknown[] = [];

interface Place extends FactReading {
  readonly field: FactField;
  readonly number: NumberId;
  readonly contacts: Contacts;
}

/**
 * Reads statuses, messages and calls; one that is unreadable leaves the others as they are.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
export function factsFrom(field: FactField, value: WireObject, reading: FactReading): void {
  const inner = objectOf(value['standby']) ?? value;
  const metadata = objectOf(value['metadata']) ?? objectOf(inner['metadata']);
  const number = idOf(metadata?.['phone_number_id']);
  // What becomes of a call is told as a status too.
  const statuses = field === 'calls' ? none : (listOf(inner['statuses']) ?? none);
  const messages = listOf(inner['messages']) ?? none;
  const calls = listOf(inner['calls']) ?? none;
  const items = statuses.length + messages.length + calls.length;
  if (items === 0) return;
  if (number === null) {
    reading.odds.push(oddOf('unreadable', `${field}.metadata`));
    return;
  }
  const contacts = contactsIn(inner['contacts'] ?? value['contacts'], items);
  const { waba, now, facts, odds, asksToStop } = reading;
  const place: Place = { waba, now, facts, odds, asksToStop, field, number: number as NumberId, contacts };
  readAll(statuses, 'statuses', place, statusFact);
  readAll(messages, 'messages', place, messageFact);
  readStops(messages, place);
  readAll(calls, 'calls', place, callFact);
  for (const identifiers of contacts.others()) facts.push({ kind: 'contact', identifiers });
}

/** What an item says; null: unreadable; undefined: nothing that counts. */
type ItemReader = (item: WireObject, at: Instant, place: Place) => LedgerFact | null | undefined;

function readAll(items: readonly unknown[], list: string, place: Place, read: ItemReader): void {
  const { field, facts, odds, now } = place;
  for (const one of items) {
    const item = objectOf(one);
    const seconds = numberOf(item?.['timestamp']);
    const told = seconds === null || !isTime(seconds) ? null : toldTime(seconds, now);
    const fact = item && told && read(item, told.at, place);
    if (told?.ahead) odds.push(oddOf('unreadable', `${field}.${list}.timestamp`));
    if (fact) facts.push(fact);
    else if (fact === null) odds.push(oddOf('unreadable', `${field}.${list}`));
  }
}

/** Whether a date can be made of so many seconds since 1970. */
function isTime(seconds: number): boolean {
  return seconds >= 0 && seconds <= 8.64e12;
}

const statuses: Readonly<Record<string, DeliveryStatus>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'played',
  failed: 'failed',
};
const recipientKeys = ['recipient_id', 'recipient_user_id', 'recipient_parent_user_id', 'parent_user_id'];
const participantKeys = [
  'recipient_participant_id',
  'recipient_participant_user_id',
  'recipient_participant_parent_user_id',
];

function statusFact(item: WireObject, at: Instant, place: Place): LedgerFact | null | undefined {
  const message = textOf(item['id']);
  const word = textOf(item['status']);
  if (message === null || word === null) return null;
  const status = Object.hasOwn(statuses, word) ? statuses[word] : undefined;
  if (status === undefined) {
    place.odds.push(oddOf('unknown', `${place.field}.status`, word));
    return undefined;
  }
  const participant = identifiersIn(item, participantKeys);
  const group = item['recipient_type'] === 'group' || participant.length > 0;
  const own = group ? participant : identifiersIn(item, recipientKeys);
  const pricing = objectOf(item['pricing']);
  const origin = objectOf(objectOf(item['conversation'])?.['origin']);
  return {
    kind: 'status',
    waba: place.waba,
    number: place.number,
    at,
    message,
    status,
    failure: status === 'failed' ? failureKindOf(errorIn(item)) : null,
    identifiers: own.length === 0 && group ? [] : place.contacts.of(own),
    group,
    pricing: {
      type: textOf(pricing?.['type']),
      category: textOf(pricing?.['category']),
      origin: textOf(origin?.['type']),
    },
  };
}

/** The code of the first error; null: none is told. */
function errorIn(item: WireObject): number | null {
  return numberOf(objectOf(listOf(item['errors'])?.[0])?.['code']);
}

/** Tells of the messages that ask to be sent nothing more. Their text goes no further than this. */
function readStops(messages: readonly unknown[], { waba, number, now, facts, asksToStop }: Place): void {
  for (const one of messages) {
    const item = objectOf(one);
    const key = textOf(item?.['id']);
    const seconds = numberOf(item?.['timestamp']);
    if (item === null || key === null || seconds === null || !isTime(seconds)) continue;
    const text =
      textOf(objectOf(item['text'])?.['body']) ??
      textOf(objectOf(item['button'])?.['text']) ??
      repliedIn(item);
    if (text === null || textOf(item['group_id']) !== null || !asksToStop(text)) continue;
    facts.push({ kind: 'ask', waba, number, at: toldTime(seconds, now).at, ask: 'stop', key });
  }
}

function repliedIn(item: WireObject): string | null {
  const reply = objectOf(item['interactive']);
  return (
    textOf(objectOf(reply?.['button_reply'])?.['title']) ?? textOf(objectOf(reply?.['list_reply'])?.['title'])
  );
}

const senderKeys = ['from', 'from_user_id', 'from_parent_user_id'];

function messageFact(item: WireObject, at: Instant, place: Place): LedgerFact | null {
  const type = textOf(item['type']);
  if (type === null) return null;
  const own = identifiersIn(item, senderKeys);
  if (type === 'system') {
    const change = changeFact(item, own);
    if (change) return change;
  }
  const identifiers = place.contacts.of(own);
  const group = textOf(item['group_id']) !== null;
  return { kind: 'inbound', waba: place.waba, number: place.number, at, type, identifiers, group };
}

const changes: ReadonlySet<string> = new Set([
  'user_changed_number',
  'user_changed_user_id',
  'customer_changed_number',
]);
const beforeKeys = ['previous_user_id', 'previous_parent_user_id'];
const afterKeys = ['wa_id', 'new_wa_id', 'user_id', 'parent_user_id'];

/** That somebody is called otherwise from now on; null when the message says something else. */
function changeFact(item: WireObject, sender: readonly LedgerIdentifier[]): LedgerFact | null {
  const system = objectOf(item['system']);
  if (system === null || !changes.has(textOf(system['type']) ?? '')) return null;
  const after = identifiersIn(system, afterKeys);
  const before = [...identifiersIn(system, beforeKeys), ...sender.filter((one) => !after.includes(one))];
  return { kind: 'change', before: [...new Set(before)], after };
}

type LedgerIdentifier = ReturnType<typeof identifiersIn>[number];

function callFact(item: WireObject, at: Instant, place: Place): LedgerFact | null {
  const event = textOf(item['event']);
  const direction = textOf(item['direction']);
  if (event === null || direction === null) return null;
  const isTheirs = direction === 'USER_INITIATED';
  const own = identifiersIn(item, isTheirs ? senderKeys : ['to', 'to_user_id', 'to_parent_user_id']);
  const identifiers = place.contacts.of(own);
  return { kind: 'call', waba: place.waba, number: place.number, at, event, direction, identifiers };
}
