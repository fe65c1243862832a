import { short } from '../src/cards/deed.js';
import { answered, defineCommand } from '../src/app/command.js';
import { foldedName } from '../src/app/match-number.js';
import type { Locale } from '../src/domain/route.js';
import { localeOf, locales, wordsOf } from '../src/words/index.js';

/** Keeps the language of somebody's answers. */
export const language = defineCommand({
  name: 'language',
  example: locales[1] ?? locales[0],
  options: [{ name: 'language', required: false, choices: true }],
  visibility: 'asker',
  changesState: false,
  deed: (call) => (call.option('language') === '' ? null : 'language'),
  async run(call, context) {
    const { deeds, language: current, list } = context.reader.words;
    const typed = foldedName(call.option('language'));
    if (typed === '') return answered(short('info', deeds.languageTitle, deeds.languageIs(current)));
    const wanted = locales.find((locale) => namesOf(locale).includes(typed)) ?? localeOf(typed);
    if (wanted === null) {
      const known = locales.map((locale) => wordsOf[locale].language);
      return answered(short('unknown', deeds.languageTitle, deeds.languageUnknown(list(known))));
    }
    await context.setLocale(wanted);
    const said = wordsOf[wanted];
    return answered(short('good', said.deeds.languageTitle, said.deeds.languageSet(said.language)));
  },
  async complete(_option, typed) {
    const wanted = foldedName(typed);
    return locales
      .map((locale) => ({ label: wordsOf[locale].language, value: locale }))
      .filter(({ label, value }) => value.startsWith(wanted) || foldedName(label).includes(wanted));
  },
});

function namesOf(locale: Locale): readonly string[] {
  const { language: own, calledAs } = wordsOf[locale];
  return [foldedName(own), ...calledAs];
}
