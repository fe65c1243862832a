import { phoneIdentifier, userIdentifier, type Identifier } from '../../domain/ledger/identifier.js';
import { listOf, objectOf, textOf, type WireObject } from '../../kit/wire.js';

/** The people that a change's contacts name. */
export interface Contacts {
  /** All identifiers of whom an item is about: its own, and those of the contact that shares one. */
  of(own: readonly Identifier[]): readonly Identifier[];
  /** Those of contacts with several identifiers that no item was about. */
  others(): readonly (readonly Identifier[])[];
}

const none: readonly Identifier[] = [];

/**
 * The identifiers under some keys. What is no phone number is a business-scoped id, wherever it stands.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
 */
export function identifiersIn(from: WireObject, keys: readonly string[]): readonly Identifier[] {
  // An array that grows from nothing takes room for sixteen at once, and there are thousands of them.
  let found = none;
  for (const key of keys) {
    const text = textOf(from[key]);
    const one = text === null ? null : identifierOf(text);
    if (one !== null && !found.includes(one)) found = found.length === 0 ? [one] : [...found, one];
  }
  return found;
}

function identifierOf(text: string): Identifier | null {
  return /^\+?\d{5,20}$/.test(text) ? phoneIdentifier(text) : userIdentifier(text);
}

const contactKeys = ['wa_id', 'user_id', 'parent_user_id'];

/** Reads `contacts`. The only one belongs to the only item, whatever both are called. */
export function contactsIn(value: unknown, items: number): Contacts {
  const list = listOf(value) ?? [];
  if (list.length === 1) return onlyContact(contactIn(list[0]), items === 1);
  const all = list.map(contactIn).filter((identifiers) => identifiers.length > 0);
  const [only] = all;
  return only !== undefined && all.length === 1 ? onlyContact(only, items === 1) : severalContacts(all);
}

function contactIn(value: unknown): readonly Identifier[] {
  const contact = objectOf(value);
  return contact ? identifiersIn(contact, contactKeys) : none;
}

/** Thousands of bodies hold nothing else, so this asks for no memory. */
function onlyContact(contact: readonly Identifier[], isTheirs: boolean): Contacts {
  let isUsed = false;
  return {
    of(own) {
      if (!isTheirs && !own.some((one) => contact.includes(one))) return own;
      isUsed = true;
      const more = contact.filter((one) => !own.includes(one));
      return more.length === 0 ? own : [...own, ...more];
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
