import type { Knex } from 'knex';
import { forgottenAt } from '../../../domain/ledger/forget.js';
import type { Home } from '../../../domain/ledger/people.js';
import type { KeptPeople, KeptPerson, Recorded } from '../../../domain/ledger/record-facts.js';
import { SECOND, type Instant } from '../../../domain/time.js';
import { personIn, textOfPerson } from './person-text.js';
import { isOneOf, partsOf, putRows } from './put-rows.js';

/** The people whom hashes lead to. */
export async function peopleAt(tables: Knex, hashes: readonly string[], free: number): Promise<KeptPeople> {
  const homes = new Map<string, Home>();
  for (const part of partsOf(hashes)) {
    const rows = await tables('ledger_identity')
      .whereRaw(isOneOf('hash', part))
      .select<{ hash: string; person: number; profile: number }[]>('hash', 'person', 'profile');
    for (const { hash, person, profile } of rows) homes.set(hash, { person, profile });
  }
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
  { changed, gone, homes, moved }: Recorded,
  at: Instant,
): Promise<void> {
  for (const { from, to } of moved) await tables('ledger_identity').where(from).update(to);
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
  await putRows(
    tables,
    'ledger_identity',
    ['hash', 'person', 'profile'],
    [...homes].map(([hash, { person, profile }]) => [hash, person, profile]),
    '(hash) do update set person = excluded.person, profile = excluded.profile',
  );
}

/** Forgets those with numbers in the span of whom nothing more can be said. */
export async function forgetPeople(tables: Knex, from: number, to: number, at: Instant): Promise<void> {
  const old = await tables('ledger_person')
    .whereBetween('number', [from, to])
    .where('forget', '<=', Math.floor(at / SECOND))
    .select<{ number: number }[]>('number');
  for (const part of partsOf(old)) {
    const numbers = part.map(({ number }) => number);
    await tables('ledger_identity').whereRaw(isOneOf('person', numbers)).delete();
    await tables('ledger_person').whereRaw(isOneOf('number', numbers)).delete();
  }
}
