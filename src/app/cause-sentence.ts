import type { SightCause } from '../domain/sight-cause.js';
import type { Instant } from '../domain/time.js';
import { usualWords } from '../words/index.js';
import { causeText } from '../words/trouble-text.js';

/** A cause as programs and operators read it: in English, its instants in UTC. */
export function causeSentence(cause: SightCause | undefined, now: Instant): string {
  const told = causeText(cause, usualWords, { zone: 'UTC', now });
  return told === '' ? 'No more is known.' : told;
}
