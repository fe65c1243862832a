import type { Database } from './database.js';

/** What is on disk, by id, as read. Until another process writes it. */
export interface DiskMemory<Id extends string, Value> {
  /** To be asked for before reading or writing. */
  markOf(id: Id): number;
  get(id: Id): Value | undefined;
  /** What was known last, which may be old. */
  last(id: Id): Value | undefined;
  /** `mark` is that of the moment before it was read or written. */
  set(id: Id, value: Value, mark: number): void;
  delete(id: Id): void;
}

/** Knows nothing yet of a table. Who only looks never does. */
export function diskMemory<Id extends string, Value>(
  { access, others }: Pick<Database, 'access' | 'others'>,
  table: string,
): DiskMemory<Id, Value> {
  const known = new Map<Id, { readonly value: Value; readonly mark: number }>();
  return {
    markOf: (id) => others.markOf(table, id),
    get(id) {
      const found = known.get(id);
      return found?.mark === others.markOf(table, id) ? found.value : undefined;
    },
    last: (id) => known.get(id)?.value,
    set(id, value, mark) {
      if (access === 'write') known.set(id, { value, mark });
    },
    delete: (id) => void known.delete(id),
  };
}
