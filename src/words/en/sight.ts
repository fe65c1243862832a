import { clockAhead } from '../../domain/meta-time.js';
import type { LookGap, Problem } from '../../domain/snapshot.js';
import type { RuleWords } from '../finding-words.js';
import { basics } from './basics.js';
import { names } from './names.js';

const sightTitles: Readonly<Record<Problem, string>> = {
  unauthorised: 'access token refused',
  forbidden: 'access refused',
  throttled: 'Meta asks us to slow down',
  unreachable: 'Meta cannot be reached',
  unintelligible: 'answer not understood',
};

/** What of an account may be hidden: with the name of the account behind it, and at the head of a sentence. */
const parts: Readonly<Record<LookGap['part'], { readonly of: string; readonly own: string }>> = {
  numbers: { of: 'the numbers of', own: 'The list of its numbers' },
  usage: { of: 'the usage of', own: 'Its usage' },
  health: { of: 'the sending rights of', own: 'Its right to send' },
  limit: { of: 'the limit of', own: 'Its limit' },
  templates: { of: 'the templates of', own: 'The list of its templates' },
  discovery: { of: 'the list of accounts of', own: 'The list of its accounts' },
};

const sightAdvice: Readonly<Record<Problem, string>> = {
  unauthorised: 'Make a new access token and put it into the configuration.',
  forbidden: "Give the token's system user access to this account.",
  throttled:
    'Nothing to do yet: we already look less often. If it goes on, another app is using up the allowance.',
  unreachable: "Check the network here and Meta's status page.",
  unintelligible: 'Look for a newer version of this bot, and send this message to its makers.',
};

const beyondBounds = 'Check the Graph URL; if it is right, raise the bound in the settings.';

/** `ahead`: milliseconds; below zero the clock is behind. */
const clock = {
  title: 'The clock of the bot is wrong',
  lead: (ahead: number, who: string): string =>
    `The clock of the bot's machine is ${apart(ahead)} Meta's. The usage of ${who} is counted by Meta's time.`,
  news: (ahead: number): string =>
    `It is ${apart(ahead)} Meta's. Usage is counted by Meta's time; alerts and silences go by this clock.`,
  advice: 'Set the clock of the machine, and keep it right with NTP.',
  resolved: 'The clock of the bot is right again.',
};

function apart(ahead: number): string {
  return `${basics.duration(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'}`;
}

/** What is said of how well we see Meta, in English. */
export const sight: RuleWords<'sight'> = {
  title: (facts) => {
    if (clockAhead(facts.cause) !== null) return clock.title;
    return facts.part === undefined
      ? `We cannot see: ${sightTitles[facts.problem]}`
      : `We cannot see all: ${sightTitles[facts.problem]}`;
  },
  name: 'access',
  topic: 'Access to Meta',
  several: (n) => `${basics.number(n)} accounts that we cannot see`,
  lead: (facts, who, moment) => {
    const ahead = clockAhead(facts.cause);
    if (ahead !== null) return clock.lead(ahead, who);
    if (facts.part !== undefined) {
      return `We cannot see ${parts[facts.part].of} ${who}: ${names.problems[facts.problem]}.`;
    }
    const last =
      facts.lastSeenAt === null
        ? 'We have never seen it.'
        : `Last seen ${basics.moment(facts.lastSeenAt, moment)}.`;
    return `We cannot see ${who}: ${names.problems[facts.problem]}. ${last}`;
  },
  news: (facts, moment) => {
    const ahead = clockAhead(facts.cause);
    if (ahead !== null) return clock.news(ahead);
    if (facts.part !== undefined) {
      return `${parts[facts.part].own} cannot be seen. Until it can, no alert about that can come.`;
    }
    return facts.lastSeenAt === null
      ? 'There are no figures yet. Until we can see, no alert can come.'
      : `The last figures are from ${basics.moment(facts.lastSeenAt, moment)}. Until we can see again, no alert can come.`;
  },
  advice: (facts) => {
    if (clockAhead(facts.cause) !== null) return clock.advice;
    return facts.cause?.reason === 'beyond-bounds' ? beyondBounds : sightAdvice[facts.problem];
  },
  resolved: (facts, who) => (clockAhead(facts.cause) !== null ? clock.resolved : `We can see ${who} again.`),
};
