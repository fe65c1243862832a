import { hash as digestOf } from 'node:crypto';
import type { LedgerFact } from '../../../domain/ledger/fact.js';
import type { Identifier } from '../../../domain/ledger/identifier.js';
import type { PortfolioId } from '../../../domain/snapshot.js';
import { instantOf, SECOND } from '../../../domain/time.js';

/** So many bytes of a hash never meet by chance, for people and for the messages of one person. */
const identityBytes = 16;
export const messageBytes = 8;

/**
 * Facts with keyed hashes for whoever and whatever they name, as binary text. A message id holds the phone too. The same
 * person has other hashes in another portfolio. Times are cut to the second.
 */
export function hashedFacts(
  facts: readonly LedgerFact[],
  portfolio: PortfolioId,
  secret: Buffer,
): readonly LedgerFact[] {
  const known = new Map<string, string>();
  // A key before the text is a sound key for SHA-3. https://keccak.team/keccak_strengths.html
  const key = `${secret.toString('hex')}${portfolio}\n`;
  const hash = (text: string, bytes: number): string => {
    const done = known.get(text);
    if (done !== undefined) return done;
    const hashed = digestOf('sha3-256', key + text, 'binary').slice(0, bytes);
    known.set(text, hashed);
    return hashed;
  };
  const people = (identifiers: readonly Identifier[]): readonly Identifier[] =>
    identifiers.map((identifier) => hash(identifier, identityBytes) as Identifier);
  return facts.map((fact): LedgerFact => {
    switch (fact.kind) {
      case 'status':
        return {
          ...fact,
          at: instantOf(Math.floor(fact.at / SECOND) * SECOND),
          identifiers: people(fact.identifiers),
          message: hash(`message:${fact.number}\n${fact.message}`, messageBytes),
        };
      case 'inbound':
      case 'call':
        return {
          ...fact,
          at: instantOf(Math.floor(fact.at / SECOND) * SECOND),
          identifiers: people(fact.identifiers),
        };
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
    const named = fact.kind === 'change' ? [...fact.before, ...fact.after] : fact.identifiers;
    for (const hash of named) all.add(hash);
  }
  return [...all];
}
