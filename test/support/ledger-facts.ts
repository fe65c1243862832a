import type {
  CallFact,
  ChangeFact,
  ContactFact,
  DeliveryStatus,
  InboundFact,
  Pricing,
  StatusFact,
} from '../../src/domain/ledger/fact.js';
import type { Identifier } from '../../src/domain/ledger/identifier.js';
import type { FailureKind } from '../../src/domain/signals/failure.js';
import type { NumberId, WabaId } from '../../src/domain/snapshot.js';
import { instantOf, type Instant } from '../../src/domain/time.js';
import { noon } from './looks.js';

/** An identifier, as the parser makes them: `phone:628…`, `user:ID.…`. */
function ids(...texts: readonly string[]): readonly Identifier[] {
  return texts as readonly Identifier[];
}

const told = { waba: '102290129340398' as WabaId, number: '106540352242922' as NumberId };
const noPrice: Pricing = { type: null, category: null, origin: null };

/** Facts about one user. `seconds` count from noon. */
export function facts(...names: readonly string[]): {
  status(
    status: DeliveryStatus,
    message: string,
    seconds: number,
    more?: { number?: string; pricing?: Partial<Pricing>; group?: boolean; failure?: FailureKind },
  ): StatusFact;
  wrote(seconds: number, more?: { number?: string; type?: string; group?: boolean }): InboundFact;
  called(seconds: number, more?: { event?: string; direction?: string }): CallFact;
  seenAs(...more: readonly string[]): ContactFact;
  became(...after: readonly string[]): ChangeFact;
} {
  const identifiers = ids(...names);
  const at = (seconds: number): { at: Instant } => ({ at: instantOf(noon + seconds * 1_000) });
  const by = (number: string | undefined): typeof told => ({
    ...told,
    ...(number === undefined ? {} : { number: number as NumberId }),
  });
  return {
    status: (
      status,
      message,
      seconds,
      { number, pricing, group = false, failure = 'otherFailure' } = {},
    ) => ({
      kind: 'status',
      ...by(number),
      ...at(seconds),
      message,
      status,
      failure: status === 'failed' ? failure : null,
      identifiers,
      group,
      pricing: { ...noPrice, ...pricing },
    }),
    wrote: (seconds, { number, type = 'text', group = false } = {}) => ({
      kind: 'inbound',
      ...by(number),
      ...at(seconds),
      type,
      identifiers,
      group,
    }),
    called: (seconds, { event = 'connect', direction = 'USER_INITIATED' } = {}) => ({
      kind: 'call',
      ...told,
      ...at(seconds),
      event,
      direction,
      identifiers,
    }),
    seenAs: (...more) => ({ kind: 'contact', identifiers: [...identifiers, ...ids(...more)] }),
    became: (...after) => ({ kind: 'change', before: identifiers, after: ids(...after) }),
  };
}
