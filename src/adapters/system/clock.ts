import { instantOf } from '../../domain/time.js';
import type { Clock } from '../../ports.js';

/** The computer's clock. */
export const systemClock: Clock = { now: () => instantOf(Date.now()) };
