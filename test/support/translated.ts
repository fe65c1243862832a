import type { Translated } from '../../src/ports.js';
import { localeOf } from '../../src/words/index.js';

/** Something in the languages of the tests, whatever others the bot speaks. */
export interface InEach<T> {
  readonly en: T;
  readonly id: T;
}

/** What a platform's tag stands for; English for the languages that the tests do not have. */
export function inLanguage<T>(each: InEach<T>, tag: string | null): T {
  return localeOf(tag ?? '') === 'id' ? each.id : each.en;
}

/** A text as a command has it. */
export function translated(texts: InEach<string>): Translated {
  return {
    usual: texts.en,
    in: (tag) => (localeOf(tag) === null ? null : inLanguage(texts, tag)),
  };
}
