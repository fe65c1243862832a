import type { CommandWords } from '../command-words.js';

const texts = {
  quota: {
    summary: 'How much of the limit is used, and how a number is doing',
    aliases: ['limit'],
    options: { number: 'A number in any form, its last digits or its name; empty: all' },
  },
  numbers: {
    summary: 'All numbers, worst first',
    aliases: ['list'],
    options: { page: 'Which page' },
  },
  tier: {
    summary: 'When the next limit comes, and what it still needs',
    aliases: [],
    options: { portfolio: 'Which portfolio, by name; empty: all' },
  },
  'what-if': {
    summary: 'How much of the limit a broadcast at a time to come would use',
    aliases: ['whatif'],
    options: {
      number: 'A number in any form or its name; empty: no matter which',
      count: 'How many people',
      time: '10:00, or tomorrow 10:00; empty: now',
    },
  },
  'can-send': {
    summary: 'Whether a broadcast to so many people fits, and when',
    aliases: ['cansend'],
    options: { number: 'A number in any form or its name', count: 'How many people' },
  },
  why: {
    summary: 'What came before a number changed its colour, status or limit',
    aliases: [],
    options: { number: 'A number in any form, its last digits or its name' },
  },
  history: {
    summary: 'The usage of past days against the limit',
    aliases: [],
    options: { number: 'A number or a portfolio; empty: all', days: '7 or 30 days' },
  },
  digest: {
    summary: 'The digest as it stands now',
    aliases: [],
    options: {},
  },
  incidents: {
    summary: 'Open alerts, worst first',
    aliases: ['alerts'],
    options: { id: 'One alert in detail, by its id' },
  },
  ack: {
    summary: 'Say that you are taking care of an alert',
    aliases: ['acknowledge'],
    options: { id: 'The id of the alert' },
  },
  silence: {
    summary: 'Silence an alert, a number or a portfolio for a while; empty: the silences in force',
    aliases: ['mute'],
    options: {
      target: 'The id of an alert, a number or a portfolio',
      time: '1h, 4h, 30m, until 08:00 or until healthy',
      reason: 'Why; all who read the alert will see it',
    },
  },
  language: {
    summary: 'The language of your answers',
    aliases: [],
    options: { language: 'The name of the language' },
  },
  check: {
    summary: 'How the phone numbers in a message are doing',
    aliases: [],
    options: { text: 'The message' },
  },
  home: {
    summary: 'Your numbers, open alerts, silences and language',
    aliases: [],
    options: {},
  },
  help: {
    summary: 'What you can ask',
    aliases: [],
    options: {},
  },
} satisfies Readonly<Record<string, CommandWords>>;

type Texts = typeof texts;

/** What the commands and their options do, in English. */
export const commands: {
  readonly [N in keyof Texts]: CommandWords<Extract<keyof Texts[N]['options'], string>>;
} = texts;
