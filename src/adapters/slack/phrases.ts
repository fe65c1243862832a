/** The few sentences that the Slack adapter says by itself. */
interface SlackWords {
  /** Said when an answer takes longer than a moment. */
  readonly working: string;
  /** Said when an answer could not be shown. */
  readonly failed: string;
  /** The button that closes a modal; at most 24 characters. */
  readonly close: string;
  /** Stands above a card that somebody shared; `who` is a mention, to be passed through unchanged. */
  readonly sharedBy: (who: string) => string;
}

/** The sentences for somebody whose language Slack calls so, like `id-ID`; null: it does not say. */
export type SlackPhrases = (language: string | null) => SlackWords;
