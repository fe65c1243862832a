import type { AccountsApart, Allowance } from '../../sharing-port.js';
import type { Clock, Log, PortfolioPlan } from '../../ports.js';
import type { Tunnel } from '../../kit/tunnel.js';
import type { ReadingBounds } from './look-bounds.js';

/** How the source reads Graph. Times are milliseconds, sizes bytes. */
export interface GraphSourceOptions {
  /** Scheme, host and port, as `https://graph.facebook.com`. */
  readonly baseUrl: string;
  /** `v26.0` unless given; the messaging limit is told from v24.0 on. */
  readonly version?: string;
  /** A portfolio's access token, and a name for it that is not the token. */
  readonly tokenOf: (plan: PortfolioPlan) => { readonly token: string; readonly label: string };
  /** With it each call proves that it comes from the app. */
  readonly appSecret: string | null;
  readonly clock: Clock;
  readonly log: Log;
  /** Accounts that are looked at at the same time, of all tokens together, at most; 16 unless given. */
  readonly concurrency?: number;
  /** The share of Meta's allowance, 0 to 1, that calls may use up; 0.75 unless given. */
  readonly callBudgetShare?: number;
  /** The most that is read; the usual bounds where not given. */
  readonly bounds?: Partial<ReadingBounds>;
  /** The end of all calls of one account within a look, retries included; 15 s unless given. */
  readonly deadline?: number;
  /** The end of a whole look, from its first turn on; accounts not reached by then are not seen. 4 minutes unless given. */
  readonly lookDeadline?: number;
  readonly connectTimeout?: number;
  readonly responseTimeout?: number;
  /** The largest answer that is read; 20 MB unless given. */
  readonly bodyCap?: number;
  /** The way through a proxy; null or left out: Graph is reached straight. */
  readonly tunnel?: Tunnel | null;
  /** Whether the templates of a portfolio are read too; no unless given. */
  readonly templates?: (plan: PortfolioPlan) => boolean;
  /** Whether what became of the messages of those templates is read too; no unless given. */
  readonly templateInsights?: boolean;
  /** Calls shared with other processes; null unless given: there are none. */
  readonly allowance?: Allowance | null;
  /** Accounts that other processes look at and that share a limit; null unless given: there are no other processes. */
  readonly apart?: AccountsApart | null;
  readonly sleep?: (ms: number) => Promise<void>;
  readonly random?: () => number;
}
