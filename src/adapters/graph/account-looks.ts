import type { WabaId } from '../../domain/snapshot.js';
import { after, type Instant } from '../../domain/time.js';
import type { VolumeSince } from '../../domain/history/recorded-usage.js';
import { withinChain } from './chain.js';
import { failureOf } from './failure.js';
import type { LookBounds } from './look-bounds.js';
import type { MetaClock } from './meta-clock.js';
import { fingerprintOf } from './secrets.js';
import { withSureTime, type TimeKnown } from './sure-time.js';
import type { ConcurrencyLimit } from './concurrency-limit.js';
import { lookAtWaba, type WabaLook, type WabaLookContext } from './waba-look.js';

/** What looks at accounts need. */
export interface AccountLooksContext extends WabaLookContext {
  readonly metaClock: MetaClock;
  readonly turns: ConcurrencyLimit;
  /** The end of all calls of one account, in milliseconds. */
  readonly deadline: number;
}

/** How the accounts of one look are read. */
interface LookAtAccounts {
  readonly token: string;
  /** By our clock. */
  readonly now: Instant;
  readonly since: VolumeSince;
  /** Milliseconds until the end of the look. */
  readonly left: () => number;
  readonly bounds: LookBounds;
}

/** Looks at all accounts of a portfolio. */
export interface AccountLooks {
  /** One look at each account, in their order; `at` is when it was, by Meta's clock. Never throws. */
  of(
    ids: readonly WabaId[],
    how: LookAtAccounts,
  ): Promise<{ readonly at: Instant; readonly looks: readonly WabaLook[] }>;
}

/** One look asks accounts so often at most. Answers may tell another time each time. */
const mostTries = 3;

/**
 * Looks by Meta's time. When the answers tell that it is another time there, the accounts are asked again. One alone
 * goes first while nobody knows the time, or whether the token works again.
 */
export function createAccountLooks(context: AccountLooksContext): AccountLooks {
  const { call, metaClock, turns, volumes } = context;

  async function lookAt(id: WabaId, at: Instant, how: LookAtAccounts): Promise<WabaLook> {
    const { token, since, left, bounds } = how;
    return turns.take(fingerprintOf(token), async () => {
      if (left() <= 0) {
        return {
          kind: 'hidden',
          id,
          failure: failureOf('timeout', { note: { kind: 'account-out-of-time' } }),
        };
      }
      const wanted = { at, since: since(id, at) };
      const ms = Math.min(context.deadline, left());
      return withinChain(token, ms, (chain) => lookAtWaba(context, chain, id, wanted), bounds);
    });
  }

  return {
    async of(ids, how) {
      for (let tries = 1; ; tries++) {
        const ahead = metaClock.ahead();
        const at = after(how.now, ahead);
        const all = (some: readonly WabaId[]): Promise<readonly WabaLook[]> =>
          Promise.all(some.map((id) => lookAt(id, at, how)));
        const isOver = (): boolean => metaClock.ahead() === ahead || tries === mostTries;
        const alone = call.isTrial(how.token) || !metaClock.isKnown() ? 1 : 0;
        const first = await all(ids.slice(0, alone));
        const looks = isOver() ? [...first, ...(await all(ids.slice(alone)))] : first;
        if (isOver()) return { at, looks: withSureTime(looks, timeKnown(ahead)) };
        // What was told of a time that is not there yet must not be remembered as nothing.
        for (const id of ids) volumes.delete(id);
      }
    },
  };

  function timeKnown(ahead: number): TimeKnown {
    if (!metaClock.isKnown()) return 'ours';
    return metaClock.ahead() === ahead ? 'sure' : 'unsettled';
  }
}
