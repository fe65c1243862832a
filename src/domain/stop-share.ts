import { countsOf, type SignalCounts } from './signals/counts.js';

/** How many of a number's readers of one day asked to be sent no more. */
export interface StopShare {
  /** Replies that ask for it, and opt-outs. */
  readonly requests: number;
  /** Messages that were read within three hours of their delivery. */
  readonly read: number;
  /** From 0 to 1. */
  readonly share: number;
}

/** A share of fewer readers says nothing. */
const enoughRead = 100;

/** The share of a day; null: too few read, or nothing is counted. */
export function stopShareOf(counts: SignalCounts | undefined): StopShare | null {
  const { stops, optOuts, readSoon } = counts ?? countsOf({});
  if (readSoon < enoughRead) return null;
  const requests = stops + optOuts;
  return { requests, read: readSoon, share: Math.min(1, requests / readSoon) };
}
