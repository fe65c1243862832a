import type { Knex } from 'knex';
import { batchesOf } from './batches.js';

/** What a column of a row takes. */
export type ColumnValue = string | number | boolean | null | Buffer;

/** A statement in words that both engines understand; each `?` stands for one of its values. */
export interface SqlStatement {
  readonly sql: string;
  readonly values: readonly ColumnValue[];
  /** Where it changes no row, all that is written with it is undone. */
  readonly mustChange?: boolean;
}

type Columns<Row> = Readonly<Record<keyof Row, ColumnValue>>;

/** Puts rows of the same columns in. Each takes the place of the one with its key. */
export function putting<Row extends Columns<Row>>(
  table: string,
  key: readonly (keyof Row & string)[],
  rows: readonly Row[],
): readonly SqlStatement[] {
  const [first] = rows;
  if (first === undefined) return [];
  const columns = columnsOf(first);
  const list = columns.map(quoted).join(',');
  const others = columns.filter((column) => !key.includes(column)).map(quoted);
  const merged = others.map((column) => `${column}=excluded.${column}`).join(',');
  const place = `(${columns.map(() => '?').join(',')})`;
  return [...batchesOf(rows)].map((batch) => ({
    sql: `insert into ${quoted(table)} (${list}) values ${batch.map(() => place).join(',')} on conflict (${key.map(quoted).join(',')}) do update set ${merged}`,
    values: batch.flatMap((row) => columns.map((column) => row[column])),
  }));
}

/** Puts a row in where none has its key. */
export function puttingNew<Row extends Columns<Row>>(
  table: string,
  key: readonly (keyof Row & string)[],
  row: Row,
): SqlStatement {
  const columns = columnsOf(row);
  return {
    sql: `insert into ${quoted(table)} (${columns.map(quoted).join(',')}) values (${columns.map(() => '?').join(',')}) on conflict (${key.map(quoted).join(',')}) do nothing`,
    values: columns.map((column) => row[column]),
  };
}

/** Changes columns of the rows where others have the given values. */
export function changing<Where extends Columns<Where>, Row extends Columns<Row>>(
  table: string,
  where: Where,
  row: Row,
): SqlStatement {
  const [columns, given] = [columnsOf(row), columnsOf(where)];
  return {
    sql: `update ${quoted(table)} set ${columns.map((column) => `${quoted(column)}=?`).join(',')} where ${given.map(isGiven).join(' and ')}`,
    values: [...columns.map((column) => row[column]), ...given.map((column) => where[column])],
  };
}

/** Deletes the rows where columns have the given values. */
export function deleting<Where extends Columns<Where>>(table: string, where: Where): SqlStatement {
  const given = columnsOf(where);
  return {
    sql: `delete from ${quoted(table)} where ${given.map(isGiven).join(' and ')}`,
    values: given.map((column) => where[column]),
  };
}

/** Runs a statement in somebody's transaction; null: there is none. */
export async function run(tables: Knex, statement: SqlStatement | null): Promise<void> {
  if (statement !== null) await tables.raw(statement.sql, [...statement.values]);
}

function columnsOf<Row extends object>(row: Row): readonly (keyof Row & string)[] {
  return Object.keys(row) as (keyof Row & string)[];
}

const isGiven = (column: string): string => `${quoted(column)}=?`;

function quoted(name: string): string {
  return `"${name}"`;
}
