import type { Person, Profile } from './person.js';
import { joinedProfiles, newProfile } from './profile.js';

/** Where somebody is kept: a person's number and a profile of that person. */
export interface Home {
  readonly person: number;
  readonly profile: number;
}

/** The people some facts are about; those who turn out to be one are made one. */
export interface PeopleIndex {
  /** The homes of some identifiers, at present. */
  home(key: string): Home | undefined;
  /** Makes all of these identifiers one profile, a new one when none is known. Null: there are no identifiers. */
  same(keys: readonly string[]): Home | null;
  /** Makes these profiles one person that may be several. */
  linked(a: Home, b: Home): void;
  /** Changes a profile; the same profile: no change. */
  change(home: Home, change: (profile: Profile) => Profile): void;
  /** What came of it all. */
  result(): PeopleChanges;
}

/** What is different from before. */
export interface PeopleChanges {
  /** All that changed or are new, as they are now. */
  readonly changed: ReadonlyMap<number, Person>;
  /** Those whose profiles went to others. */
  readonly gone: readonly number[];
  /** Identifiers that had no home. */
  readonly homes: ReadonlyMap<string, Home>;
  /** Profiles that identifiers of old lead to, and where they lead now. No target is a source. */
  readonly moved: readonly { readonly from: Home; readonly to: Home }[];
}

/** People as they are kept: homes of identifiers, persons by number, and the first number that is free. */
export interface KnownPeople {
  readonly homes: ReadonlyMap<string, Home>;
  readonly persons: ReadonlyMap<number, Person>;
  readonly free: number;
}

/** Takes up people as they are known, to change them in memory. */
export function peopleOf({ homes, persons, free }: KnownPeople): PeopleIndex {
  const now = new Map(persons);
  const found = new Map<string, Home>();
  const moved = new Map<string, { from: Home; to: Home }>();
  const lastProfile = new Map<number, number>();
  let next = free;

  const settled = (home: Home): Home => {
    if (moved.size === 0) return home;
    let at = home;
    for (let step = moved.get(nameOf(at)); step; step = moved.get(nameOf(at))) at = step.to;
    return at;
  };
  const personAt = (number: number): Person => now.get(number) ?? { profiles: [] };
  /** Never an id used before, so that no move is taken for another. */
  const freeProfile = (number: number): number => {
    const all = [...personAt(number).profiles, ...(persons.get(number)?.profiles ?? [])];
    const used = lastProfile.get(number) ?? Math.max(-1, ...all.map(({ id }) => id));
    lastProfile.set(number, used + 1);
    return used + 1;
  };
  const move = (from: Home, to: Home): void => void moved.set(nameOf(from), { from, to });

  const home = (key: string): Home | undefined => {
    const known = found.get(key) ?? homes.get(key);
    return known && settled(known);
  };
  const linked = (one: Home, other: Home): void => {
    const a = settled(one);
    const b = settled(other);
    if (a.person === b.person) return;
    const [into, from] = a.person < b.person ? [a.person, b.person] : [b.person, a.person];
    const brought = personAt(from).profiles.map((profile) => ({ ...profile, id: freeProfile(into) }));
    personAt(from).profiles.forEach(({ id }, i) => {
      const to = brought[i];
      if (to) move({ person: from, profile: id }, { person: into, profile: to.id });
    });
    now.set(into, { profiles: [...personAt(into).profiles, ...brought] });
    now.delete(from);
  };
  const joined = (one: Home, other: Home): Home => {
    linked(one, other);
    const [a, b] = [settled(one), settled(other)].sort((x, y) => x.profile - y.profile);
    if (a === undefined || b === undefined || a.profile === b.profile) return settled(one);
    const { profiles } = personAt(a.person);
    const gone = profiles.find(({ id }) => id === b.profile);
    now.set(a.person, {
      profiles: profiles
        .filter((profile) => profile !== gone)
        .map((profile) => (profile.id === a.profile && gone ? joinedProfiles(profile, gone) : profile)),
    });
    move(b, a);
    return a;
  };

  return {
    home,
    same(keys) {
      let all: Home | null = null;
      for (const key of keys) {
        const known = home(key);
        if (known) all = all === null || isSameHome(all, known) ? known : joined(all, known);
      }
      if (keys.length === 0) return null;
      if (all === null) {
        all = { person: next, profile: 0 };
        now.set(next, { profiles: [newProfile(0)] });
        next += 1;
      }
      for (const key of keys) if (home(key) === undefined) found.set(key, all);
      return all;
    },
    linked,
    change(at, change) {
      const { person, profile } = settled(at);
      const { profiles } = personAt(person);
      const place = profiles.findIndex(({ id }) => id === profile);
      const before = profiles[place];
      if (before === undefined) return;
      const changed = change(before);
      if (changed !== before) now.set(person, { profiles: profiles.with(place, changed) });
    },
    result() {
      const changed = new Map<number, Person>();
      for (const [number, person] of now) if (persons.get(number) !== person) changed.set(number, person);
      for (const [key, at] of found) found.set(key, settled(at));
      return {
        changed,
        gone: [...persons.keys()].filter((number) => !now.has(number)),
        homes: found,
        moved: [...moved.values()]
          .filter(({ from }) => from.person < free)
          .map(({ from }) => ({ from, to: settled(from) })),
      };
    },
  };
}

function isSameHome(a: Home, b: Home): boolean {
  return a.person === b.person && a.profile === b.profile;
}

function nameOf({ person, profile }: Home): string {
  return `${person}/${profile}`;
}
