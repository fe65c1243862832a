import type { LedgerFact } from './fact.js';
import { messageOf } from './message.js';
import { peopleOf, type Home, type KnownPeople, type PeopleIndex, type PeopleChanges } from './people.js';
import { withMessage, withOpened } from './profile.js';
import { windowOfCall, windowOfMessage } from './service-window.js';

/** What facts change in the people they are about. `known` holds all of them; order and repeats change nothing. */
export function takeFacts(known: KnownPeople, facts: readonly LedgerFact[]): PeopleChanges {
  const people = peopleOf(known);
  for (const fact of facts) take(people, fact);
  return people.result();
}

function take(people: PeopleIndex, fact: LedgerFact): void {
  switch (fact.kind) {
    case 'status': {
      const home = people.same(fact.identifiers);
      if (home) people.change(home, (profile) => withMessage(profile, messageOf(fact)));
      return;
    }
    case 'inbound':
    case 'call': {
      const window = fact.kind === 'call' ? windowOfCall(fact) : windowOfMessage(fact);
      if (window === null) {
        introduce(people, fact.identifiers);
        return;
      }
      const home = people.same(fact.identifiers);
      if (home) people.change(home, (profile) => withOpened(profile, window));
      return;
    }
    case 'contact':
      introduce(people, fact.identifiers);
      return;
    case 'ask':
      // Whoever asks is known by the message itself.
      return;
    case 'change': {
      const before = introduce(people, fact.before, fact.after.length > 0);
      const after = introduce(people, fact.after, fact.before.length > 0);
      if (before && after) people.linked(before, after);
      return;
    }
  }
}

/** Learns that identifiers are one person's; a lone one tells nothing, unless it is `needed`. */
function introduce(people: PeopleIndex, keys: readonly string[], needed = false): Home | null {
  return needed || keys.length > 1 ? people.same(keys) : null;
}
