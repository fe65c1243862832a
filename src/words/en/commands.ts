/** What the commands and their options do, in English; at most 100 characters each. */
export const commands = {
  quota: {
    summary: 'How much of the limit is used, and how a number is doing',
    options: { number: 'A number in any form, its last digits or its name; empty: all' },
  },
  numbers: {
    summary: 'All numbers, worst first',
    options: { page: 'Which page' },
  },
  tier: {
    summary: 'When the next limit comes, and what it still needs',
    options: { portfolio: 'Which portfolio, by name; empty: all' },
  },
  'can-send': {
    summary: 'Whether a broadcast to so many people fits, and when',
    options: { number: 'A number in any form or its name', count: 'How many people' },
  },
  history: {
    summary: 'The usage of past days against the limit',
    options: { number: 'A number or a portfolio; empty: all', days: '7 or 30 days' },
  },
  digest: {
    summary: 'The digest as it stands now',
    options: {},
  },
  incidents: {
    summary: 'Open alerts, worst first',
    options: { id: 'One alert in detail, by its id' },
  },
  ack: {
    summary: 'Say that you are taking care of an alert',
    options: { id: 'The id of the alert' },
  },
  silence: {
    summary: 'Silence an alert, a number or a portfolio for a while; empty: the silences in force',
    options: {
      target: 'The id of an alert, a number or a portfolio',
      time: '1h, 4h, 30m, until 08:00 or until healthy',
      reason: 'Why; all who read the alert will see it',
    },
  },
  language: {
    summary: 'The language of your answers',
    options: { language: 'English or Indonesian' },
  },
  check: {
    summary: 'How the phone numbers in a message are doing',
    options: { text: 'The message' },
  },
  home: {
    summary: 'Your numbers, open alerts, silences and language',
    options: {},
  },
  help: {
    summary: 'What you can ask',
    options: {},
  },
};
