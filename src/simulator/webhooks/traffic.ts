import { digitsIn } from '../insight-name.js';
import type { Story } from '../story.js';
import { worldAt } from '../story.js';
import type { SimSend } from '../volume.js';
import { deliveriesBetween } from '../volume.js';
import type { SimNumber, SimWaba } from '../world.js';
import { personAt, receiverOf, type SimPerson } from './person.js';
import { drawn } from './seeded.js';
import type { Update } from './update.js';

const second = 1_000;
/** A delivery's events happen at most so long before it, and so long after it. */
const earliest = 60 * second;
const latest = 600 * second;
/**
 * Parts of all deliveries: read, read at once, with a failed one, with a call. Those read at once are never told as
 * delivered.
 */
const shares = { read: 0.6, readAtOnce: 0.05, failed: 0.02, called: 0.02 } as const;
const failedTo = 900_000;

interface Delivery {
  readonly waba: SimWaba;
  readonly number: SimNumber;
  readonly send: SimSend;
  /** Names the message, and seeds all about it. */
  readonly key: string;
  readonly at: number;
  readonly person: SimPerson;
}

/** What people and their phones did in `(from, to]`, by time: as many deliveries as insights count. */
export function trafficBetween(story: Story, from: number, to: number): readonly Update[] {
  const found: Update[] = [];
  for (const { wabas } of worldAt(story, to).portfolios) {
    for (const waba of wabas) {
      for (const number of waba.numbers) {
        for (const [order, send] of story.sendsOf(number.id).entries()) {
          for (const { index, at } of deliveriesBetween(send, from - latest, to + earliest)) {
            const key = `${number.id}-${String(order)}-${String(index)}`;
            found.push(...about({ waba, number, send, key, at, person: receiverOf(send, index) }));
          }
        }
      }
    }
  }
  return found.filter(({ at }) => at > from && at <= to).sort((a, b) => a.at - b.at);
}

function about(delivery: Delivery): readonly Update[] {
  const { key, at, send } = delivery;
  const sentAt = at - Math.ceil(second * (0.5 + drawn(key, 'way')));
  const wroteAt = sentAt - Math.ceil(second * (10 + 20 * drawn(key, 'answer')));
  const isAnswer = send.type === 'FREE_CUSTOMER_SERVICE';
  return [
    ...(isAnswer ? inbound(delivery, wroteAt) : []),
    ...(isAnswer && drawn(key, 'call') < shares.called ? calls(delivery, wroteAt - second) : []),
    status(delivery, 'sent', sentAt),
    ...arrived(delivery),
    ...(drawn(key, 'failed') < shares.failed ? failed(delivery, sentAt) : []),
  ];
}

function arrived(delivery: Delivery): readonly Update[] {
  const { key, at } = delivery;
  const chance = drawn(key, 'read');
  if (chance < shares.readAtOnce) return [status(delivery, 'read', at)];
  const told = status(delivery, 'delivered', at);
  const readAt = at + Math.ceil((latest - second) * drawn(key, 'later'));
  return chance < shares.read ? [told, status(delivery, 'read', readAt)] : [told];
}

/** A message of the same kind to somebody whom it never reached. */
function failed(delivery: Delivery, sentAt: number): readonly Update[] {
  const person = personAt(failedTo + Math.floor(drawn(delivery.key, 'who') * 50_000));
  const other: Delivery = { ...delivery, key: `${delivery.key}-f`, person };
  return [status(other, 'sent', sentAt), status(other, 'failed', delivery.at)];
}

function status(delivery: Delivery, word: string, at: number): Update {
  const { person, send, key } = delivery;
  const isFree = send.type !== 'REGULAR';
  const type = send.type.toLowerCase();
  const category = send.category.toLowerCase();
  // Meta tells the price with `sent` and with one of the later ones.
  const pricing = { billable: !isFree, pricing_model: 'PMP', type, category };
  const item = {
    id: messageId(key),
    status: word,
    timestamp: seconds(at),
    recipient_id: person.phone,
    ...(word === 'failed' ? { errors: [undelivered] } : { recipient_user_id: person.userId }),
    ...(word === 'sent' || word === 'delivered' ? { pricing } : {}),
  };
  return update(delivery, 'messages', at, {
    ...(word === 'failed' ? {} : { contacts: contactsOf(person) }),
    statuses: [item],
  });
}

const undelivered = {
  code: 131_026,
  title: 'Message undeliverable',
  message: 'Message undeliverable',
  error_data: { details: 'Message Undeliverable.' },
};

function inbound(delivery: Delivery, at: number): readonly Update[] {
  const { person, key } = delivery;
  const message = {
    from: person.phone,
    from_user_id: person.userId,
    id: messageId(`${key}-in`),
    timestamp: seconds(at),
    type: 'text',
    text: { body: 'Apakah barangnya masih ada?' },
  };
  return [update(delivery, 'messages', at, { contacts: contactsOf(person), messages: [message] })];
}

function calls(delivery: Delivery, at: number): readonly Update[] {
  const { person, number, key } = delivery;
  const call = {
    id: `wacid.${Buffer.from(key).toString('base64url')}`,
    from: person.phone,
    from_user_id: person.userId,
    to: digitsIn(number.display),
    timestamp: seconds(at),
    direction: 'USER_INITIATED',
  };
  const told = (more: object): Update =>
    update(delivery, 'calls', at, { contacts: contactsOf(person), calls: [{ ...call, ...more }] });
  return [told({ event: 'connect' }), told({ event: 'terminate', status: 'COMPLETED', duration: 0 })];
}

function update({ waba, number }: Delivery, field: string, at: number, more: object): Update {
  const metadata = { display_phone_number: digitsIn(number.display), phone_number_id: number.id };
  return { at, wabaId: waba.id, field, value: { messaging_product: 'whatsapp', metadata, ...more } };
}

const seconds = (at: number): string => String(Math.floor(at / second));
const messageId = (key: string): string => `wamid.${Buffer.from(key).toString('base64url')}`;
const contactsOf = ({ phone, userId }: SimPerson): readonly object[] => [{ wa_id: phone, user_id: userId }];
