import { DAY } from '../../domain/time.js';
import type { FindingWords } from '../finding-words.js';
import { account } from './account.js';
import { atMoment } from './at-moment.js';
import { basics } from './basics.js';
import { health } from './health.js';
import { sight } from './sight.js';
import { status } from './status.js';
import { template } from './template.js';
import { usage } from './usage.js';
import { warningSigns } from './warning-signs.js';

const { number } = basics;

/** What every rule says in English, one entry each. */
export const findings: FindingWords = {
  quality: {
    title: (facts) => (facts.quality === 'red' ? 'Quality is low (red)' : 'Quality is medium (yellow)'),
    name: 'quality',
    topic: 'Quality',
    several: (n) => `${number(n)} numbers rated yellow or red`,
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
  usage,
  status,
  limit: {
    title: (facts) => {
      if (facts.change === 'off-ladder') return 'Unusual limit';
      return facts.change === 'raised' ? 'Limit raised' : 'Limit lowered';
    },
    name: 'limit',
    topic: 'Limit',
    several: (n) => `${number(n)} changes of limit`,
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
  health,
  template,
  sight,
  token: {
    title: (facts) => {
      if (facts.state === 'invalid') return 'Access token no longer works';
      if (facts.daysLeft === null) return 'Access token expires soon';
      if (facts.daysLeft < 1) return 'Access token expires within a day';
      return `Access token expires in ${basics.duration(facts.daysLeft * DAY)}`;
    },
    name: 'token',
    topic: 'Access token',
    several: (n) => `${number(n)} access tokens in trouble`,
    lead: (facts, who, moment) => {
      if (facts.state === 'invalid') return `Meta no longer accepts the token ${who}.`;
      return facts.expiresAt === null
        ? `The token ${who} expires soon.`
        : `The token ${who} expires ${atMoment(facts.expiresAt, moment)}.`;
    },
    news: (facts, moment) => {
      if (facts.state === 'invalid') return 'Meta refuses it, and we see nothing without it.';
      return facts.expiresAt === null
        ? 'After that we see nothing.'
        : `It ends ${atMoment(facts.expiresAt, moment)}; after that we see nothing.`;
    },
    advice: (facts) =>
      facts.state === 'invalid'
        ? 'Make a new token and put it into the configuration.'
        : 'Make a new token before then; a system user can have one that never expires.',
    resolved: (_facts, who) => `The token ${who} works again.`,
  },
  account,
  'warning-signs': warningSigns,
};
