import type { Severity } from '../domain/finding.js';
import type { Quality } from '../domain/snapshot.js';
import type { Instant } from '../domain/time.js';

/** What a picture of usage shows, in figures. */
export interface Drawn {
  readonly from: Instant;
  readonly to: Instant;
  readonly zone: string;
  /** The most that was used, and in percent of the limit of that time; null when nothing is known. */
  readonly peak: {
    readonly at: Instant;
    readonly recipients: number;
    readonly percent: number | null;
  } | null;
  /** Infinity without a cap, null when unknown. */
  readonly limit: number | null;
  /** The limit of the beginning, where another one is known; else null. */
  readonly limitBefore: number | null;
  readonly overLimit: boolean;
  /** How much of the time usage is unknown, 0 to 1. */
  readonly unknownShare: number;
  readonly worstQuality: Exclude<Quality, 'unknown'> | null;
  readonly incidents: number;
  readonly worstSeverity: Severity | null;
}
