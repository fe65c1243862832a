import { DAY, HOUR, type Instant, type Span } from '../../domain/time.js';
import { isOn, waitFrom } from '../../domain/wait.js';
import type { FailedCall } from './failure.js';
import type { RefusablePart, RefusedParts } from './fields.js';

/** Remembers which parts of a call Meta refused for an account. So they are not asked for again and again. */
export interface RefusedPartsMemory {
  /** The refused parts with the failure that refused them. */
  of(account: string, now: Instant): ReadonlyMap<RefusablePart, FailedCall>;
  /** Keeps what Meta named for a day, what we guessed for an hour. */
  add(account: string, refused: RefusedParts, failure: FailedCall, now: Instant): void;
}

interface Kept {
  readonly failure: FailedCall;
  readonly holds: Span;
}

/** A memory in which nothing is refused. It holds for one version of Graph. */
export function createRefusedPartsMemory(): RefusedPartsMemory {
  const kept = new Map<string, Map<RefusablePart, Kept>>();
  return {
    of(account, now) {
      const parts = kept.get(account) ?? new Map<RefusablePart, Kept>();
      const held = [...parts].filter(([, { holds }]) => isOn(holds, now));
      return new Map(held.map(([part, { failure }]) => [part, failure]));
    },
    add(account, refused, failure, now) {
      const parts = kept.get(account) ?? new Map<RefusablePart, Kept>();
      const holds = waitFrom(now, refused.named ? DAY : HOUR);
      for (const part of refused.parts) parts.set(part, { failure, holds });
      kept.set(account, parts);
    },
  };
}
