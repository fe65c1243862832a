import type { Receipt } from './thread.js';
import type { Instant } from './time.js';

/** A route that keeps alerts waiting or refuses messages. Also how readers of other routes hear of it. */
export interface RouteTrouble {
  readonly since: Instant;
  /** The routes that were asked to tell of it. */
  readonly askedOn: readonly string[];
  /** Where it was told. */
  readonly toldOn: readonly ToldOn[];
}

/** A message on a route that tells of another route's trouble. */
interface ToldOn {
  readonly route: string;
  readonly receipt: Receipt;
}
