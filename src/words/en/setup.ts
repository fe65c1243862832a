import type { SetupVariable } from '../../domain/setup-variable.js';

const explains: Readonly<Record<SetupVariable, string>> = {
  META_ACCESS_TOKEN:
    'The token of a system user; with it the bot reads numbers, quality and usage. On the page below, give a system user your WhatsApp accounts (view is enough), then generate a token with whatsapp_business_management and business_management.',
  META_APP_SECRET:
    'The app wants each call proven with its secret. Copy it from the page below: your app, App settings, Basic.',
  SLACK_BOT_TOKEN:
    'The token of the bot (xoxb-…); with it the bot posts. The page below makes the app: create it, install it, then copy the token from OAuth & Permissions.',
  SLACK_APP_TOKEN:
    'The app-level token (xapp-…); through it questions arrive without a public address. On the page below: your app, Basic Information, App-Level Tokens, make one with connections:write.',
  DISCORD_TOKEN:
    'The token of the bot; with it the bot posts and answers. On the page below, make an application, then copy the token from its Bot page.',
};

const listed = (names: readonly string[]): string => names.join(', ');

/** What the guided set-up says, in English. */
export const setup = {
  title: 'Tierwatch: guided set-up',
  begin: [
    'It asks for what the bot needs, tries each value at once, and writes .env and the settings file at the end.',
    'Until then nothing is written, so Ctrl-C leaves everything as it is. What is set already is kept.',
    'Each step can be done by hand too: README.md, “Set it up for real”.',
  ],
  yes: 'Yes',
  no: 'No',
  keys: {
    one: 'arrow keys choose, Enter goes on',
    several: 'Space chooses or takes back, Enter goes on',
  },
  pick: {
    again: 'Try again',
    retype: 'Type it again',
    skip: 'Skip it',
    keep: 'Keep it all the same',
    leave: 'Leave it out',
    none: 'None of these',
  },
  whatNow: 'What now?',
  parts: {
    general: 'Language and time',
    files: 'Files',
    test: 'Test alerts',
  },
  general: {
    language: 'Language of alerts and digests',
    timezone: 'Time zone of alerts and digests',
    country: 'Country of numbers typed without a country code, as two letters',
    noZone: 'There is no such time zone. Write one like Asia/Jakarta.',
    noCountry: 'Write two letters, like ID.',
  },
  explains,
  secret: (variable: string): string => `${variable} (hidden; Enter skips it)`,
  trying: (what: string): string => `Trying ${what} …`,
  asking: (whom: string): string => `Asking ${whom} …`,
  lookingAt: (portfolio: string): string => `Looking at ${portfolio} …`,
  works: (variable: string, who: string | null, where: string | null): string =>
    `${variable} works${who === null ? '' : ` as @${who}`}${where === null ? '' : ` in ${where}`}.`,
  kept: (sentence: string): string => `Kept: ${sentence}`,
  fails: (variable: string, sentence: string): string => `${variable}: ${sentence}`,
  tokenEnds: (day: string): string => `It expires on ${day}.`,
  tokenStays: 'It does not expire.',
  lacks: (names: readonly string[]): string =>
    `It lacks ${listed(names)}. Make a token that has the permission.`,
  appLacks: (names: readonly string[]): string =>
    `The app lacks ${listed(names)}. Install it again with the current manifest.`,
  cannotDiscover:
    'It lacks business_management, so the accounts of a portfolio are not found by its id. They are named one by one instead.',
  malformed: 'There is a space, a quote or a line break in it. Copy the value alone.',
  belongsElsewhere: (prefix: string, variable: string): string =>
    `It starts with ${prefix}, so it is the value of ${variable}. Copy the right one.`,
  setElsewhere: {
    process: (variable: string): string =>
      `${variable} is set in this shell, which goes before .env. Change it there, or unset it.`,
    'secret-file': (variable: string): string =>
      `${variable} comes from the file that ${variable}_FILE names. Change it in that file.`,
  },
  replace: (variable: string, old: string, now: string): string =>
    `${variable} is ${old}, but the token belongs to ${now}. Change it to ${now}?`,
  portfolios: {
    question: 'Which portfolios are to be watched?',
    byAccounts: (count: number): string => (count === 1 ? '1 account' : `${String(count)} accounts`),
    none: 'Meta names no portfolio for this token.',
    id: 'Id of a portfolio, or of a WhatsApp account (digits; Enter: no more)',
    idWhere: 'The id of a portfolio is in Business settings, Business info.',
    noId: 'An id has digits only.',
    known: 'It is watched already.',
    name: 'What people call it',
    noName: 'Write a name of at most 80 characters.',
    nameTaken: 'Another portfolio has this name. Write a different one.',
    seen: (name: string, count: number, sample: readonly string[]): string => {
      const more = count > sample.length ? ', …' : '';
      const names = sample.length === 0 ? '' : ` (${sample.join(', ')}${more})`;
      return `${name}: ${count === 1 ? '1 number' : `${String(count)} numbers`} seen${names}.`;
    },
    unseen: (name: string, sentence: string): string => `${name}: ${sentence}`,
    empty: (name: string): string =>
      `${name}: no number is seen. Assign its WhatsApp accounts to the system user.`,
    anyway: 'Watch it all the same?',
    noneWatched: 'No portfolio is watched yet. The bot does not start without one.',
  },
  chats: {
    wanted: (chat: string): string => `Set up ${chat}?`,
    question: 'Which channels are to get alerts?',
    search: 'Channel for alerts: its name, id or link (Enter: no more)',
    unlisted: 'Not all channels can be listed. Copy the link of a channel instead.',
    unknown: 'No channel is called so.',
    which: 'Which one?',
    here: 'the bot is there',
    invite: (chat: string): string => `This link lets the bot into a server of ${chat}:`,
    noPlace: 'The bot is on no server with a channel yet. Open the link, choose a server, then try again.',
    join: (command: string): string => `Type ${command} in the channel, then try again.`,
    told: (channel: string): string => `What is ${channel} to get?`,
    all: 'Warnings and worse, and a digest at 08:00 on weekdays',
    warnings: 'Warnings and worse',
    critical: 'Only what is critical',
    can: (channel: string): string => `The bot can post in ${channel}.`,
    cannot: (channel: string, sentence: string): string => `${channel}: ${sentence}`,
    more: 'Tell another channel?',
    oneServer: (server: string, variable: string): string =>
      `The bot’s commands are offered on ${server} only, and at once. Clear ${variable} to offer them on every server.`,
    terminal: 'No channel gets alerts yet. Print alerts in the terminal that the bot runs in?',
  },
  files: {
    mistakes: (file: string): string => `${file} has mistakes that the bot does not start with:`,
    variables: (names: readonly string[]): string => `.env gets ${listed(names)}.`,
    stays: 'What else it says stays.',
    settings: (file: string): string => `${file} will be:`,
    openToOthers: (file: string): string => `Others may read ${file}; from now on only its owner may.`,
    nothing: 'All is set already, so there is nothing to write.',
    write: 'Write it?',
    wrong: 'The settings would not be understood, so nothing is written. This is a fault of the program:',
    changed: (file: string): string =>
      `${file} was changed meanwhile, so nothing is written. Begin again with what it says now.`,
    written: (file: string): string => `${file} is written.`,
    writtenForOwner: (file: string): string => `${file} is written; only you may read it.`,
    failed: (file: string, code: string): string =>
      `${file} cannot be written (${code}). Check the folder and its owner, then begin again.`,
    left: 'Still missing:',
    comments: {
      file: 'The settings of Tierwatch. What is not written here is as in config/default.yaml.\nTry them with: npx --no -- tierwatch check',
      language: 'The language where nobody chose one.',
      timezone: 'The time zone of routes without one.',
      defaultCountry: 'The country of numbers typed without a country code.',
      portfolios: 'The business portfolios that are watched. Their token is META_ACCESS_TOKEN in .env.',
      routes: 'The channels that get alerts.',
    },
  },
  test: {
    question: 'Send a test alert to each channel now?',
    sending: 'Sending …',
    arrived: (route: string): string => `${route}: it arrived.`,
    failed: (route: string, sentence: string): string => `${route}: it did not arrive. ${sentence}`,
    unclear: (route: string, sentence: string): string => `${route}: it may have arrived. ${sentence}`,
    notOpen: (route: string): string => `${route}: this chat is not set up.`,
  },
  next: 'Next: “npx --no -- tierwatch check” tries all of it once more, and “npm start” starts the bot.',
  stopped: 'Stopped. Nothing was written.',
  stoppedLater: 'Stopped. The files are written.',
  noTerminal:
    'init asks questions, so it needs a terminal. Without one, follow README.md, “Set it up for real”.',
};
