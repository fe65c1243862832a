import { after, DAY, HOUR, type Instant } from '../../domain/time.js';
import type { Failure } from './failure.js';
import type { Part, RefusedParts } from './fields.js';

/** Remembers which parts of a call Meta refused for an account, so that they are not asked for again and again. */
export interface Refusals {
  /** The refused parts with the failure that refused them. */
  of(account: string, now: Instant): ReadonlyMap<Part, Failure>;
  /** Keeps what Meta named for a day, what we guessed for an hour. */
  add(account: string, refused: RefusedParts, failure: Failure, now: Instant): void;
}

/** A memory in which nothing is refused. It holds for one version of Graph. */
export function createRefusals(): Refusals {
  const kept = new Map<string, Map<Part, { readonly failure: Failure; readonly until: Instant }>>();
  return {
    of(account, now) {
      const parts = kept.get(account) ?? new Map<Part, { failure: Failure; until: Instant }>();
      const held = [...parts].filter(([, { until }]) => now < until);
      return new Map(held.map(([part, { failure }]) => [part, failure]));
    },
    add(account, refused, failure, now) {
      const parts = kept.get(account) ?? new Map<Part, { failure: Failure; until: Instant }>();
      const until = after(now, refused.named ? DAY : HOUR);
      for (const part of refused.parts) parts.set(part, { failure, until });
      kept.set(account, parts);
    },
  };
}
