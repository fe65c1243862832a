import type { Knex } from 'knex';
import { HOUR, MINUTE, type Instant, type Span } from '../../../domain/time.js';
import { isOn, waitFrom } from '../../../domain/wait.js';
import { earliestForgotten, forgetPeople } from './people-rows.js';

/** Forgets people of whom nothing more can be said, some thousands at a time. */
export interface PeopleSweep {
  /** Whether somebody may have to be forgotten; never twice within a minute. */
  isDue(at: Instant): boolean;
  /** Looks at those whose turn it is, of all with numbers below `free`. */
  sweep(tables: Knex, free: number, at: Instant): Promise<void>;
}

const together = 5_000;
const between = MINUTE;
/** Where people grow stale one by one, they go together. */
const gathered = HOUR;

/** A sweep that knows nothing yet, and therefore looks at everybody once. */
export function peopleSweep(): PeopleSweep {
  /** By groups of people in the order of their numbers: until when none of them has to be forgotten. */
  const groups: Span[] = [];
  let rest: Span | null = null;
  return {
    isDue: (at) => rest === null || !isOn(rest, at),
    async sweep(tables, free, at) {
      const all = Array.from({ length: Math.ceil(free / together) }, (_, group) => group);
      const due = all.filter((group) => isDue(groups[group], at));
      const [group] = due;
      if (group !== undefined) {
        const [from, to] = [group * together, (group + 1) * together - 1];
        const earliest = await earliestForgotten(tables, from, to);
        if (earliest !== null && earliest <= at) await forgetPeople(tables, from, to, at);
        groups[group] = waitFrom(at, Math.max(gathered, earliest === null ? 0 : earliest - at));
      }
      rest = waitFrom(at, due.length > 1 ? between : gathered);
    },
  };
}

function isDue(wait: Span | undefined, at: Instant): boolean {
  return wait === undefined || !isOn(wait, at);
}
