import type { Problem } from '../../domain/snapshot.js';

/** What an error code means to us. */
export interface ErrorMeaning {
  readonly problem: Problem;
  /** `soon`: within the same look. `later`: only after a rest. `no`: it will not help until somebody does something. */
  readonly retried: 'soon' | 'later' | 'no';
  /** What happened and what to do about it, for whoever runs the bot. */
  readonly sentence: string;
  /** What rests after it: nothing, the account that was asked, or all that use the same token. */
  readonly rests: 'nothing' | 'account' | 'token';
}

const retype = 'Make a new system-user token and put it in place of the old one.';
const away = (sentence: string): ErrorMeaning => ({
  problem: 'unreachable',
  retried: 'soon',
  sentence,
  rests: 'nothing',
});
const dead = (sentence: string): ErrorMeaning => ({
  problem: 'unauthorised',
  retried: 'no',
  sentence,
  rests: 'token',
});
const closed = (sentence: string): ErrorMeaning => ({
  problem: 'forbidden',
  retried: 'no',
  sentence,
  rests: 'nothing',
});
const tooOften = (sentence: string, rests: ErrorMeaning['rests']): ErrorMeaning => ({
  problem: 'throttled',
  retried: 'later',
  sentence,
  rests,
});
const misunderstood = (sentence: string): ErrorMeaning => ({
  problem: 'unintelligible',
  retried: 'no',
  sentence,
  rests: 'nothing',
});

const permission =
  'The token may not read this. Assign the WhatsApp account to the system user and grant whatsapp_business_management.';
const insights = 'Meta has no insights for these templates. Nothing needs to be done for limits and quality.';

/**
 * What each code of Graph and the WhatsApp Business Platform means. Decide on the code before the HTTP status: Meta
 * sends rate limits and dead tokens with status 400 too.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
export const errorTable: Readonly<Record<number, ErrorMeaning>> = {
  0: dead(`Meta does not accept the token. ${retype}`),
  1: away('Meta had trouble of its own. It is tried again; nothing needs to be done unless it lasts.'),
  2: away('Meta is out of service for the moment. It is tried again; see metastatus.com if it lasts.'),
  3: closed('The app lacks a capability for this call. Look at the permissions of the app at Meta.'),
  4: tooOften(
    'The app has made too many calls. All looks with this token wait; look less often if it returns.',
    'token',
  ),
  10: closed(permission),
  17: tooOften('The system user has made too many calls. All looks with this token wait.', 'token'),
  32: tooOften('Too many calls to a page with this token. All looks with this token wait.', 'token'),
  33: closed('Nothing stands under this id, or the token may not see it. Check the id and the assignment.'),
  100: misunderstood('Meta refused a parameter or field of the call. The part that was refused is left out.'),
  102: dead(`The session of the token has ended. ${retype}`),
  104: dead('The call came without a token. Set the access token of this portfolio.'),
  190: dead(`The token is no longer valid. ${retype}`),
  341: tooOften('The app has reached a limit for now. All looks with this token wait.', 'token'),
  368: closed(
    'Meta has blocked the account for breaking its policies. See the account quality page in Meta Business Suite.',
  ),
  613: tooOften('Too many calls of one kind. All looks with this token wait.', 'token'),
  803: closed('Nothing stands under this id. Check the ids in the configuration.'),
  80007: tooOften(
    'The WhatsApp account has used up its calls for this hour. Looks at it wait; look less often if it returns.',
    'account',
  ),
  80008: tooOften(
    'The WhatsApp account has used up its calls for this hour. Looks at it wait; look less often if it returns.',
    'account',
  ),
  130429: tooOften('The number has sent faster than it may. Sending must slow down; looks wait.', 'account'),
  130497: closed('The account may not send to that country. See the country rules in Meta Business Suite.'),
  131000: away('Meta had trouble of its own. It is tried again; nothing needs to be done unless it lasts.'),
  131016: away('A service of Meta is overloaded. It is tried again; see metastatus.com if it lasts.'),
  131026: closed('A message could not be delivered. This concerns one recipient, not the account.'),
  131031: closed('Meta has locked the account. See the account quality page in Meta Business Suite.'),
  131042: closed('Meta finds no usable payment method for the account. Add one in Meta Business Suite.'),
  131047: closed('More than a day has passed since the recipient wrote. Only a template may be sent.'),
  131048: tooOften(
    'Meta holds back this number because people block or report it. Send less, and to people who asked for it.',
    'account',
  ),
  131049: closed(
    'Meta chose not to deliver a marketing message. Wait a day before writing to that person again.',
  ),
  131050: closed('The recipient does not want marketing messages. Take the person off the list.'),
  131056: away('Too many messages from one number to one person. It is tried again.'),
  131057: away('The account is in maintenance for about a minute. It is tried again.'),
  131059: misunderstood(
    'Meta no longer knows the place in the list where we were. The list is read again from its start.',
  ),
  132015: closed('The template is paused for low quality. Change what it says or whom it is sent to.'),
  132016: closed('The template was disabled for low quality. Make a new one that says something else.'),
  133004: away('A server of Meta is unavailable for the moment. It is tried again.'),
  133010: closed('The number is not registered on the platform. Register it in WhatsApp Manager.'),
  133016: closed('The number was registered too often. Wait three days before registering it again.'),
  200005: misunderstood(insights),
  200006: misunderstood(insights),
  200007: misunderstood(insights),
  2494100: {
    problem: 'unreachable',
    retried: 'later',
    sentence: 'The account is in maintenance for some minutes. Looks at it wait.',
    rests: 'account',
  },
};

/** What error 190 means more exactly, by subcode. */
export const deadTokenTable: Readonly<Record<number, string>> = {
  458: 'The app was removed by the owner of the token. Let the owner add it again and make a new token.',
  459: 'Meta wants the owner of the token to log in once and pass a check.',
  460: `The password of the token's owner was changed. ${retype}`,
  463: `The token has expired. ${retype}`,
  464: "The token's owner is not confirmed at Meta. Confirm the account and make a new token.",
  467: `The token was made invalid. ${retype}`,
  492: `The session of the token is not valid for this account. ${retype}`,
};

