import { phoneIdentifier, userIdentifier, type Identifier } from '../../domain/ledger/identifier.js';
import { listOf, objectOf, textOf, type WireObject } from '../../kit/wire.js';

/** The people that a change's contacts name. */
export interface Contacts {
  /** All identifiers of whom an item is about: its own, and those of the contact that shares one. */
  of(own: readonly Identifier[]): readonly Identifier[];
  /** Those of contacts with several identifiers that no item was about. */
  others(): readonly (readonly Identifier[])[];
}

/**
 * The identifiers under some keys. What is no phone number is a business-scoped id, wherever it stands.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
 */
export function identifiersIn(from: WireObject, keys: readonly string[]): readonly Identifier[] {
  const found: Identifier[] = [];
  for (const key of keys) {
    const text = textOf(from[key]);
    const one = text === null ? null : identifierOf(text);
    if (one !== null && !found.includes(one)) found.push(one);
  }
  return found;
}

function identifierOf(text: string): Identifier | null {
  return /^\+?\d{5,20}$/.test(text) ? phoneIdentifier(text) : userIdentifier(text);
}

const contactKeys = ['wa_id', 'user_id', 'parent_user_id'];

/** Reads `contacts`. The only one belongs to the only item, whatever both are called. */
export function contactsIn(value: unknown, items: number): Contacts {
  const all: (readonly Identifier[])[] = [];
  for (const one of listOf(value) ?? []) {
    const contact = objectOf(one);
    const identifiers = contact ? identifiersIn(contact, contactKeys) : [];
    if (identifiers.length > 0) all.push(identifiers);
  }
  const [only] = all;
  return only !== undefined && all.length === 1 ? onlyContact(only, items === 1) : severalContacts(all);
}

/** Thousands of bodies hold nothing else, so this asks for no memory. */
function onlyContact(contact: readonly Identifier[], isTheirs: boolean): Contacts {
  let isUsed = false;
  return {
    of(own) {
      if (!isTheirs && !own.some((one) => contact.includes(one))) return own;
      isUsed = true;
      return contact.every((one) => own.includes(one)) ? own : [...new Set([...own, ...contact])];
    },
    others() {
      return isUsed || contact.length < 2 ? [] : [contact];
    },
  };
}

function severalContacts(all: readonly (readonly Identifier[])[]): Contacts {
  const byIdentifier = new Map<Identifier, Set<readonly Identifier[]>>();
  for (const contact of all) {
    for (const identifier of contact) {
      const sharing = byIdentifier.get(identifier) ?? new Set();
      byIdentifier.set(identifier, sharing.add(contact));
    }
  }
  const used = new Set<readonly Identifier[]>();
  return {
    of(own) {
      const sharing = own.flatMap((one) => [...(byIdentifier.get(one) ?? [])]);
      if (sharing.length === 0) return own;
      for (const contact of sharing) used.add(contact);
      return [...new Set([...own, ...sharing.flat()])];
    },
    others() {
      return all.filter((contact) => contact.length > 1 && !used.has(contact));
    },
  };
}
