import type { RuleWords } from '../finding-words.js';
import { shown } from '../shorten.js';
import { basics } from './basics.js';

/** What Meta's words for an account, or for what happened in one, mean. */
const states: Readonly<Record<string, string>> = {
  REJECTED: 'Meta rejected the account',
  PENDING: 'Meta is reviewing the account',
  DISABLED: 'Meta disabled the account',
  BANNED: 'Meta banned the account',
  SCHEDULE_FOR_DISABLE: 'Meta will disable the account',
  ACCOUNT_DELETED: 'The account was deleted',
  ACCOUNT_OFFBOARDED: 'The account left the Cloud API',
  ACCOUNT_RECONNECTED: 'The account is connected again',
  ACCOUNT_RESTRICTION: 'Meta restricted the account',
  ACCOUNT_VIOLATION: 'Meta found a policy violation',
  PARTNER_REMOVED: 'The account was taken from a partner',
  PARTNER_APP_UNINSTALLED: 'An app lost access to the account',
  INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED: 'Meta put off a higher limit',
  INCREASED_CAPABILITIES_ELIGIBILITY_FAILED: 'Meta refused a higher limit',
  INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO: 'Meta needs more information for a higher limit',
  PIN_CHANGED: 'The two-step PIN was changed',
  PIN_RESET_REQUEST: 'Somebody asked to reset the two-step PIN',
  PIN_REQUEST_SUCCESS: 'The two-step PIN was reset',
  TEMPLATE_CATEGORY_CHANGED: 'Meta changed the category of a template',
  TEMPLATE_CATEGORY_WILL_CHANGE: 'Meta will change the category of a template',
  TEMPLATE_FLAGGED: 'A template got bad feedback, and Meta may disable it',
  TEMPLATE_LIMIT_EXCEEDED: 'The account has as many templates as Meta allows',
  TEMPLATE_LOCKED: 'Meta locked a template, so nobody can edit it',
  TEMPLATE_REINSTATED: 'A template may be sent again',
  TEMPLATE_REJECTED: 'Meta rejected a template',
};

/** What to do about what happened to an account; what is not here ends in a review. */
const accountAdvice: Readonly<Record<string, string>> = {
  PENDING: 'Nothing to do: Meta decides by itself.',
  ACCOUNT_DELETED: 'If nobody meant to do this, ask whoever manages the account.',
  ACCOUNT_OFFBOARDED: 'If nobody meant to do this, connect the account to the Cloud API again.',
  ACCOUNT_RECONNECTED: 'Nothing to do.',
  PARTNER_REMOVED: 'If nobody meant to do this, share the account with the partner again.',
  PARTNER_APP_UNINSTALLED: 'If nobody meant to do this, give the app access to the account again.',
  INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED: 'Nothing to do: Meta looks at it again later.',
  INCREASED_CAPABILITIES_ELIGIBILITY_FAILED:
    'Keep quality high, and look for the reason in WhatsApp Manager.',
  INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO: 'Give Meta what it asks for in WhatsApp Manager.',
};

/** What to do about what happened to a template. */
const templateAdvice: Readonly<Record<string, string>> = {
  TEMPLATE_FLAGGED: 'Send it less often, and only to people who expect it.',
  TEMPLATE_LIMIT_EXCEEDED: 'Delete templates that you no longer use in WhatsApp Manager.',
  TEMPLATE_LOCKED: 'Edit it once Meta has unlocked it.',
  TEMPLATE_REINSTATED: 'Send it less often than before, and only to people who expect it.',
  TEMPLATE_REJECTED: 'Correct it in WhatsApp Manager and submit it again, or appeal there.',
};

/** What Meta's word for a state of an account means; an unfamiliar one is quoted. */
export function titleOf(state: string): string {
  const plain = Object.hasOwn(states, state) ? states[state] : undefined;
  return plain ?? `Meta reports ${shown(state, 60)}`;
}

/** What the rule on accounts says in English. */
export const account: RuleWords<'account'> = {
  title: (facts) => titleOf(facts.state),
  name: 'account',
  topic: 'Account',
  several: (n) => `${basics.number(n)} accounts in trouble`,
  lead: (facts, who) => {
    const detail = facts.detail === null ? '' : ` (${shown(facts.detail, 160)})`;
    return `${who}: ${titleOf(facts.state)}${detail}.`;
  },
  news: (facts) =>
    facts.detail === null ? 'Meta gives no further detail.' : `Meta says: ${shown(facts.detail, 160)}`,
  advice: ({ state }) => {
    if (state.startsWith('PIN_'))
      return 'If none of you did this, set a new PIN in WhatsApp Manager and check who has access.';
    if (state.startsWith('TEMPLATE_CATEGORY_'))
      return 'The category decides the price. Compare the template with it in WhatsApp Manager.';
    const advices = { ...accountAdvice, ...templateAdvice };
    const own = Object.hasOwn(advices, state) ? advices[state] : undefined;
    if (own !== undefined) return own;
    return 'Open Account quality in WhatsApp Manager; you can request a review there.';
  },
  resolved: (_facts, who) => `Meta no longer reports anything against ${who}.`,
};
