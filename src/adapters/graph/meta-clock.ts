import { clockTolerance } from '../../domain/meta-time.js';
import { MINUTE, SECOND, type Instant } from '../../domain/time.js';
import type { Clock } from '../../ports.js';

/** Compares our clock with Meta's, which every answer of Graph tells in its `Date`. */
export interface MetaClock {
  /** Takes in the `Date` of an answer to a call that took so many milliseconds. */
  heard(date: string | null, took: number): void;
  /** Whether Meta told its time since our clock was last set. */
  isKnown(): boolean;
  /** By how many milliseconds Meta's clock is ahead of ours; 0 within the tolerance and while not known. */
  ahead(): number;
}

/** The newest answers decide together, so that one odd `Date` decides nothing. */
const kept = 5;

/** Has heard nothing yet. `elapsed`: milliseconds on a clock that nobody sets. */
export function createMetaClock(clock: Clock, elapsed = (): number => performance.now()): MetaClock {
  /** In whole minutes, and the same as before while nothing moves by more than one. */
  let found = 0;
  let answers: readonly { readonly ahead: number; readonly at: Instant; readonly elapsed: number }[] = [];

  /** What was heard since our clock was last set: what was heard before compares with another clock. */
  function sinceSet(): typeof answers {
    const last = answers.at(-1);
    if (last === undefined) return answers;
    const set = clock.now() - last.at - (elapsed() - last.elapsed);
    return Math.abs(set) > clockTolerance ? [] : answers;
  }

  return {
    heard(date, took) {
      const told = date === null ? Number.NaN : Date.parse(date);
      if (!Number.isFinite(told)) return;
      const at = clock.now();
      // Meta wrote it while the call was under way, and cut it to the second.
      const ahead = told + SECOND / 2 - (at - took / 2);
      answers = [...sinceSet(), { ahead, at, elapsed: elapsed() }].slice(-kept);
    },
    isKnown: () => sinceSet().length > 0,
    ahead() {
      const all = sinceSet().map((answer) => answer.ahead);
      // Where the answers are even, our own clock has the casting vote.
      const votes = all.length % 2 === 0 ? [...all, 0] : all;
      const middle = votes.toSorted((a, b) => a - b)[Math.floor(votes.length / 2)] ?? 0;
      const ahead = Math.abs(middle) <= clockTolerance ? 0 : Math.round(middle / MINUTE) * MINUTE;
      if (ahead === 0 || found === 0 || Math.abs(ahead - found) > MINUTE) found = ahead;
      return found;
    },
  };
}
