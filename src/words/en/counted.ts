import type { Instant } from '../../domain/time.js';
import type { Moment } from '../format.js';
import { basics } from './basics.js';

const { number, moment: momentOf } = basics;

/** What is said of people who were counted one by one, in English. */
export const counted = {
  labels: { people: 'People counted', volume: "Meta's volume" },
  /** 6,120 of 10,000 used, counted exactly */
  exactly: (used: string): string => `${used}, counted exactly`,
  between: (atLeast: number, atMost: number): string => `${number(atLeast)} to ${number(atMost)}`,
  atLeast: (people: number): string => `at least ${number(people)}`,
  since: (at: Instant, moment: Moment): string => `counting since ${momentOf(at, moment)}`,
  exactFrom: (at: Instant, moment: Moment): string => `exact from ${momentOf(at, moment)} at the earliest`,
  unsure: 'the difference may not count',
  notTold: "Meta's webhooks do not cover every account at present",
  mayMiss: "Meta's volume is so much higher that deliveries may be missing here",
  /** at most 950, 16 % of Meta's volume: of what was counted nobody knows a number's part. */
  share: (percent: string, used: string): string => `${used}, ${percent} of Meta's volume`,
  shareOf: (name: string, percent: string): string => `${name}, ${percent} of Meta's volume`,
  /** 6,800, where a person counts once for each message */
  volume: (messages: number): string => `${number(messages)}, where a person counts once for each message`,
};
