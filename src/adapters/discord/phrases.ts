/** The few sentences this adapter says by itself. */
interface DiscordWords {
  /** When no answer came, or the answer could not be made. */
  readonly failed: string;
  /** When a button is pressed that this version no longer knows. */
  readonly staleButton: string;
}

/** The sentences for a reader's language as Discord calls it; null: it does not say. */
export type DiscordPhrases = (language: string | null) => DiscordWords;
