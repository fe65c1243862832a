import type { AskFact } from '../ledger/fact.js';
import type { Message } from '../ledger/message.js';
import type { NumberId } from '../snapshot.js';
import { HOUR, hourOf, type Instant } from '../time.js';
import type { CountName, SignalCounts } from './counts.js';

/** What is to be added to the counts of one number in one hour; may be negative. */
export interface HourCounts {
  readonly number: NumberId;
  readonly hour: Instant;
  readonly counts: Partial<SignalCounts>;
}

/** People who read a message within this time of its delivery read it soon. */
const soon = 3 * HOUR;

type Counting = Partial<Record<CountName, number>>;

/** Adds up what messages and requests count for. */
export interface SignalTally {
  /** Counts a message once more, or (-1) no more. */
  message(message: Message, times: 1 | -1): void;
  ask(fact: AskFact): void;
  /** All that is not zero. */
  sums(): readonly HourCounts[];
}

/** An empty tally. */
export function signalTally(): SignalTally {
  const hours = new Map<NumberId, Map<Instant, Counting>>();
  /** Messages of one number and hour mostly come one after the other. */
  let last: { readonly number: NumberId; readonly hour: Instant; readonly counts: Counting } | null = null;
  const countsAt = (number: NumberId, at: Instant): Counting => {
    const hour = hourOf(at);
    if (last?.number === number && last.hour === hour) return last.counts;
    const ofNumber = hours.get(number) ?? new Map<Instant, Counting>();
    hours.set(number, ofNumber);
    const counts = ofNumber.get(hour) ?? {};
    ofNumber.set(hour, counts);
    last = { number, hour, counts };
    return counts;
  };
  const add = (counts: Counting, name: CountName, times: number): void => {
    counts[name] = (counts[name] ?? 0) + times;
  };
  return {
    message({ number, sent, delivered, last, read, failed, service, group }, times) {
      // What people are answered says nothing of what they are sent unasked.
      if (service || group) return;
      const counts = countsAt(number, sent ?? delivered ?? last);
      add(counts, 'sent', times);
      if (delivered !== null) add(counts, 'delivered', times);
      else if (failed !== null) add(counts, failed, times);
      if (read && delivered !== null && last - delivered <= soon) add(counts, 'readSoon', times);
    },
    ask: ({ number, at, ask }) => add(countsAt(number, at), ask === 'stop' ? 'stops' : 'optOuts', 1),
    sums() {
      const all: HourCounts[] = [];
      for (const [number, ofNumber] of hours)
        for (const [hour, counts] of ofNumber)
          if (Object.values(counts).some((count) => count !== 0)) all.push({ number, hour, counts });
      return all;
    },
  };
}
