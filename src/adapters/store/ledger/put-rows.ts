import type { Knex } from 'knex';
import { isSqlite } from '../dialect.js';
import { run, type SqlStatement } from '../statement.js';

type Value = string | number;

/** Fewer bound values in one statement than either engine allows. */
const mostBound = 12_000;
/** As many characters as a statement may grow to before the next begins: longer texts cost the memory a place of their own. */
const longEnough = 60_000;
const listed = 10_000;
const plain = /^[A-Za-z0-9+/=-]{0,2000}$/;

/** Whether a statement may say it as it is: a whole number, or a code of plain characters. */
function isPlain(value: Value): boolean {
  return typeof value === 'number' ? Number.isSafeInteger(value) : plain.test(value);
}

function literalOf(value: Value): string {
  return typeof value === 'number' ? String(value) : `'${value}'`;
}

/** Parts of a list, each short enough for one statement. */
export function* partsOf<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += listed) yield all.slice(i, i + listed);
}

/** A condition on a column, with what is bound in it. */
interface Condition {
  readonly sql: string;
  readonly bound: readonly Value[];
}

/** `column in (…)` of whole numbers or plain codes. Throws RangeError for others. */
export function isOneOf(tables: Knex, column: string, values: readonly Value[]): Condition {
  if (!values.every(isPlain)) throw new RangeError(`A value for ${column} is no plain code.`);
  // SQLite reads JSON faster than a statement, and needs no other room for it.
  return isSqlite(tables)
    ? { sql: `${column} in (select value from json_each(?))`, bound: [JSON.stringify(values)] }
    : { sql: `${column} in (${values.map(literalOf).join(',')})`, bound: [] };
}

/** What `columns` of each found row hold, one after the other. No value may hold a space. */
export async function valuesIn(
  tables: Knex,
  query: Knex.QueryBuilder,
  columns: readonly string[],
): Promise<readonly string[]> {
  // One text instead of an object for each row, which costs several times as much.
  const each = columns.join(" || ' ' || ");
  const row = await query.first<{ readonly found: string | null } | undefined>(
    tables.raw(`string_agg(${each}, ' ') as found`),
  );
  return row?.found?.split(' ') ?? [];
}

/**
 * Statements that insert rows, and do what `conflict` says with those that are there; without it there may be none.
 * Numbers and plain codes are written into them: to bind thousands of values takes longer than all the rest.
 */
export function insertsOf(
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Value[]>,
  conflict?: string,
): readonly SqlStatement[] {
  const all: SqlStatement[] = [];
  const begin = `insert into ${table} (${columns.join(',')}) values `;
  const end = conflict === undefined ? '' : ` on conflict ${conflict}`;
  let text = '';
  let values: Value[] = [];
  const finish = (): void => {
    if (text !== '') all.push({ sql: begin + text + end, values });
    [text, values] = ['', []];
  };
  for (const row of rows) {
    let before = text === '' ? '(' : ',(';
    for (const value of row) {
      const isSaid = isPlain(value);
      if (!isSaid) values.push(value);
      text += before + (isSaid ? literalOf(value) : '?');
      before = ',';
    }
    text += ')';
    if (text.length > longEnough || values.length > mostBound) finish();
  }
  finish();
  return all;
}

/** Runs statements, one after the other. */
export async function runAll(tables: Knex, statements: readonly SqlStatement[]): Promise<void> {
  for (const statement of statements) await run(tables, statement);
}

/** Inserts rows as `insertsOf` says. */
export async function putRows(
  tables: Knex,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Value[]>,
  conflict?: string,
): Promise<void> {
  await runAll(tables, insertsOf(table, columns, rows, conflict));
}
