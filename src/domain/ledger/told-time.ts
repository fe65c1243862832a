import { instantOf, MINUTE, SECOND, type Instant } from '../time.js';

/** How far ahead of our clock a webhook's time may be. */
const mostAhead = 5 * MINUTE;

/** When something happened, and whether Meta's time was too far ahead to be believed. */
export interface ToldTime {
  readonly at: Instant;
  readonly ahead: boolean;
}

/** A webhook's `timestamp`, in seconds; the second of arrival where it is over 5 minutes ahead of that. */
export function toldTime(timestamp: number, arrived: Instant): ToldTime {
  const ahead = timestamp * SECOND > arrived + mostAhead;
  const seconds = ahead ? Math.floor(arrived / SECOND) : Math.floor(timestamp);
  return { at: instantOf(seconds * SECOND), ahead };
}
