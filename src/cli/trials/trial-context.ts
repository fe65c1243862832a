import type { Configuration } from '../../../config/configuration.js';
import type { OpenGraphSource } from '../../adapters/graph/graph-source.js';
import type { TakenLook } from '../../app/poll.js';
import type { ChatPlatform, Clock, Trial } from '../../ports.js';
import type { Disk } from './disk.js';

/** What trials may look at. */
export interface TrialContext {
  readonly configuration: Configuration;
  readonly graph: OpenGraphSource;
  /** One look at each portfolio whose token is set. */
  readonly looks: readonly TakenLook[];
  /** The chats that are set up. */
  readonly chats: readonly ChatPlatform[];
  /** Whether a bot is running with this store. */
  readonly botRuns: boolean;
  readonly disk: Disk;
  readonly clock: Clock;
}

/** Tries one thing, changes nothing and never throws. One line for each fault. */
export type TrialOf = (context: TrialContext) => readonly Trial[] | Promise<readonly Trial[]>;

/** A trial that went well. */
export function well(what: string, say: Trial['say']): Trial {
  return { what, ok: true, say };
}

/** A trial that found something to fix. */
export function toFix(what: string, say: Trial['say']): Trial {
  return { what, ok: false, say };
}
