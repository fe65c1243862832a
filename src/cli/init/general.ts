import { isTimeZone } from '../../domain/time.js';
import { locales, wordsOf } from '../../words/index.js';
import type { SetupSession } from './session.js';

/** The machine, as far as it tells of its people. */
export interface Surroundings {
  /** A tag such as `id-ID`. */
  readonly language: string;
  readonly timezone: string;
}

/** Asks for language, time zone and country, where the settings file does not say them. */
export async function setUpGeneral(
  session: SetupSession,
  { language, timezone }: Surroundings,
): Promise<void> {
  const { prompts, words, draft } = session;
  const { setup } = words;
  if (['language', 'timezone', 'defaultCountry'].every((key) => draft.says(key))) return;
  prompts.heading(setup.parts.general);
  if (!draft.says('language')) {
    const choices = locales.map((value) => ({ value, label: wordsOf[value].language }));
    draft.choose('language', await prompts.one(setup.general.language, choices, words.locale));
  }
  if (!draft.says('timezone')) {
    const zone = await prompts.text({
      question: setup.general.timezone,
      initial: timezone,
      wrong: (typed) => (isTimeZone(typed.trim()) ? null : setup.general.noZone),
    });
    draft.choose('timezone', zone.trim());
  }
  if (!draft.says('defaultCountry')) {
    const country = await prompts.text({
      question: setup.general.country,
      initial: countryOf(language) ?? usualCountry,
      wrong: (typed) => (/^[A-Za-z]{2}$/.test(typed.trim()) ? null : setup.general.noCountry),
    });
    draft.choose('defaultCountry', country.trim().toUpperCase());
  }
}

const usualCountry = 'ID';

/** The country in a language's tag; `en-US` is what machines say that nobody set up. */
function countryOf(tag: string): string | null {
  const country = /^[a-z]{2,3}-([A-Z]{2})$/.exec(tag)?.[1] ?? null;
  return tag === 'en-US' ? null : country;
}
