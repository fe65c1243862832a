import { broadcastAdvice, type BroadcastAdvice } from '../domain/broadcast-advice.js';
import { canSend, type CanSend, type Capacity } from '../domain/can-send.js';
import { metaTime } from '../domain/meta-time.js';
import type { StopShare } from '../domain/stop-share.js';
import type { Instant } from '../domain/time.js';
import type { UsualTraffic } from '../domain/usual-traffic.js';
import { whatIf, type PlannedBroadcast, type WhatIf } from '../domain/what-if.js';
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

/** What would become of a number's limit with a broadcast; `now` is by our clock, the broadcast's time by Meta's. */
export function broadcastLater(
  from: WatchedNumber,
  planned: PlannedBroadcast,
  usual: UsualTraffic | null,
  now: Instant,
): WhatIf {
  return whatIf(planned, capacityOf(from), usual, metaTime(now, from.watched.state.sight?.snapshot));
}

/** What to say beside whether a broadcast of a number fits; `now` is by our clock. */
export function adviceFor(
  { watched, number }: WatchedNumber,
  stops: StopShare | null,
  now: Instant,
): BroadcastAdvice {
  const { sight, incidents } = watched.state;
  const wabas = sight?.snapshot.wabas ?? [];
  return broadcastAdvice({ wabas }, incidents, number, stops, metaTime(now, sight?.snapshot));
}
