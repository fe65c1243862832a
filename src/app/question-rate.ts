import { MINUTE, type Instant } from '../domain/time.js';
import { isOn, waitFrom } from '../domain/wait.js';
import type { Asker, Clock } from '../ports.js';
import { personOf } from './context.js';

/** The most questions of one person within any minute. */
export const mostQuestions = 20;
/** People that are remembered; of more, those who asked longest ago are forgotten. */
const mostPeople = 2_000;

/** Keeps one person from taking the bot for themselves. */
export interface QuestionRate {
  /** Notes a question. 0: it may be answered; else how many milliseconds until this person may ask again. */
  wait(asker: Asker): number;
}

/** Builds a rate that holds for each person by themselves. The operator may ask without end. */
export function questionRate(clock: Clock): QuestionRate {
  /** When each person asked within the last minute, oldest first; who asked last stands last. */
  const asked = new Map<string, readonly Instant[]>();

  return {
    wait(asker) {
      if (asker.isOperator === true) return 0;
      const now = clock.now();
      const person = personOf(asker);
      const lately = (asked.get(person) ?? []).filter((at) => isOn(waitFrom(at, MINUTE), now));
      const oldest = lately[0];
      if (oldest !== undefined && lately.length >= mostQuestions) return oldest + MINUTE - now;
      asked.delete(person);
      asked.set(person, [...lately, now]);
      const [longestAgo] = asked.keys();
      if (asked.size > mostPeople && longestAgo !== undefined) asked.delete(longestAgo);
      return 0;
    },
  };
}
