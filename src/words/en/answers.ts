import type { NameTrouble } from '../../domain/display-name.js';
import type { Problem } from '../../domain/snapshot.js';
import type { Instant } from '../../domain/time.js';
import type { Moment } from '../format.js';
import { basics } from './basics.js';
import { names } from './names.js';

const { number, moment: momentOf, allNumbers } = basics;

function numbersOf(n: number): string {
  return n === 1 ? '1 number' : `${number(n)} numbers`;
}

const displayName: Readonly<Record<NameTrouble, string>> = {
  pending: 'in review by Meta',
  declined: 'declined by Meta; the limit may stay small until a name is approved',
  expired: 'expired; the limit may stay small until it is approved again',
};

/** What answers to questions say in English. */
export const answers = {
  numbersOf,
  /** at most 6,120 of 10,000 used */
  usedOf: (used: string, limit: string): string => `${used} of ${limit} used`,
  usedUnlimited: (used: string): string => `no limit, ${used} reached in 24 h`,
  usedUnknownLimit: (used: string): string => `${used} used`,
  limitIs: (limit: string): string => `limit ${limit}`,
  limitUnknown: (why: string): string => `limit unknown: ${why}`,
  usageUnknown: (why: string): string => `usage unknown: ${why}`,
  freesUp: (n: number, at: Instant, moment: Moment): string =>
    `${number(n)} free up by ${momentOf(at, moment)}`,
  notLooked: 'not checked yet',
  /** Before how long ago it was, such as 3 min ago. */
  checked: 'checked',
  stale: (problem: Problem, since: Instant, moment: Moment): string =>
    `We have seen nothing since ${momentOf(since, moment)}: ${names.problems[problem]}. These are the last figures.`,
  neverSeen: (problem: Problem, since: Instant, moment: Moment): string =>
    `We have seen nothing since ${momentOf(since, moment)}: ${names.problems[problem]}. There are no figures yet.`,
  labels: {
    number: 'Number',
    share: 'Used by this number',
    quality: 'Quality',
    status: 'Status',
    limit: 'Limit',
    sharedBy: 'Shares the limit with',
    most: 'Used most',
    elsewhere: 'Used elsewhere',
    unmatched: 'Number unknown',
    counted: 'Figures',
    pace: 'At this pace',
    sending: 'Sending',
    displayName: 'Display name',
    speed: 'Speed',
    portfolio: 'Portfolio',
    use: 'Use',
    trouble: 'Needs attention',
    freesUp: 'Room comes back',
  },
  /** at most 4,345, 71 % of all usage: never to be read as a part of the limit */
  share: (percent: string, used: string): string => `${used}, ${percent} of all usage`,
  shareOf: (name: string, percent: string): string => `${name}, ${percent} of the usage`,
  /** at most 3,000, by accounts of the same portfolio that are watched apart */
  elsewhere: (used: string): string => `${used}, by accounts of the same portfolio that are watched apart`,
  /** at most 400, sent under a phone number that matches none of these; it may belong to any of them */
  unmatched: (used: string): string =>
    `${used}, sent under a phone number that matches none of these; it may belong to any of them`,
  /** at most 400 from an unknown number */
  unmatchedShort: (used: string): string => `${used} from an unknown number`,
  listedToo: (id: string, status: string): string =>
    `This phone number is listed once more, as id ${id}: ${status}.`,
  ownLimit: 'The limit belongs to this number alone.',
  sendingLimited: 'limited by Meta',
  sendingBlocked: 'blocked by Meta',
  displayName,
  speed: (perSecond: number): string => `up to ${number(perSecond)} messages a second, in and out`,
  numbersTitle: 'Numbers',
  noNumbers: 'There is no number that this channel may see.',
  /** Of portfolios that were seen, and have no number. */
  noneWatched: 'No number is watched.',
  allGreen: (n: number): string => `${allNumbers(n)} ${n === 1 ? 'is' : 'are'} well.`,
  /** 2 of 14 numbers need attention */
  attention: (n: number, all: number): string =>
    `${n === all ? allNumbers(n) : `${number(n)} of ${numbersOf(all)}`} ${n === 1 ? 'needs' : 'need'} attention`,
  /** All 14 numbers are well, but 95 % of the limit used */
  wellBut: (well: string, trouble: string): string => `${well.replace(/\.$/, '')}, but: ${trouble}`,
  unknownCount: (n: number): string => `${number(n)} unknown`,
  /** 1 of 14 numbers unknown */
  unknownOf: (n: number, all: number): string => {
    if (n < all) return `${number(n)} of ${numbersOf(all)} unknown`;
    return n === 1 ? 'How the number is doing is unknown' : `How all ${numbersOf(n)} are doing is unknown`;
  },
  page: (page: number, pages: number): string => `Page ${number(page)} of ${number(pages)}`,
  noSuchPage: (pages: number): string =>
    pages === 1 ? 'There is only one page.' : `There are ${number(pages)} pages.`,
  severalFound: (query: string): string => `Several numbers fit “${query}”`,
  severalPortfolios: (query: string): string => `Several portfolios fit “${query}”`,
  chooseOne: 'Which one do you mean?',
  whichNumber: 'Which number?',
  whichPortfolio: 'Which portfolio?',
  chooseOrType: (example: string): string => `Choose one, or type it like this: ${example}`,
  didYouMean: (command: string): string => `Did you mean ${command}?`,
  nothingFound: (query: string): string => `No number fits “${query}”`,
  nothingHere: 'There is no such number that this channel may see.',
  closest: 'The closest ones:',
  actions: {
    refresh: 'Refresh',
    share: 'Share in channel',
    next: 'Next',
    previous: 'Back',
    numbers: 'All numbers',
    incidents: 'Open alerts',
    endSilence: 'End silence',
    help: 'Help',
  },
  helpTitle: 'What you can ask',
  helpLead: 'Type a number in any form, its last digits, or its name.',
  helpWord: (command: string): string => `Each also works as a word after ${command}.`,
  errors: {
    trouble: {
      title: 'That did not work',
      lead: 'Something went wrong on our side; it is in the log.',
    },
    store: {
      title: 'The record cannot be read right now',
      lead: 'Please try again in a moment. The operator finds the reason in the log.',
    },
    refused: {
      title: 'Not allowed here',
      lead: 'You or this channel may not do that. The operator can change it in the configuration.',
    },
    refusedAsk: {
      title: 'Not allowed here',
      lead: 'You or this channel may not ask about these numbers. The operator can change it in the configuration.',
    },
    unknownCommand: (name: string): { readonly title: string; readonly lead: string } => ({
      title: 'Unknown command',
      lead: `There is no command “${name}”.`,
    }),
    seeHelp: (command: string): string => `Type ${command} to see what you can ask.`,
    tooMany: (seconds: number): { readonly title: string; readonly lead: string } => ({
      title: 'One moment, please',
      lead: `That was a lot of questions; try again in ${number(seconds)} s.`,
    }),
    notUnderstood: (example: string): { readonly title: string; readonly lead: string } => ({
      title: 'Not understood',
      lead: `Type it like this: ${example}`,
    }),
  },
  refreshTooSoon: (ms: number): string => `A fresh look is possible again in ${basics.duration(ms)}.`,
  refreshFailed: 'The fresh look failed; these are the last figures.',
};
