/** What somebody's own page says, in English. */
export const home = {
  title: 'Your numbers',
  incidents: 'Open alerts',
  silences: 'Silences',
  /** Before the name of the language. */
  language: 'Language of your answers',
  chooseLanguage: 'Change language',
};
