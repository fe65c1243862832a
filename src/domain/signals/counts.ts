import { failureKinds } from './failure.js';

/**
 * What is counted of a number in each hour. Messages count in the hour they were sent: all, those delivered, those read
 * within three hours, and those not delivered, by kind. The rest counts in the hour Meta told of it.
 */
export const countNames = ['sent', 'delivered', 'readSoon', ...failureKinds, 'stops', 'optOuts'] as const;

/** The name of one count. */
export type CountName = (typeof countNames)[number];

/** How much of everything was counted. */
export type SignalCounts = Readonly<Record<CountName, number>>;

/** Counts of which nothing is left out. */
export function countsOf(counts: Partial<SignalCounts>): SignalCounts {
  return Object.fromEntries(countNames.map((name) => [name, counts[name] ?? 0])) as SignalCounts;
}

/** All of them together; nothing counted where there are none. */
export function sumOf(all: readonly SignalCounts[]): SignalCounts {
  return countsOf(
    Object.fromEntries(countNames.map((name) => [name, all.reduce((sum, counts) => sum + counts[name], 0)])),
  );
}
