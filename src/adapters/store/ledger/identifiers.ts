import type { Knex } from 'knex';
import type { Home } from '../../../domain/ledger/people.js';
import { insertsOf, isOneOf, partsOf, runAll, valuesIn } from './put-rows.js';

/** So many identifiers wait in memory before they are sorted in. Twice as many at most: 20 MB, however many people. */
export const gatheredUsually = 131_072;

/** How far identifiers are numbered, and sorted in by their hashes. */
export interface IdentifierMarks {
  /** The first number that no identifier ever had. */
  readonly next: number;
  /** Those with lower numbers are found in `ledger_hash`. */
  readonly sortedBefore: number;
}

/**
 * The hashes of people. New ones are written in the order they come, and known by memory; gathered, they are sorted
 * into `ledger_hash` in the order of hashes, some with each body: one by one, each would change a page of its own.
 * The marks are those of the rows as long as what was written stayed written; otherwise it must be read anew.
 */
export interface Identifiers extends IdentifierMarks {
  /** Where those of some hashes that are known lead to. */
  homesOf(tables: Knex, hashes: readonly string[]): Promise<Map<string, Home>>;
  /** Writes new ones, and sorts in as many of those before. */
  add(tables: Knex, homes: ReadonlyMap<string, Home>): Promise<void>;
  /** Reads those that other processes wrote since, up to these marks. */
  follow(tables: Knex, marks: IdentifierMarks): Promise<void>;
}

const columns = ['number', 'hash', 'person', 'profile'];

/** Rows of identifiers with numbers from one on. */
function* rowsOf(homes: ReadonlyMap<string, Home>, first: number): Generator<readonly (string | number)[]> {
  let number = first;
  for (const [hash, { person, profile }] of homes) {
    yield [number, hash, person, profile];
    number += 1;
  }
}

function noteHomes(homes: Map<string, Home>, values: readonly string[]): void {
  for (let i = 0; i + 2 < values.length; i += 3) {
    const [hash = '', person, profile] = [values[i], values[i + 1], values[i + 2]];
    homes.set(hash, { person: Number(person), profile: Number(profile) });
  }
}

/** Reads those that are not sorted in yet. */
export async function readIdentifiers(
  tables: Knex,
  marks: IdentifierMarks,
  gathered: number,
): Promise<Identifiers> {
  const fresh = new Map<string, number>();
  let { next, sortedBefore } = marks;
  let round: { readonly numbers: readonly number[]; readonly end: number; done: number } | null = null;
  await readFrom(tables, sortedBefore);

  async function readFrom(tables: Knex, first: number): Promise<void> {
    const rows = await tables('ledger_identifier')
      .where('number', '>=', first)
      .select<{ hash: string; number: number }[]>('hash', 'number');
    for (const { hash, number } of rows) fresh.set(hash, number);
  }

  function sorted(end: number): void {
    for (const [hash, number] of fresh) if (number < end) fresh.delete(hash);
    sortedBefore = end;
  }

  async function sortIn(tables: Knex, count: number): Promise<void> {
    if (round === null) {
      if (fresh.size < gathered) return;
      const inOrder = [...fresh.keys()].sort();
      round = { numbers: inOrder.flatMap((hash) => fresh.get(hash) ?? []), end: next, done: 0 };
    }
    const part = round.numbers.slice(round.done, round.done + count);
    round.done += part.length;
    // Whoever was forgotten meanwhile is not there to be sorted in.
    for (const numbers of partsOf(part)) {
      const { sql, bound } = isOneOf(tables, 'number', numbers);
      await tables.raw(
        `insert into ledger_hash (hash, identifier) select hash, number from ledger_identifier where ${sql} order by hash on conflict (hash) do update set identifier = excluded.identifier`,
        [...bound],
      );
    }
    if (round.done < round.numbers.length) return;
    sorted(round.end);
    round = null;
  }

  return {
    get next() {
      return next;
    },
    get sortedBefore() {
      return sortedBefore;
    },
    async homesOf(tables, hashes) {
      const numbers: number[] = [];
      const others: string[] = [];
      for (const hash of hashes) {
        const number = fresh.get(hash);
        if (number === undefined) others.push(hash);
        else numbers.push(number);
      }
      const homes = new Map<string, Home>();
      for (const part of partsOf(numbers)) {
        const { sql, bound } = isOneOf(tables, 'number', part);
        const query = tables('ledger_identifier').whereRaw(sql, [...bound]);
        noteHomes(homes, await valuesIn(tables, query, ['hash', 'person', 'profile']));
      }
      for (const part of partsOf(others)) {
        const { sql, bound } = isOneOf(tables, 'ledger_hash.hash', part);
        const query = tables('ledger_hash')
          .join('ledger_identifier', 'ledger_identifier.number', 'ledger_hash.identifier')
          .whereRaw(sql, [...bound]);
        noteHomes(homes, await valuesIn(tables, query, ['ledger_hash.hash', 'person', 'profile']));
      }
      return homes;
    },
    async add(tables, homes) {
      const first = next;
      for (const hash of homes.keys()) {
        fresh.set(hash, next);
        next += 1;
      }
      const statements = insertsOf('ledger_identifier', columns, rowsOf(homes, first));
      await runAll(tables, statements);
      await sortIn(tables, next - first);
    },
    async follow(tables, marks) {
      if (marks.next > next) await readFrom(tables, next);
      next = marks.next;
      if (marks.sortedBefore === sortedBefore) return;
      sorted(marks.sortedBefore);
      if (round !== null && round.end <= sortedBefore) round = null;
    },
  };
}
