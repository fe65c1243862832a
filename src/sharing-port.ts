import type { Reading } from './domain/reading.js';
import type { AccountUse, PortfolioId, WabaId } from './domain/snapshot.js';
import type { Instant } from './domain/time.js';

/** A name that this process holds until an end. It is a value: renewed, it is another one. */
export interface Lease {
  readonly name: string;
  /** Higher than that of whoever held the name before. */
  readonly epoch: number;
  /** Whether its end is still ahead. Counted so that nobody else holds it meanwhile, whatever becomes of clocks. */
  isHeld(): boolean;
}

/** Who holds a name. */
export interface HeldName {
  readonly name: string;
  readonly holder: string;
  /** Milliseconds until its end. */
  readonly left: number;
}

/** A lease that is renewed until it is dropped or lost. */
export interface KeptLease {
  isHeld(): boolean;
  /** Resolves when it is held no longer, dropped or lost. */
  readonly over: Promise<void>;
  /** Lets go of it. Never throws: what cannot be let go of ends by itself. */
  drop(): Promise<void>;
}

/** A place that one process at a time has. */
export interface Seat {
  /** Resolves when this process has it; null: the signal came first. Never throws. */
  take(signal: AbortSignal): Promise<KeptLease | null>;
}

/** Names of which one process at a time holds each. Ends are by one clock for all. All of it throws StoreError. */
export interface Leases {
  /** Takes a name for so many milliseconds; null: somebody holds it. */
  take(name: string, ms: number): Promise<Lease | null>;
  /** Puts the end off to so many milliseconds from now; null: it had ended, or somebody else has it. */
  renew(lease: Lease, ms: number): Promise<Lease | null>;
  /** Lets go of it, if it is still held. */
  drop(lease: Lease): Promise<void>;
  /** Who holds what now. */
  held(): Promise<readonly HeldName[]>;
}

/** Tells who is the first to handle something. Throws StoreError. */
export interface Once {
  /** Whether nobody had this key in so many milliseconds. Of those who ask at once, one is the first. */
  first(key: string, ms: number): Promise<boolean>;
}

/** One portfolio's look for one planned time. One process has it until an end. */
export interface Turn {
  readonly portfolio: PortfolioId;
  /** The planned time. */
  readonly slot: Instant;
  /** Higher than that of any turn at this portfolio before. */
  readonly epoch: number;
}

/** Shares looks among processes: one look per portfolio and planned time. All of it throws StoreError. */
export interface Schedule {
  /** Makes looks due, however many processes offer the same planned time. */
  offer(slot: Instant, portfolios: readonly PortfolioId[]): Promise<void>;
  /**
   * Takes at most `most` that are due and nobody has. Each is held for `ms` milliseconds; none is of `except`. What
   * others have lost goes first, then what was looked at longest ago. Of these, what this process looked at before.
   */
  take(except: readonly PortfolioId[], most: number, ms: number): Promise<readonly Turn[]>;
  /** Puts the ends off to `ms` milliseconds from now, where they are still this process's. */
  renew(turns: readonly Turn[], ms: number): Promise<void>;
  /** Ends a turn whose look brought nothing that is to be saved; a look that is saved ends its turn by that. */
  end(turn: Turn): Promise<void>;
  /** Gives back a turn whose look failed for reasons that are not its own: it is due again at once. */
  giveBack(turn: Turn): Promise<void>;
  /** Lets nobody look there again for so many milliseconds; the turn is over. */
  rest(turn: Turn, ms: number): Promise<void>;
}

/** Why a call may not be made, and when to try again: all are spent, or Meta wants rest. */
export interface CallRefusal {
  readonly key: string;
  readonly why: 'spent' | 'rests';
  readonly until: Instant;
}

/** How many calls in an hour may be counted for a key at most. */
interface CallLimit {
  readonly key: string;
  readonly most: number;
}

/** The calls that a token or an account may make, shared among processes. All of it throws StoreError. */
export interface Allowance {
  /** Counts one call for each key; null: it may be made. Refused for one key, it may count for others. */
  spend(limits: readonly CallLimit[]): Promise<CallRefusal | null>;
  /** Lets nobody call for so many milliseconds, unless nobody may for longer. */
  rest(key: string, ms: number): Promise<void>;
}

/** What the last look at another portfolio saw of an account. */
export interface AccountApart {
  /** Null: the portfolio was never seen, so nobody knows which accounts it has. */
  readonly id: WabaId | null;
  /** When that was, by Meta's clock. */
  readonly at: Instant;
  readonly used: Reading<AccountUse>;
}

/** Accounts of one owner in several portfolios, as saved sights tell of them. Never throws. */
export interface AccountsApart {
  /** Whether other portfolios use the owner's limit too, as was known last. */
  isShared(owner: string): boolean;
  /** The owner's accounts in other portfolios than this one; what cannot be read is unknown. */
  of(owner: string, portfolio: PortfolioId): Promise<readonly AccountApart[]>;
}

/** By Meta's id of an owner, the portfolios that have its accounts. Only where there are several. */
export type LimitSharers = ReadonlyMap<string, readonly PortfolioId[]>;

/** Notes about routes that whoever delivers there next must know. All of it throws StoreError. */
export interface RouteNotes {
  /** What was kept, as JSON; null: nothing. */
  read(route: string): Promise<string | null>;
  /** Null: there is nothing to keep. */
  keep(route: string, note: string | null): Promise<void>;
}

/** How processes that share a store stand. */
export interface SharedState {
  readonly held: readonly HeldName[];
  /** For how long the look has been due that is due longest, in milliseconds; 0: none is due. */
  readonly lookLag: number;
}

/** What processes that share a store have in common beside it. */
export interface Sharing {
  /** What others call this process. */
  readonly holder: string;
  readonly leases: Leases;
  readonly once: Once;
  readonly schedule: Schedule;
  readonly allowance: Allowance;
  readonly routeNotes: RouteNotes;
  /** Who shares a limit, as saved looks tell. Throws StoreError. */
  limitSharers(): Promise<LimitSharers>;
  /** Calls when another process has written something, perhaps too often; returns how to hear no more. */
  onNews(listener: () => void): () => void;
}
