import type { Knex } from 'knex';
import { forgottenAt } from '../../../domain/ledger/forget.js';
import type { KeptPeople, KeptPerson, Recorded } from '../../../domain/ledger/record-facts.js';
import { instantOf, SECOND, type Instant } from '../../../domain/time.js';
import type { Identifiers } from './identifiers.js';
import { personIn, textOfPerson } from './person-text.js';
import { insertsOf, isOneOf, partsOf, runAll, valuesIn } from './put-rows.js';
import type { SqlStatement } from '../statement.js';

/** The people whom hashes lead to. */
export async function peopleAt(
  tables: Knex,
  identifiers: Identifiers,
  hashes: readonly string[],
  free: number,
): Promise<KeptPeople> {
  const homes = await identifiers.homesOf(tables, hashes);
  const persons = new Map<number, KeptPerson>();
  for (const part of partsOf([...new Set([...homes.values()].map(({ person }) => person))])) {
    const { sql, bound } = isOneOf(tables, 'number', part);
    const query = tables('ledger_person').whereRaw(sql, [...bound]);
    const values = await valuesIn(tables, query, ['number', 'facts']);
    for (let i = 0; i < values.length; i += 2) persons.set(Number(values[i]), personIn(values[i + 1] ?? ''));
  }
  return { homes, persons, free };
}

/** What is to be written of people, in as few bytes as it takes: what it was made of need not be kept meanwhile. */
export interface PeopleWrites extends Pick<Recorded, 'homes' | 'moved' | 'gone'> {
  readonly people: readonly SqlStatement[];
}

/** What facts changed in people, as it is to be written. */
export function peopleWrites({ changed, gone, homes, moved }: Recorded, at: Instant): PeopleWrites {
  const people = insertsOf(
    'ledger_person',
    ['number', 'forget', 'facts'],
    rowsOf(changed, at),
    '(number) do update set forget = excluded.forget, facts = excluded.facts',
  );
  return { people, gone, homes, moved };
}

function* rowsOf(
  changed: ReadonlyMap<number, KeptPerson>,
  at: Instant,
): Generator<readonly (string | number)[]> {
  for (const [number, person] of changed)
    yield [number, Math.ceil(forgottenAt(person, at) / SECOND), textOfPerson(person)];
}

/** Writes it. */
export async function putPeople(
  tables: Knex,
  identifiers: Identifiers,
  { people, gone, homes, moved }: PeopleWrites,
): Promise<void> {
  for (const { from, to } of moved) await tables('ledger_identifier').where(from).update(to);
  for (const part of partsOf(gone)) {
    const { sql, bound } = isOneOf(tables, 'number', part);
    await tables('ledger_person')
      .whereRaw(sql, [...bound])
      .delete();
  }
  await runAll(tables, people);
  await identifiers.add(tables, homes);
}

/** When the first of those with numbers in the span has to be forgotten; null: there is nobody. */
export async function earliestForgotten(tables: Knex, from: number, to: number): Promise<Instant | null> {
  const row = await tables('ledger_person')
    .whereBetween('number', [from, to])
    .orderBy('forget')
    .first<{ forget: number | string } | undefined>('forget');
  return row === undefined ? null : instantOf(Number(row.forget) * SECOND);
}

/** Forgets those with numbers in the span of whom nothing more can be said. */
export async function forgetPeople(tables: Knex, from: number, to: number, at: Instant): Promise<void> {
  const old = await tables('ledger_person')
    .whereBetween('number', [from, to])
    .where('forget', '<=', Math.floor(at / SECOND))
    .select<{ number: number }[]>('number');
  for (const part of partsOf(old)) {
    const numbers = part.map(({ number }) => number);
    const theirs = isOneOf(tables, 'person', numbers);
    const named = tables('ledger_identifier').whereRaw(theirs.sql, [...theirs.bound]);
    await tables('ledger_hash').whereIn('hash', named.clone().select('hash')).delete();
    await named.delete();
    const own = isOneOf(tables, 'number', numbers);
    await tables('ledger_person')
      .whereRaw(own.sql, [...own.bound])
      .delete();
  }
}
