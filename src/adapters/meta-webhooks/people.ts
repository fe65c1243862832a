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
  const found = new Set<Identifier>();
  for (const key of keys) {
    const text = textOf(from[key]);
    const one = text === null ? null : identifierOf(text);
    if (one !== null) found.add(one);
  }
  return [...found];
}

function identifierOf(text: string): Identifier | null {
  return /^\+?\d{5,20}$/.test(text) ? phoneIdentifier(text) : userIdentifier(text);
}

const contactKeys = ['wa_id', 'user_id', 'parent_user_id'];

/** Reads `contacts`. The only one belongs to the only item, whatever both are called. */
export function contactsIn(value: unknown, items: number): Contacts {
  const all = (listOf(value) ?? []).flatMap((one) => {
    const contact = objectOf(one);
    const identifiers = contact ? identifiersIn(contact, contactKeys) : [];
    return identifiers.length === 0 ? [] : [identifiers];
  });
  const byIdentifier = new Map<Identifier, Set<readonly Identifier[]>>();
  for (const contact of all) {
    for (const identifier of contact) {
      const sharing = byIdentifier.get(identifier) ?? new Set();
      byIdentifier.set(identifier, sharing.add(contact));
    }
  }
  const used = new Set<readonly Identifier[]>();
  const [only, ...more] = all;
  const isTheirs = items === 1 && only !== undefined && more.length === 0;
  return {
    of(own) {
      const sharing = isTheirs ? [only] : own.flatMap((one) => [...(byIdentifier.get(one) ?? [])]);
      if (sharing.length === 0) return own;
      for (const contact of sharing) used.add(contact);
      return [...new Set([...own, ...sharing.flat()])];
    },
    others: () => all.filter((contact) => contact.length > 1 && !used.has(contact)),
  };
}
