import pTimeout from 'p-timeout';
import type { AccountsApart } from '../../sharing-port.js';
import { known, unknown, type Reading } from '../../domain/reading.js';
import type { AccountUse, PortfolioId, WabaId } from '../../domain/snapshot.js';
import { MINUTE, SECOND, type Instant } from '../../domain/time.js';
import type { PortfolioPlan } from '../../ports.js';
import type { VolumeSight } from './volume-look.js';
import type { WabaLook } from './waba-look.js';

/** What an account of the same owner delivered, as another look saw it. */
export interface OtherAccount {
  /** Unknown too when that look is long ago. */
  readonly volume: Reading<VolumeSight>;
}

/** What looks know of each other: accounts that are configured apart may use one limit. */
export interface CommonLimits {
  /** Begins a look; the answer is to be called once its accounts were read, or will not be. */
  begin(plan: PortfolioPlan): () => void;
  /** Keeps what a look saw of an account. */
  keep(look: WabaLook, owner: string | null, at: Instant): void;
  /**
   * The accounts of an owner besides `own` ones, with what other processes saved of them. Plans that may be of the same
   * owner are awaited at first look, a while. Before that nobody knows whose their accounts are.
   */
  others(
    owner: string | null,
    portfolio: PortfolioId,
    own: ReadonlySet<WabaId>,
    at: Instant,
  ): Promise<readonly OtherAccount[]>;
}

/** What a look saw of an account, by Meta's clock. */
interface Kept {
  readonly at: Instant;
  readonly volume: Reading<VolumeSight>;
}

/** First looks that may be of one owner. */
interface FirstLooks {
  underWay: number;
  readonly allRead: () => void;
  /** Resolves when none is under way. */
  readonly ended: Promise<void>;
}

function noLooks(): FirstLooks {
  let allRead = (): void => undefined;
  const ended = new Promise<void>((resolve) => (allRead = resolve));
  return { underWay: 0, allRead, ended };
}

/** What was seen longer ago says nothing of now. */
const holds = 20 * MINUTE;
const longestWait = 20 * SECOND;

/** Nothing was looked at yet by this process; null: there are no others. */
export function createCommonLimits(apart: AccountsApart | null): CommonLimits {
  const begun = new Set<PortfolioId>();
  /** The first looks that are under way, by the owner that the settings name; null: they name none. */
  const firstLooks = new Map<string | null, FirstLooks>();
  const owners = new Map<WabaId, string | null>();
  /** What was kept of accounts, by their owner. */
  const kept = new Map<string | null, Map<WabaId, Kept>>();
  return {
    begin(plan) {
      if (begun.has(plan.id)) return () => undefined;
      begun.add(plan.id);
      const { business } = plan;
      const first = firstLooks.get(business) ?? noLooks();
      firstLooks.set(business, first);
      first.underWay += 1;
      let isRead = false;
      return () => {
        if (isRead) return;
        isRead = true;
        first.underWay -= 1;
        if (first.underWay > 0) return;
        firstLooks.delete(business);
        first.allRead();
      };
    },
    keep(look, owner, at) {
      const before = owners.get(look.id);
      if (before !== undefined && before !== owner) kept.get(before)?.delete(look.id);
      owners.set(look.id, owner);
      const own = kept.get(owner) ?? new Map<WabaId, Kept>();
      kept.set(
        owner,
        own.set(look.id, { at, volume: look.kind === 'seen' ? look.volume : unknown('incomplete') }),
      );
    },
    async others(owner, portfolio, own, at) {
      if (owner === null) return [];
      const related = [firstLooks.get(null), firstLooks.get(owner)].flatMap((looks) => looks?.ended ?? []);
      if (related.length > 0) {
        const read = Promise.all(related);
        await pTimeout<unknown>(read, { milliseconds: longestWait, fallback: () => null });
      }
      const all = new Map<WabaId | null, Kept>(kept.get(owner));
      for (const { id, at: seen, used } of (await apart?.of(owner, portfolio)) ?? []) {
        if (seen > (all.get(id)?.at ?? Number.NEGATIVE_INFINITY))
          all.set(id, { at: seen, volume: volumeOf(used) });
      }
      return [...all].flatMap(([id, account]): readonly OtherAccount[] => {
        if (id !== null && own.has(id)) return [];
        // Looks of one round begin at moments of their own, so a little ahead is of now too.
        const isOld = Math.abs(at - account.at) > holds;
        return [{ volume: isOld ? unknown('incomplete') : account.volume }];
      });
    },
  };
}

/** What was saved of an account: all of it, of whichever number. */
function volumeOf(used: Reading<AccountUse>): Reading<VolumeSight> {
  if (!used.known) return used;
  const { source, series } = used.value;
  return known({ source, volumes: new Map([[null, series]]), broken: new Set(), read: null });
}
