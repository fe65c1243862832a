import type { Locale } from '../../domain/route.js';

/** The few sentences that the Slack adapter says by itself. */
export interface SlackWords {
  /** Said when an answer takes longer than a moment. */
  readonly working: string;
  /** Said when an answer could not be shown. */
  readonly failed: string;
  /** The button that closes a modal; at most 24 characters. */
  readonly close: string;
  /** Stands above a card that somebody shared; `who` is a mention, to be passed through unchanged. */
  readonly sharedBy: (who: string) => string;
}

/** The sentences in each language. */
export type SlackPhrases = Readonly<Record<Locale, SlackWords>>;

/** The language for somebody whom Slack calls `language`, like `id-ID`; English when it is none of ours. */
export function localeOf(language: string | null): Locale {
  return language !== null && /^id\b/i.test(language) ? 'id' : 'en';
}
