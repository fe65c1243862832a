import type { Status } from '../../domain/snapshot.js';
import type { RuleWords } from '../finding-words.js';
import { sentence } from '../format.js';
import { basics } from './basics.js';
import { names } from './names.js';

const { number } = basics;

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

/** What is said of a number's status, in English. */
export const status: RuleWords<'status'> = {
  title: (facts) => `Status: ${names.status(facts.status, facts.raw)}`,
  name: 'status',
  topic: 'Status',
  several: (n) => `${number(n)} numbers not connected as they should be`,
  lead: (facts, who) => statusLeads[facts.status](who),
  news: (facts) => sentence(statusLeads[facts.status]('this number')),
  advice: (facts) => statusAdvice[facts.status],
  resolved: (_facts, who) => `${who} is connected again.`,
};
