import type { Knex } from 'knex';

/** One change of the tables, made once and in one transaction of its own. Never edited once it was released. */
export interface Migration {
  /** One more than the last. */
  readonly number: number;
  readonly name: string;
  /** In words that SQLite and PostgreSQL both understand. */
  run(tables: Knex.Transaction): Promise<void>;
}