/** What permission errors mean more exactly, by subcode. */
export const permissionTable: Readonly<Record<number, string>> = {
  1349174:
    'The app has no access to this WhatsApp account. Assign the account to the system user of the token.',
  1349175: 'The business is not linked to the app. Link them in Meta Business Suite.',
  1349176: 'The token lacks a permission. Make a new one with whatsapp_business_management.',
};

/** What the codes of a whole range mean where the table has none of its own. */
export function meaningOfRange(code: number): ErrorMeaning | null {
  if (code >= 200 && code <= 299) return closed(permission);
  if (code >= 80000 && code <= 80099) {
    return tooOften('Too many calls of one kind of business use. Looks at the account wait.', 'account');
  }
  return null;
}

/** What a failure means that brought no code we know. */
export const plainMeanings = {
  away: away('Graph did not answer. It is tried again; check the network if it lasts.'),
  slow: away('Graph took too long to answer. It is tried again; check the network if it lasts.'),
  server: away('Meta had trouble of its own. It is tried again; see metastatus.com if it lasts.'),
  garbled: {
    ...misunderstood('The answer was not what Graph sends. Check the Graph URL and any proxy in between.'),
    retried: 'soon',
  },
  large: misunderstood('The answer was larger than we read. Check the Graph URL.'),
  tooMuch: misunderstood('The call asked for more than Meta gives at once. It is asked for less.'),
  moved: misunderstood('Graph sent us to another address, which is not followed. Check the Graph URL.'),
  beyond: misunderstood(
    'There is more than one look reads; the rest was not seen. Check the Graph URL, or raise the bound in the settings.',
  ),
  unauthorised: dead(`Meta does not accept the token. ${retype}`),
  forbidden: closed(permission),
  absent: misunderstood('Graph knows no such address. Check the Graph URL, the version and the ids.'),
  throttled: tooOften('Too many calls. Looks at the account wait.', 'account'),
  refused: misunderstood('Meta refused the call for a reason we do not know.'),
} as const satisfies Record<string, ErrorMeaning>;
