import type { Instant } from '../../domain/time.js';
import type { Moment } from '../format.js';
import { atMoment } from './at-moment.js';
import { basics } from './basics.js';

const { number, moment: momentOf, duration } = basics;

/** What is said when people acknowledge, silence or choose, in English. Also in messages about the bot itself. */
export const deeds = {
  acknowledged: (n: number): string => (n === 1 ? 'Acknowledged' : `${number(n)} alerts acknowledged`),
  acknowledgedLead: (who: string): string =>
    `${who}: the alert stays open until the trouble is over, but is not repeated.`,
  acknowledgedAllLead: (n: number): string =>
    n === 1
      ? 'The alert stays open until the trouble is over, but is not repeated.'
      : 'The alerts stay open until the trouble is over, but are not repeated.',
  notYours: (n: number): string =>
    n === 1
      ? 'One more is left as it was: you may not acknowledge it.'
      : `${number(n)} more are left as they were: you may not acknowledge them.`,
  alreadyTitle: 'Already acknowledged',
  already: (by: string, at: Instant, moment: Moment): string => `${by} was first, ${momentOf(at, moment)}.`,
  alreadyOver: 'This alert is already over.',
  noIncident: (id: string): string => `No open alert “${id}”`,
  noIncidentLead: 'It may be over already. These are open:',
  whichIncident: 'Which alert?',
  openOnes: 'These are open:',
  noTarget: (query: string): string => `Nothing is called “${query}”`,
  noTargetLead: 'Name an alert, a number or a portfolio.',
  noIncidents: 'No open alerts.',
  incidentsTitle: 'Open alerts',
  silencedTitle: 'Silenced',
  notSilencedTitle: 'Not silenced',
  silencedUntil: (what: string, until: string): string => `${what}: no messages until ${until}.`,
  silencedHealthy: (what: string, until: string): string =>
    `${what}: no messages until it is well again, at the latest ${until}.`,
  silenceEnded: (what: string): string => `${what}: messages come again.`,
  silenceEndedTitle: 'Silence ended',
  silencesTitle: 'Silences',
  noSilences: 'No silence is in force.',
  noSilence: (id: string): string => `No silence “${id}” is in force.`,
  scopeAll: (portfolio: string): string => `all alerts of ${portfolio}`,
  scopeRule: (rule: string, portfolio: string): string => `${rule} alerts of ${portfolio}`,
  scopeSubject: (who: string): string => `all alerts of ${who}`,
  scopeBoth: (rule: string, who: string): string => `${rule} alerts of ${who}`,
  reason: 'Reason',
  by: (who: string): string => `by ${who}`,
  until: (until: string): string => `until ${until}`,
  tooLong: (max: number): string => `At most ${duration(max)}; every silence ends.`,
  languageTitle: 'Language',
  languageSet: (name: string): string => `From now on I answer you in ${name}.`,
  languageIs: (name: string): string => `I answer you in ${name}.`,
  languageUnknown: (choices: string): string => `I speak ${choices}.`,
  testTitle: 'Test alert',
  testLead: (route: string): string => `This is a test; nothing is wrong. Alerts for ${route} arrive here.`,
  brokenTitle: 'A channel refuses our messages',
  broken: (route: string): string => `Messages for ${route} are waiting and will be tried again.`,
  brokenAdvice: 'Check that the channel exists and that the bot is a member of it.',
  undeliveredTitle: 'Alerts do not arrive in a channel',
  undelivered: (route: string, since: Instant, moment: Moment): string =>
    `Alerts for ${route} have been waiting since ${momentOf(since, moment)}. They are sent as soon as it takes them.`,
  deliversAgainTitle: 'Alerts arrive in the channel again',
  /** `ms`: how long the trouble lasted. */
  deliversAgain: (route: string, since: Instant, ms: number, moment: Moment): string =>
    `Messages for ${route} arrive again. The trouble began ${atMoment(since, moment)} and lasted ${duration(ms)}.`,
  droppedTitle: 'Some messages were never sent',
  dropped: (n: number, oldest: Instant, moment: Moment): string =>
    n === 1
      ? `1 message from ${momentOf(oldest, moment)} could not be sent and is not tried any more.`
      : `${number(n)} messages could not be sent and are not tried any more, the oldest from ${momentOf(oldest, moment)}.`,
  droppedAdvice: 'Ask for the open alerts to see how things stand.',
};
