import type { Knex } from 'knex';
import type { SqlStatement } from './statement.js';

/** Whoever else may write to a database. Names are those of tables, with the id of what was written there. */
export interface Others {
  /** Equal marks: nobody else wrote it in between. */
  markOf(table: string, id: string): number;
  /** What tells them that it was written, once that is committed; null: there is nobody to tell. */
  word(table: string, id: string): SqlStatement | null;
  /** Tells them that several were written, once that is committed. */
  tellAll(tables: Knex, table: string, ids: readonly string[]): Promise<void>;
  /** Whether this process would hear of them now; if not, what it knows may be old. */
  hears(): boolean;
}

/** Nobody: who holds a database alone knows it by heart. */
export const nobodyElse: Others = {
  markOf: () => 0,
  word: () => null,
  tellAll: () => Promise.resolve(),
  hears: () => true,
};

/** Others of whom nothing is heard: to who only looks, all may be new at any time. */
export function unheardOthers(): Others {
  let count = 0;
  return { ...nobodyElse, markOf: () => (count += 1) };
}
