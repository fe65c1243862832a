import type { Knex } from 'knex';

/** Whoever else may write to a database. Names are those of tables, with the id of what was written there. */
export interface Others {
  /** Equal marks: nobody else wrote it in between. */
  markOf(table: string, id: string): number;
  /** Tells them that it was written, once that is committed. */
  tell(tables: Knex, table: string, id: string): Promise<void>;
  /** The same of several at once. */
  tellAll(tables: Knex, table: string, ids: readonly string[]): Promise<void>;
  /** Whether this process would hear of them now; if not, what it knows may be old. */
  hears(): boolean;
}

/** Nobody: who holds a database alone knows it by heart. */
export const nobodyElse: Others = {
  markOf: () => 0,
  tell: () => Promise.resolve(),
  tellAll: () => Promise.resolve(),
  hears: () => true,
};

/** Others of whom nothing is heard: to who only looks, all may be new at any time. */
export function unheardOthers(): Others {
  let count = 0;
  return { ...nobodyElse, markOf: () => (count += 1) };
}
