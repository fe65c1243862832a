import type { Knex } from 'knex';

/** What is worked out and still to be written, in the transaction of whoever asked for it. */
export interface Pending {
  /** Whether a day begins with it, so that older ones may grow coarser. */
  readonly beginsDay: boolean;
  write(tables: Knex.Transaction): Promise<void>;
  /** Called once the transaction is on disk. */
  written(): void;
  /** Called when it is not, or when nobody knows. */
  failed(): void;
}
