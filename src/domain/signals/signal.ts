import type { SignalCounts } from './counts.js';
import { failureKinds, type FailureKind } from './failure.js';

/** One sign of how people take messages: how many there were, and of how many. */
export interface Signal {
  readonly name: SignalName;
  readonly count: (counts: SignalCounts) => number;
  readonly of: (counts: SignalCounts) => number;
  /** The share that there is always to be reckoned with, however seldom it was seen. */
  readonly least: number;
}

/** What each sign is called. */
export type SignalName =
  'kept-healthy' | 'spam-rate' | 'policy' | 'opted-out' | 'undeliverable' | 'stops' | 'opt-outs';

/** Messages that reached somebody, or still may. */
function reached(counts: SignalCounts): number {
  return failureKinds.reduce((left, kind) => left - counts[kind], counts.sent);
}

/** Of those that reached somebody or failed so: failures of another kind make this one neither less nor more. */
const failure = (name: SignalName, kind: FailureKind, least: number): Signal => ({
  name,
  count: (counts) => counts[kind],
  of: (counts) => reached(counts) + counts[kind],
  least,
});

/**
 * Every sign that is judged. Meta's experiment (130472) and a closed window (131047) say nothing of how messages are
 * taken. They are only counted.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export const signals: readonly Signal[] = [
  failure('kept-healthy', 'keptHealthy', 0.01),
  failure('spam-rate', 'spamRate', 0.001),
  failure('policy', 'policy', 0.001),
  failure('opted-out', 'optedOut', 0.0025),
  failure('undeliverable', 'undeliverable', 0.02),
  { name: 'stops', count: ({ stops }) => stops, of: reached, least: 0.002 },
  { name: 'opt-outs', count: ({ optOuts }) => optOuts, of: reached, least: 0.002 },
];
