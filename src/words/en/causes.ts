import type { SightNote, SightReason } from '../../domain/sight-cause.js';
import type { Instant } from '../../domain/time.js';
import type { Moment } from '../format.js';
import { basics } from './basics.js';

const { number, moment: momentOf } = basics;

const renew = 'Make a new system-user token and put it in place of the old one.';

const reasons: Readonly<Record<SightReason, string>> = {
  'token-refused': `Meta does not accept the token. ${renew}`,
  'token-missing': 'The call came without a token. Set the access token of this portfolio.',
  'token-dead': `The token is no longer valid. ${renew}`,
  'token-unreadable':
    'Meta cannot read the token. Copy it whole, without quotes or spaces, or make a new system-user token.',
  'token-expired': `The token has expired. ${renew}`,
  'token-invalidated': `The token was made invalid. ${renew}`,
  'token-of-other-account': `The token does not belong to this account. ${renew}`,
  'token-session-ended': `The session of the token has ended. ${renew}`,
  'token-app-removed':
    'The owner of the token removed the app. Let the owner add it again and make a new token.',
  'token-login-wanted': 'Meta wants the owner of the token to log in once and pass a check.',
  'token-password-changed': `The password of the token's owner was changed. ${renew}`,
  'token-owner-unconfirmed':
    "The token's owner is not confirmed at Meta. Confirm the account and make a new token.",
  'permission-missing':
    'The token may not read this. It needs whatsapp_business_management, also business_management where a portfolio is named by its id, and the account assigned to its system user.',
  'scope-missing':
    'The token lacks a permission. Make a new one with whatsapp_business_management and business_management.',
  'app-capability-missing':
    'The app lacks a capability for this call. Look at the permissions of the app at Meta.',
  'app-without-access':
    'The app has no access to this WhatsApp account. Assign the account to the system user of the token.',
  'proof-wanted':
    'The app wants each call proven with its secret. Set META_APP_SECRET, from the App Dashboard under App settings, Basic.',
  'proof-wrong':
    "META_APP_SECRET is not the secret of the token's app. Copy it from the App Dashboard under App settings, Basic.",
  'nothing-assigned':
    'The portfolio shows no WhatsApp account to this token. Assign them to the system user of the token, or name them under wabas.',
  'not-a-portfolio':
    'The id is not that of a business portfolio. If it is a WhatsApp Business Account, name it under wabas; the id of the portfolio is in Business settings, Business info.',
  'not-an-account':
    'The id under wabas is not that of a WhatsApp Business Account. Take the one that WhatsApp Manager shows beside the account, not that of a number or a portfolio.',
  'business-not-linked': 'The business is not linked to the app. Link them in Meta Business Suite.',
  'hidden-or-absent':
    'Nothing has this id, or the token may not see it. Check the id, and what is assigned to the token.',
  'id-unknown': 'Nothing has this id. Check the ids in the configuration.',
  'account-broke-policy':
    'Meta has blocked the account for breaking its policies. See Account quality in Meta Business Suite.',
  'account-locked': 'Meta has locked the account. See Account quality in Meta Business Suite.',
  'account-without-payment':
    'Meta finds no usable payment method for the account. Add one in Meta Business Suite.',
  'account-in-maintenance': 'Meta is working on the account. It is tried again after some minutes.',
  'number-not-registered': 'The number is not registered on the platform. Register it in WhatsApp Manager.',
  'sending-refused':
    'Meta answered with an error about sending messages, although we only read. Check the Graph URL and any proxy in between.',
  'app-calls-used':
    'The app has made too many calls. All looks with this token wait; look less often if it returns.',
  'user-calls-used': 'The system user has made too many calls. All looks with this token wait.',
  'token-calls-used': 'Too many calls were made with this token. All looks with it wait.',
  'account-calls-used':
    'The WhatsApp account has used up its calls for this hour. Looks at it wait; look less often if it returns.',
  'too-many-calls': 'Too many calls were made. Looks at the account wait.',
  'meta-trouble': 'Meta had trouble of its own. It is tried again; see metastatus.com if it lasts.',
  'meta-down': 'Meta is out of service for the moment. It is tried again; see metastatus.com if it lasts.',
  'meta-overloaded': 'A service of Meta is overloaded. It is tried again; see metastatus.com if it lasts.',
  'no-answer': 'Meta did not answer. It is tried again; check the network if it lasts.',
  'too-slow': 'Meta took too long to answer. It is tried again; check the network if it lasts.',
  'call-refused': 'Meta refused the call.',
  'field-refused': 'Meta refused a field of the call. The part that was refused is left out.',
  'limit-refused': 'Meta refuses the messaging limit. Use Graph v24.0 or newer.',
  'limit-withheld':
    'Meta does not tell this token the messaging limit. See it in WhatsApp Manager; until Meta tells it, usage is shown without a percentage.',
  'volume-by-price-refused':
    'Meta refuses the volume by price. Usage is counted from all templates instead, which is a looser upper bound.',
  'version-ended': 'Meta no longer answers this version of Graph. Set graph.version to a newer one.',
  'no-insights':
    'Meta has no statistics of these templates. Nothing needs to be done for limits and quality.',
  'cursor-lost':
    'Meta no longer knows the place in the list where we were. The list is read again from its start.',
  garbled: 'The answer was not what Meta sends. Check the Graph URL and any proxy in between.',
  'too-large': 'The answer was larger than we read. Check the Graph URL.',
  'asked-too-much': 'The call asked for more than Meta gives at once. It is asked for less.',
  redirected: 'Meta sent us to another address, which is not followed. Check the Graph URL.',
  'address-unknown': 'Meta knows no such address. Check the Graph URL, the version and the ids.',
  'beyond-bounds':
    'There is more than one look reads; the rest was not seen. Check the Graph URL, or raise the bound in the settings.',
  'several-owners':
    'The WhatsApp accounts belong to several portfolios, each with a limit of its own. Name each portfolio by itself in the configuration.',
  'elsewhere-unread':
    'Other accounts of this portfolio, configured apart, use the same limit and could not be read.',
  'time-unsure':
    'Meta told no time, or different ones, so the usage of the last 24 hours is not certain. Check any proxy in between, and the clock of this machine.',
  'clock-apart':
    "The clock of this machine is wrong. Usage is counted by Meta's time. Set the clock, and keep it right with NTP.",
  'broke-inside': 'The look broke inside the bot. The operator finds the reason in the log.',
};

