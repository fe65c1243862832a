import type { PortfolioId } from '../../../src/domain/snapshot.js';
import { HOUR } from '../../../src/domain/time.js';
import type { PortfolioPlan } from '../../../src/ports.js';
import { tokoMaju } from '../../support/asking.js';

/** What one process of the crash test is told, as JSON in its first argument. */
export interface Script {
  /** The STORE_URL. */
  readonly store: string;
  /** When the first look is due, in milliseconds since 1970; the same for every process of a life. */
  readonly start: number;
  readonly slack: { readonly apiUrl: string; readonly token: string; readonly channel: string };
  readonly discord: { readonly apiUrl: string; readonly token: string; readonly channel: string };
  /** A chat that says nothing for so long is given up, in milliseconds; absent: long enough for a busy machine. */
  readonly patience?: number;
  /** How far the clock of this process is ahead, in milliseconds; absent: it is right. */
  readonly clockAhead?: number;
  /** The step at which the process kills itself, counted from 1; 0: never. */
  readonly killAt: number;
}

/** What the looks of a life see of the number, one after the other. */
export const scenes = ['yellow', 'red', 'green', 'green', 'red', 'yellow', 'yellow'] as const;

/** What the looks of a burst see of each shop, one after the other. */
export const burstScenes = ['red', 'red', 'green', 'green'] as const;

/** The shops of a burst, each a portfolio of its own. */
export const burstShops: readonly PortfolioPlan[] = Array.from({ length: 7 }, (_, i) => ({
  ...tokoMaju,
  id: `shop-${String(i)}` as PortfolioId,
  name: `Shop ${String(i)}`,
}));

/** A life of digests has so many looks, one every four hours: three days. */
export const digestLooks = 19;

/** The milliseconds from one of them to the next. */
export const digestEvery = 4 * HOUR;

/** The peak of usage, in percent, that a digest tells of at the so-manieth look. */
export const peakAt = (look: number): number => 20 + look;

/** The local hour of the digest in each chat, in Jakarta and in Makassar. */
export const digestHours = { slack: 8, discord: 21 } as const;
