import type { Knex } from 'knex';
import { forgottenAt } from '../../../domain/ledger/forget.js';
import type { KeptPeople, KeptPerson, Recorded } from '../../../domain/ledger/record-facts.js';
import { instantOf, SECOND, type Instant } from '../../../domain/time.js';
import type { Identifiers } from './identifiers.js';
import { personIn, textOfPerson } from './person-text.js';
import { isOneOf, partsOf, putRows } from './put-rows.js';

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
    const rows = await tables('ledger_person')
      .whereRaw(isOneOf('number', part))
      .select<{ number: number; facts: string }[]>('number', 'facts');
    for (const { number, facts } of rows) persons.set(number, personIn(facts));
  }
  return { homes, persons, free };
}

/** Writes what facts changed in people. */
export async function putPeople(
  tables: Knex,
  identifiers: Identifiers,
  { changed, gone, homes, moved }: Recorded,
  at: Instant,
): Promise<void> {
  for (const { from, to } of moved) await tables('ledger_identifier').where(from).update(to);
  for (const part of partsOf(gone)) await tables('ledger_person').whereRaw(isOneOf('number', part)).delete();
  await putRows(
    tables,
    'ledger_person',
    ['number', 'forget', 'facts'],
    [...changed].map(([number, person]) => [
      number,
      Math.ceil(forgottenAt(person, at) / SECOND),
      textOfPerson(person),
    ]),
    '(number) do update set forget = excluded.forget, facts = excluded.facts',
  );
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
    const named = tables('ledger_identifier').whereRaw(isOneOf('person', numbers));
    await tables('ledger_hash').whereIn('hash', named.clone().select('hash')).delete();
    await named.delete();
    await tables('ledger_person').whereRaw(isOneOf('number', numbers)).delete();
  }
}