const tooMany: Readonly<
  Record<Extract<SightNote, { readonly kind: 'too-many' }>['what'], (n: string) => string>
> = {
  accounts: (n) => `more than ${n} accounts`,
  calls: (n) => `more than ${n} calls`,
  pages: (n) => `a list of more than ${n} pages`,
  rows: (n) => `a list of more than ${n} rows`,
  'rows-together': (n) => `lists of more than ${n} rows together`,
};

function settingOf({ setting }: { readonly setting?: string }): string {
  return setting === undefined ? '' : ` (${setting})`;
}

function note(known: SightNote): string {
  switch (known.kind) {
    case 'hourly-calls-used':
      return `the calls of this hour are used up${settingOf(known)}`;
    case 'calls-used':
      return `${number(known.percent)} % of the calls are used`;
    case 'look-out-of-time':
      return 'no time was left for this call';
    case 'account-out-of-time':
      return 'the look took too long to reach this account';
    case 'no-connection':
      return 'no connection in time';
    case 'no-tier-field':
      return 'no number has a messaging_limit_tier';
    case 'account-unreadable':
      return 'the account could not be read';
    case 'list-unreadable':
      return 'a page of a list could not be read';
    case 'list-in-circles':
      return 'a list leads back to itself';
    case 'too-many':
      return `${tooMany[known.what](number(known.most))}${settingOf(known)}`;
    case 'numbers-unreadable':
      return `${known.count === 1 ? '1 number' : `${number(known.count)} numbers`} could not be read`;
    case 'templates-unreadable':
      return `${known.count === 1 ? '1 template' : `${number(known.count)} templates`} could not be read`;
    case 'owners':
      return `${number(known.count)} portfolios`;
    case 'figures-missing':
      return `${known.field} was asked for and not given`;
    case 'figures-unreadable':
      return `some points of ${known.field} could not be read`;
    case 'clock':
      return `${basics.duration(Math.abs(known.ahead))} ${known.ahead > 0 ? 'ahead of' : 'behind'} Meta`;
    case 'network':
      return known.code;
  }
}

/** What exactly keeps us from seeing, in English. */
export const causes = {
  reasons,
  note,
  error: (code: string): string => `Graph error ${code}`,
  trace: (trace: string): string => `trace ${trace}`,
  /** Meta's own words, marked as such. */
  quote: (text: string): string => `Meta says: “${text}”`,
  heldUntil: (at: Instant, moment: Moment): string => `No call is made until ${momentOf(at, moment)}.`,
};
