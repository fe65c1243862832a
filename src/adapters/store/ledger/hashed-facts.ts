import { hash as digestOf } from 'node:crypto';
import type { LedgerFact } from '../../../domain/ledger/fact.js';
import type { Identifier } from '../../../domain/ledger/identifier.js';
import type { PortfolioId } from '../../../domain/snapshot.js';
import { instantOf, SECOND } from '../../../domain/time.js';

/** So many characters of a hash in base64 are 72 bits. No two of a hundred million people meet there by chance. */
const identityLength = 12;
/** So many bytes of a hash tell the messages of one person apart. */
export const messageBytes = 8;

/**
 * Facts with keyed hashes in place of people, in base64, and of messages, in binary: a message id holds the phone too. The
 * same person has other hashes in another portfolio. Times are cut to the second.
 */
export function hashedFacts(
  facts: readonly LedgerFact[],
  portfolio: PortfolioId,
  secret: Buffer,
): readonly LedgerFact[] {
  const known = new Map<Identifier, Identifier>();
  // A key before the text is a sound key for SHA-3. https://keccak.team/keccak_strengths.html
  const key = `${secret.toString('base64')}${portfolio}\n`;
  const hash = (text: string, as: 'base64' | 'binary', length: number): string =>
    digestOf('sha3-256', key + text, as).slice(0, length);
  const person = (identifier: Identifier): Identifier => {
    const done = known.get(identifier);
    if (done !== undefined) return done;
    const hashed = hash(identifier, 'base64', identityLength) as Identifier;
    known.set(identifier, hashed);
    return hashed;
  };
  const people = (identifiers: readonly Identifier[]): readonly Identifier[] => identifiers.map(person);
  return facts.map((fact): LedgerFact => {
    switch (fact.kind) {
      case 'status': {
        // Written out, since to spread a thousand of them takes longer than to hash them.
        const { waba, number, status, failure, group, pricing } = fact;
        const at = instantOf(Math.floor(fact.at / SECOND) * SECOND);
        const identifiers = people(fact.identifiers);
        const message = hash(`message:${fact.message}`, 'binary', messageBytes);
        return { kind: 'status', waba, number, at, message, status, failure, identifiers, group, pricing };
      }
      case 'inbound':
      case 'call':
        return {
          ...fact,
          at: instantOf(Math.floor(fact.at / SECOND) * SECOND),
          identifiers: people(fact.identifiers),
        };
      case 'ask':
        return { ...fact, key: hash(`ask:${fact.key}`, 'base64', identityLength) };
      case 'contact':
        return { ...fact, identifiers: people(fact.identifiers) };
      case 'change':
        return { ...fact, before: people(fact.before), after: people(fact.after) };
    }
  });
}

/** The hashes of everybody whom hashed facts name, each once. */
export function hashesIn(facts: readonly LedgerFact[]): readonly string[] {
  const all = new Set<string>();
  for (const fact of facts) {
    if (fact.kind === 'ask') continue;
    const named = fact.kind === 'change' ? [...fact.before, ...fact.after] : fact.identifiers;
    for (const hash of named) all.add(hash);
  }
  return [...all];
}
