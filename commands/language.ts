import { short } from '../src/cards/deed.js';
import type { Locale } from '../src/domain/route.js';
import { answered, defineCommand } from '../src/app/command.js';
import { foldedName } from '../src/app/match-number.js';

const words: Readonly<Record<Locale, readonly string[]>> = {
  en: ['en', 'english', 'inggris', 'bahasa inggris'],
  id: ['id', 'in', 'indonesian', 'indonesia', 'bahasa', 'bahasa indonesia'],
};

const locales: readonly Locale[] = ['en', 'id'];

/** Keeps the language of somebody's answers. */
export const language = defineCommand({
  name: 'language',
  aliases: ['bahasa'],
  example: 'id',
  options: [{ name: 'language', required: false, choices: true }],
  visibility: 'asker',
  changesState: false,
  deed: (call) => (call.option('language') === '' ? null : 'language'),
  async run(call, context) {
    const { deeds } = context.reader.words;
    const { languages } = context;
    const typed = foldedName(call.option('language'));
    const current = languages[context.reader.words.locale];
    if (typed === '') return answered(short('info', deeds.languageTitle, deeds.languageIs(current)));
    const wanted = locales.find((locale) => words[locale].includes(typed));
    if (wanted === undefined) {
      const known = deeds.languageUnknown(context.reader.words.list(Object.values(languages)));
      return answered(short('unknown', deeds.languageTitle, known));
    }
    await context.setLocale(wanted);
    const said = context.wordsOf(wanted).deeds;
    return answered(short('good', said.languageTitle, said.languageSet(languages[wanted])));
  },
  async complete(_option, typed, context) {
    const wanted = foldedName(typed);
    return locales
      .map((locale) => ({ label: context.languages[locale], value: locale }))
      .filter(({ label, value }) => value.startsWith(wanted) || foldedName(label).includes(wanted));
  },
});
