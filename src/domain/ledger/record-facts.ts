import type { Instant } from '../time.js';
import type { LedgerFact } from './fact.js';
import { signalTally, type HourCounts } from '../signals/tally.js';
import { isForgotten, withoutOld } from './forget.js';
import { judgementOf } from './judge.js';
import { isSameMessage, type Message } from './message.js';
import type { Home, KnownPeople, PeopleChanges } from './people.js';
import type { Person } from './person.js';
import { placeTally, type HoldOfPlaces } from './places.js';
import { takeFacts } from './take-facts.js';

/** Under what a person's places were last counted. */
export interface Judged {
  readonly since: Instant | null;
  readonly at: Instant;
}

/** A person as kept: what is known, and how it was counted. */
export interface KeptPerson extends Person {
  readonly judged: Judged;
}

/** Kept people that some facts are about. */
export interface KeptPeople extends KnownPeople {
  readonly homes: ReadonlyMap<string, Home>;
  readonly persons: ReadonlyMap<number, KeptPerson>;
}

/** What facts change in what is kept. */
export interface Recorded extends Omit<PeopleChanges, 'changed'> {
  readonly changed: ReadonlyMap<number, KeptPerson>;
  /** To be added to the places that are kept. */
  readonly places: readonly HoldOfPlaces[];
  /** To be added to what is counted by the hour. */
  readonly signals: readonly HourCounts[];
}

/**
 * Records facts about people, all of whom `kept` holds. Sure places counted under another `since` than `judged.since`
 * must be gone already.
 */
export function recordFacts(kept: KeptPeople, facts: readonly LedgerFact[], judged: Judged): Recorded {
  const { changed, ...rest } = takeFacts(kept, facts);
  const now = new Map<number, KeptPerson>();
  const tally = placeTally();
  for (const [number, person] of changed) {
    const left = withoutOld(person, judged.at);
    now.set(number, { profiles: left.profiles, judged });
    tally.judged(judgementOf(left, judged.since), judged.at, 1);
  }
  const takeBack = (number: number): void => {
    const old = kept.persons.get(number);
    if (old === undefined) return;
    const since = old.judged.since === judged.since ? judged.since : null;
    tally.judged(judgementOf(old, since), old.judged.at, -1);
  };
  for (const number of changed.keys()) takeBack(number);
  rest.gone.forEach(takeBack);
  const places = tally.sums().filter(({ until }) => until > judged.at);
  return { ...rest, changed: now, places, signals: signalsOf(kept, { changed, ...rest }, judged.at) };
}

/** What changed in messages; what is told of one that was forgotten counts for nothing. */
function signalsOf(
  kept: KeptPeople,
  { changed, gone }: Pick<PeopleChanges, 'changed' | 'gone'>,
  at: Instant,
): readonly HourCounts[] {
  const before = new Set<Message>();
  const note = (number: number): void => {
    for (const { messages } of kept.persons.get(number)?.profiles ?? [])
      for (const message of messages) before.add(message);
  };
  for (const number of changed.keys()) note(number);
  gone.forEach(note);
  const tally = signalTally();
  for (const { profiles } of changed.values()) {
    for (const { messages } of profiles) {
      for (const message of messages) {
        if (before.delete(message)) continue;
        if (!isForgotten(message, at) || isAmong(before, message)) tally.message(message, 1);
      }
    }
  }
  for (const message of before) tally.message(message, -1);
  return tally.sums();
}

function isAmong(messages: Iterable<Message>, wanted: Message): boolean {
  for (const message of messages) if (isSameMessage(message, wanted)) return true;
  return false;
}
