/** A portfolio that a token sees. */
export interface ReachedPortfolio {
  /** Null: the token sees only accounts of it. */
  readonly id: string | null;
  /** Null: Meta does not say. */
  readonly name: string | null;
  /** The accounts to name; none where the portfolio's id finds them. */
  readonly wabas: readonly { readonly id: string; readonly name: string | null }[];
}

/** What a token sees. */
export interface TokenReach {
  readonly portfolios: readonly ReachedPortfolio[];
}
