import { nothingHeard, type Heard } from './heard.js';
import type { BotBody } from './notification.js';
import { emptyOutbox, type Outbox } from './outbox.js';
import type { QueuedDigest } from './planned-digests.js';
import type { RouteTrouble } from './route-trouble.js';
import { stateVersion } from './state.js';
import type { Instant } from './time.js';

/** All that concerns no single portfolio, and is still to be said of it: one document, one write. */
export interface BotState {
  readonly version: typeof stateVersion;
  readonly outbox: Outbox<BotBody>;
  /** The last digests queued, with what the clock showed. By route, the oldest first. */
  readonly digestsQueued: Readonly<Record<string, readonly QueuedDigest[]>>;
  /** Routes whose channel refuses for good, since when. */
  readonly broken: Readonly<Record<string, Instant>>;
  /** Routes in trouble, and who heard of it. */
  readonly routeTroubles: Readonly<Record<string, RouteTrouble>>;
  /** Which webhooks came, and when. */
  readonly heard: Heard;
}

/** The state of a bot that has said nothing yet. */
export const freshBotState: BotState = {
  version: stateVersion,
  outbox: emptyOutbox,
  digestsQueued: {},
  broken: {},
  routeTroubles: {},
  heard: nothingHeard,
};
