import type { LedgerFact } from './domain/ledger/fact.js';
import type { LedgerFigure } from './domain/ledger/figure.js';
import type { PortfolioId, WabaId } from './domain/snapshot.js';
import type { Instant } from './domain/time.js';

/** Who was reached, as webhooks tell. Portfolios share nothing. All of it throws StoreError. */
export interface Ledger {
  /**
   * Keeps the facts of one body, all or none, on disk before it resolves; a body told again changes nothing. `at` is
   * when it arrived, which proves that we were there.
   */
  record(portfolio: PortfolioId, facts: readonly LedgerFact[], at: Instant): Promise<void>;
  /** Who is counted at `at`, which is not before the last thing told; null: counting never began. */
  figure(portfolio: PortfolioId, at: Instant): Promise<LedgerFigure | null>;
  /**
   * Proof that we are there for these accounts, all the portfolio has: at the start, and every 20 seconds from then on.
   * Each time some of what is too old to matter is forgotten.
   */
  alive(portfolio: PortfolioId, accounts: readonly WabaId[], at: Instant): Promise<void>;
  /** As `alive`, of many portfolios in few writes. Each time a few of them forget what is too old. */
  allAlive(accounts: ReadonlyMap<PortfolioId, readonly WabaId[]>, at: Instant): Promise<void>;
  /** Whether an account tells us everything, as a look at its subscription saw. What cannot be seen is not told here. */
  subscription(portfolio: PortfolioId, account: WabaId, tells: boolean, at: Instant): Promise<void>;
}
