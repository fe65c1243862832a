import type { Locale } from '../../domain/route.js';

/** The few sentences this adapter says by itself, in each language. */
export type DiscordPhrases = Readonly<
  Record<
    Locale,
    {
      /** When no answer came, or the answer could not be made. */
      readonly failed: string;
      /** When a button is pressed that this version no longer knows. */
      readonly staleButton: string;
    }
  >
>;

/** The language of ours for Discord's word for a reader's, like `id` or `en-GB`. */
export function localeOf(language: string): Locale {
  return language === 'id' || language.startsWith('id-') ? 'id' : 'en';
}
