import type Keyv from 'keyv';
import type { Knex } from 'knex';
import type { StoreAccess } from '../../store-description.js';
import type { Others } from './others.js';
import type { SqlStatement } from './statement.js';

/** Tables of an engine, and rows in namespaces. Every trouble becomes a StoreError. */
export interface Database {
  /** How sentences call it; free of secrets. */
  readonly name: string;
  /** What keeps it, with its version. */
  readonly engine: string;
  readonly access: StoreAccess;
  /** Who else may write to it. */
  readonly others: Others;
  /** Rows under a namespace of a-z, 0-9 and dashes. Several rows set together are one transaction. */
  rows(namespace: string): Keyv;
  /** Runs reads of tables or rows. */
  reading<T>(work: (tables: Knex) => Promise<T>): Promise<T>;
  /** Runs reads of tables that all see the same moment. */
  readingTogether<T>(work: (tables: Knex) => Promise<T>): Promise<T>;
  /** Runs writes of tables in one transaction. */
  writing<T>(work: (tables: Knex.Transaction) => Promise<T>): Promise<T>;
  /**
   * Runs statements in one transaction, in the least time. Where one changes no row though it had to, all is undone.
   * Resolves to that one; null: all is written.
   */
  writingTogether(statements: readonly SqlStatement[]): Promise<SqlStatement | null>;
  /** Runs a write of rows, or one statement that is a transaction by itself. */
  writingRows<T>(work: (tables: Knex) => Promise<T>): Promise<T>;
  /** Whether it is open and in its place. The last write went well, or was held up for a moment. */
  ready(): boolean;
  /** Waits for what is running and lets go of it. May be called twice. */
  close(): Promise<void>;
}
