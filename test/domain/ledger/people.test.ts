import { expect, it } from 'vitest';
import { peopleOf, type Home } from '../../../src/domain/ledger/people.js';
import type { Person } from '../../../src/domain/ledger/person.js';
import { newProfile } from '../../../src/domain/ledger/profile.js';

it('profiles that are joined and then brought together with others all lead to the one that is left', () => {
  const homes = new Map<string, Home>([
    ['before', { person: 1, profile: 0 }],
    ['after', { person: 1, profile: 1 }],
    ['other', { person: 2, profile: 0 }],
  ]);
  const persons = new Map<number, Person>([
    [1, { profiles: [newProfile(0), newProfile(1)] }],
    [2, { profiles: [newProfile(0)] }],
  ]);
  const people = peopleOf({ homes, persons, free: 3 });
  people.same(['before', 'after']);
  people.linked({ person: 1, profile: 0 }, { person: 2, profile: 0 });
  expect(people.home('before')).toEqual(people.home('after'));
  expect(people.home('other')).not.toEqual(people.home('before'));
  const { moved, gone, changed } = people.result();
  expect(gone).toEqual([2]);
  expect(changed.get(1)?.profiles.map(({ id }) => id)).toEqual([0, 2]);
  expect(moved.map(({ to }) => to)).toEqual([
    { person: 1, profile: 0 },
    { person: 1, profile: 2 },
  ]);
});
