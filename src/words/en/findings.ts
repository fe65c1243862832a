import type { FactsOf } from '../../domain/finding.js';
import type { Status } from '../../domain/snapshot.js';
import { DAY } from '../../domain/time.js';
import type { FindingWords } from '../finding-words.js';
import { sentence, type Moment } from '../format.js';
import { shown } from '../shorten.js';
import { basics } from './basics.js';
import { names } from './names.js';
import { sight } from './sight.js';

const { number, percent, used } = basics;

function usageLead(facts: FactsOf<'usage'>, who: string, moment: Moment): string {
  const share = percent(facts.percent);
  return `${who} reached ${used(facts)} of ${number(facts.limit)} people in 24 h (${share})${usageTail(facts, moment)}`;
}

function usageNews(facts: FactsOf<'usage'>, moment: Moment): string {
  return sentence(`${used(facts)} of ${number(facts.limit)} people in 24 h${usageTail(facts, moment)}`);
}

/** Who used most of it, and when the limit is reached. */
function usageTail(facts: FactsOf<'usage'>, moment: Moment): string {
  const most =
    facts.most === null ? '' : `, ${percent(facts.most.share * 100)} of it by ${shown(facts.most.label, 60)}`;
  const pace =
    facts.reachedAt === null || facts.percent >= 100
      ? ''
      : ` At this pace the limit is reached at ${basics.moment(facts.reachedAt, moment)}.`;
  return `${most}.${pace}`;
}

const statusLeads: Readonly<Record<Status, (who: string) => string>> = {
  connected: (who) => `${who} is connected.`,
  pending: (who) => `${who} is waiting for Meta's review and may not send freely yet.`,
  offline: (who) => `${who} is offline and cannot send.`,
  flagged: (who) => `Meta has flagged ${who} because its quality fell to low.`,
  restricted: (who) => `Meta has restricted ${who}: its limit is used up, or a policy was broken.`,
  'rate-limited': (who) => `${who} is sending faster than Meta allows.`,
  banned: (who) => `Meta has banned ${who}; it cannot send.`,
  disconnected: (who) => `${who} is not connected; it can neither send nor receive.`,
  deleted: (who) => `${who} has been deleted from its account.`,
  migrated: (who) => `${who} has been moved to another account.`,
  unverified: (who) => `${who} is not verified and cannot send yet.`,
  unknown: (who) => `Meta gives ${who} a status that we do not know.`,
};

const statusAdvice: Readonly<Record<Status, string>> = {
  connected: 'Nothing to do.',
  pending: 'Finish the steps that WhatsApp Manager asks for.',
  offline: 'Check the connection of the number in WhatsApp Manager.',
  flagged: 'Pause broadcasts and write only to people who opted in, until quality is medium or high again.',
  restricted:
    'Stop broadcasts and open Account quality in WhatsApp Manager; replies to customers may still work.',
  'rate-limited': 'Send more slowly; it ends by itself.',
  banned: 'Request a review under Account quality in WhatsApp Manager.',
  disconnected: 'Connect the number again in WhatsApp Manager.',
  deleted: 'If nobody meant to do this, ask whoever manages the account.',
  migrated: 'Add the new account to the configuration if it should be watched.',
  unverified: 'Verify the number with the code that Meta sends.',
  unknown: 'Look at the number in WhatsApp Manager.',
};

const accountStates: Readonly<Record<string, string>> = {
  REJECTED: 'Meta rejected the account',
  PENDING: 'Meta is reviewing the account',
  DISABLED: 'Meta disabled the account',
  BANNED: 'Meta banned the account',
};

function accountTitle(state: string): string {
  const plain = Object.hasOwn(accountStates, state) ? accountStates[state] : undefined;
  return plain ?? `Meta reports: ${shown(state, 60)}`;
}

/** The first of Meta's reasons; null when it gives none. */
function reason(facts: FactsOf<'health'>): string | null {
  const first = facts.reasons[0];
  if (!first) return null;
  const others = facts.reasons.length - 1;
  return `Meta says: ${shown(first.description, 160)}${others > 0 ? ` (${basics.more(others)})` : ''}`;
}

