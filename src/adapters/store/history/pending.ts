import type { SqlStatement } from '../statement.js';

/** What is worked out and still to be written, in the asker's transaction. */
export interface Pending {
  statements(): readonly SqlStatement[];
  /** Called once the transaction is on disk. */
  written(): void;
}

/** The same of usage. */
export interface PendingUsage extends Pending {
  /** Whether a day begins with it, so that older ones may grow coarser. */
  readonly beginsDay: boolean;
}
