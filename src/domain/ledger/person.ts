import type { NumberId } from '../snapshot.js';
import type { Instant } from '../time.js';
import type { Message } from './message.js';

/** A service window of one number, from `from` and before `to`; unsure: it may not have opened at all. */
export interface ServiceWindow {
  readonly number: NumberId;
  readonly from: Instant;
  readonly to: Instant;
  readonly sure: boolean;
}

/** What is known of somebody under identifiers that surely are one person's. */
export interface Profile {
  /** Tells the profiles of one person apart; means nothing else. */
  readonly id: number;
  readonly messages: readonly Message[];
  readonly windows: readonly ServiceWindow[];
}

/** Profiles that may be one person, because one identifier was changed into the other; mostly one. */
export interface Person {
  readonly profiles: readonly Profile[];
}
