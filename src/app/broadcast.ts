import { canSend, type CanSend, type Capacity } from '../domain/can-send.js';
import { metaTime } from '../domain/meta-time.js';
import type { Instant } from '../domain/time.js';
import type { WatchedNumber } from './command.js';

/** The limit that a number's messages use, and what is used of it: its own where it owns one, else the portfolio's. */
export function capacityOf({ watched, number }: WatchedNumber): Capacity {
  const snapshot = watched.state.sight?.snapshot;
  const { limit, usage, series } = watched.rulebook.scope === 'portfolio' && snapshot ? snapshot : number;
  return { limit, usage, series };
}

/** Whether so many people may be written to from a number; `now` is by our clock. */
export function broadcastFrom(from: WatchedNumber, recipients: number, now: Instant): CanSend {
  return canSend(recipients, capacityOf(from), metaTime(now, from.watched.state.sight?.snapshot));
}
