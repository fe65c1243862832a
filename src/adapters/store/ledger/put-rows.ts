import type { Knex } from 'knex';

type Value = string | number;

/** Fewer bound values in one statement than either engine allows. */
const mostBound = 12_000;
/** As many characters as a statement may grow to before the next begins; SQLite takes a million. */
const longEnough = 250_000;
const listed = 10_000;
const plain = /^[A-Za-z0-9+/=-]{0,2000}$/;

/** A whole number or a code of plain characters as a statement says it; null: it has to be bound. */
function literalOf(value: Value): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  return plain.test(value) ? `'${value}'` : null;
}

/** Parts of a list, each short enough for one statement. */
export function* partsOf<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += listed) yield all.slice(i, i + listed);
}

/** `column in (…)` of whole numbers or plain codes. Throws RangeError for others. */
export function isOneOf(column: string, values: readonly Value[]): string {
  const texts = values.map((value) => {
    const literal = literalOf(value);
    if (literal === null) throw new RangeError(`A value for ${column} is no plain code.`);
    return literal;
  });
  return `${column} in (${texts.join(',')})`;
}

/**
 * Inserts rows, and does what `conflict` says with those that are there; without it there may be none. Numbers and plain codes are written into the
 * statement: to bind thousands of values takes longer than all the rest.
 */
export async function putRows(
  tables: Knex,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Value[]>,
  conflict?: string,
): Promise<void> {
  let texts: string[] = [];
  let bound: Value[] = [];
  let length = 0;
  const write = async (): Promise<void> => {
    if (texts.length === 0) return;
    const otherwise = conflict === undefined ? '' : ` on conflict ${conflict}`;
    await tables.raw(
      `insert into ${table} (${columns.join(',')}) values ${texts.join(',')}${otherwise}`,
      bound,
    );
    [texts, bound, length] = [[], [], 0];
  };
  for (const row of rows) {
    let text = '';
    for (const value of row) {
      const literal = literalOf(value);
      if (literal === null) bound.push(value);
      text += `${text === '' ? '(' : ','}${literal ?? '?'}`;
    }
    texts.push(`${text})`);
    length += text.length;
    if (length > longEnough || bound.length > mostBound) await write();
  }
  await write();
}