function because(facts: FactsOf<'health'>): string {
  const why = reason(facts);
  return why === null ? '.' : `. ${why}`;
}

function templateState(facts: FactsOf<'template'>): string {
  const word = facts.status?.trim().toUpperCase();
  if (word === 'DISABLED') return 'disabled';
  if (word === 'PAUSED') return 'paused';
  if (facts.quality === 'red' || facts.quality === 'yellow')
    return `rated ${names.qualities[facts.quality].toLowerCase()}`;
  return facts.status === null ? 'in an unknown state' : `in the state ${shown(facts.status, 40)}`;
}

function templateNews(facts: FactsOf<'template'>): string {
  switch (templateState(facts)) {
    case 'disabled':
      return 'It can no longer be sent.';
    case 'paused':
      return 'It cannot be sent until Meta lifts the pause.';
    default:
      return facts.quality === 'red' || facts.quality === 'yellow'
        ? 'Recipients blocked or reported it; Meta may pause it.'
        : 'Meta gives no further detail.';
  }
}

/** What every rule says in English. */
export const findings: FindingWords = {
  quality: {
    title: (facts) => (facts.quality === 'red' ? 'Quality is low (red)' : 'Quality is medium (yellow)'),
    topic: 'Quality',
    lead: (facts, who) =>
      facts.quality === 'red'
        ? `${who} is rated low (red), from blocks and reports of the last 7 days.`
        : `${who} is rated medium (yellow), from blocks and reports of the last 7 days.`,
    news: (facts) =>
      facts.quality === 'red'
        ? 'Too many people blocked or reported its messages in the last 7 days.'
        : 'Some people blocked or reported its messages in the last 7 days.',
    advice: (facts, several) =>
      facts.quality === 'red'
        ? `Pause broadcasts from ${several ? 'these numbers' : 'this number'}. After that write only to people who opted in, keep it short and personal, and check the texts against the commerce and business policies.`
        : 'Send less often, only to people who opted in, and keep it short and personal.',
    resolved: (_facts, who) => `${who} is rated high (green) again.`,
  },
  usage: {
    title: (facts) => {
      if (facts.percent < 100) return `${percent(facts.percent)} of the limit used`;
      return facts.accuracy === 'exact' ? 'The limit is used up' : 'The limit may be used up';
    },
    topic: 'Usage of the limit',
    lead: usageLead,
    news: usageNews,
    advice: (facts) =>
      facts.percent < 100
        ? 'Hold back what can wait: room comes back as earlier messages turn 24 hours old.'
        : 'Start no new broadcast until earlier messages turn 24 hours old. Replies to customers still work.',
    resolved: (_facts, who) => `${who} has room again.`,
  },
  status: {
    title: (facts) => `Status: ${names.status(facts.status, facts.raw)}`,
    topic: 'Status',
    lead: (facts, who) => statusLeads[facts.status](who),
    news: (facts) => sentence(statusLeads[facts.status]('this number')),
    advice: (facts) => statusAdvice[facts.status],
    resolved: (_facts, who) => `${who} is connected again.`,
  },
  limit: {
    title: (facts) => {
      if (facts.change === 'off-ladder') return 'Unusual limit';
      return facts.change === 'raised' ? 'Limit raised' : 'Limit lowered';
    },
    topic: 'Limit',
    lead: (facts, who) => {
      const now = basics.limit(facts.now);
      if (facts.change === 'off-ladder')
        return `Meta gives ${who} a limit of ${now}, which is none of the usual levels.`;
      const before = facts.before === null ? '' : `; before it was ${basics.limit(facts.before)}`;
      return facts.now.kind === 'unlimited'
        ? `${who} may now reach any number of people in 24 h${before}.`
        : `${who} may now reach ${now} people in 24 h${before}.`;
    },
    news: (facts) => {
      const now = basics.limit(facts.now);
      if (facts.change === 'off-ladder') return `Meta gives ${now}, which is none of the usual levels.`;
      const before = facts.before === null ? '' : `; before it was ${basics.limit(facts.before)}`;
      return facts.now.kind === 'unlimited'
        ? `Any number of people in 24 h from now on${before}.`
        : `${now} people in 24 h from now on${before}.`;
    },
    advice: (facts) => {
      if (facts.change === 'raised') return 'Grow step by step and keep quality high.';
      if (facts.change === 'lowered')
        return 'Plan broadcasts for the lower limit, and look for the reason in WhatsApp Manager.';
      return 'Compare it with WhatsApp Manager; we use the figure that Meta gives.';
    },
    resolved: (_facts, who) => `${who} has one of the usual limits again.`,
  },
  health: {
    title: (facts) => (facts.canSend === 'blocked' ? 'Sending is blocked' : 'Sending is limited'),
    topic: 'Sending',
    lead: (facts, who) =>
      facts.canSend === 'blocked'
        ? `Meta does not let ${who} send${because(facts)}`
        : `Meta lets ${who} send only in part${because(facts)}`,
    news: (facts) => reason(facts) ?? 'Meta gives no reason.',
    advice: (facts) => {
      const solution = facts.reasons.find((reason) => reason.solution !== null)?.solution;
      return solution ? `Meta advises: ${shown(solution, 240)}` : 'Look for the reason in WhatsApp Manager.';
    },
    resolved: (_facts, who) => `Meta no longer blocks or limits what ${who} sends.`,
  },
  template: {
    title: (facts) => `Template ${templateState(facts)}`,
    topic: 'Template',
    lead: (facts) =>
      `The template ${shown(facts.name, 80)} (${shown(facts.language, 12)}) is ${templateState(facts)}.`,
    news: templateNews,
    advice: (facts) =>
      facts.status?.trim().toUpperCase() === 'DISABLED'
        ? 'Write a new template: relevant, personal and short.'
        : 'Send it less often and only to people who expect it, and make its text shorter and more personal.',
    resolved: (facts) => `The template ${shown(facts.name, 80)} is fine again.`,
  },
  sight,
  token: {
    title: (facts) => {
      if (facts.state === 'invalid') return 'Access token no longer works';
      if (facts.daysLeft === null) return 'Access token expires soon';
      if (facts.daysLeft < 1) return 'Access token expires within a day';
      return `Access token expires in ${basics.duration(facts.daysLeft * DAY)}`;
    },
    topic: 'Access token',
    lead: (facts, who, moment) => {
      if (facts.state === 'invalid') return `Meta no longer accepts the token ${who}.`;
      return facts.expiresAt === null
        ? `The token ${who} expires soon.`
        : `The token ${who} expires ${basics.moment(facts.expiresAt, moment)}.`;
    },
    news: (facts, moment) => {
      if (facts.state === 'invalid') return 'Meta refuses it, and we see nothing without it.';
      return facts.expiresAt === null
        ? 'After that we see nothing.'
        : `It ends ${basics.moment(facts.expiresAt, moment)}; after that we see nothing.`;
    },
    advice: (facts) =>
      facts.state === 'invalid'
        ? 'Make a new token and put it into the configuration.'
        : 'Make a new token before then; a system user can have one that never expires.',
    resolved: (_facts, who) => `The token ${who} works again.`,
  },
  account: {
    title: (facts) => accountTitle(facts.state),
    topic: 'Account',
    lead: (facts, who) => {
      const detail = facts.detail === null ? '' : ` (${shown(facts.detail, 160)})`;
      return `${accountTitle(facts.state)}${detail}: ${who}.`;
    },
    news: (facts) =>
      facts.detail === null ? 'Meta gives no further detail.' : `Meta says: ${shown(facts.detail, 160)}`,
    advice: () => 'Open Account quality in WhatsApp Manager; you can request a review there.',
    resolved: (_facts, who) => `Meta no longer reports anything against ${who}.`,
  },
};
