import type { SightReason } from '../../domain/sight-cause.js';
import type { Problem } from '../../domain/snapshot.js';

/** What an error code means to us. */
export interface ErrorMeaning {
  readonly problem: Problem;
  /** `soon`: within the same look. `later`: only after a rest. `no`: it will not help until somebody does something. */
  readonly retried: 'soon' | 'later' | 'no';
  readonly reason: SightReason;
  /** What rests after it: nothing, the account that was asked, or all that use the same token. */
  readonly rests: 'nothing' | 'account' | 'token';
}

const away = (reason: SightReason): ErrorMeaning => ({
  problem: 'unreachable',
  retried: 'soon',
  reason,
  rests: 'nothing',
});
const dead = (reason: SightReason): ErrorMeaning => ({
  problem: 'unauthorised',
  retried: 'no',
  reason,
  rests: 'token',
});
const closed = (reason: SightReason): ErrorMeaning => ({
  problem: 'forbidden',
  retried: 'no',
  reason,
  rests: 'nothing',
});
const tooOften = (reason: SightReason, rests: ErrorMeaning['rests']): ErrorMeaning => ({
  problem: 'throttled',
  retried: 'later',
  reason,
  rests,
});
const misunderstood = (reason: SightReason): ErrorMeaning => ({
  problem: 'unintelligible',
  retried: 'no',
  reason,
  rests: 'nothing',
});

/**
 * What each code of Graph and the WhatsApp Business Platform means. Decide on the code before the HTTP status: Meta
 * sends rate limits and dead tokens with status 400 too.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
export const errorTable: Readonly<Record<number, ErrorMeaning>> = {
  0: dead('token-refused'),
  1: away('meta-trouble'),
  2: away('meta-down'),
  3: closed('app-capability-missing'),
  4: tooOften('app-calls-used', 'token'),
  10: closed('permission-missing'),
  17: tooOften('user-calls-used', 'token'),
  32: tooOften('token-calls-used', 'token'),
  33: closed('hidden-or-absent'),
  100: misunderstood('field-refused'),
  102: dead('token-session-ended'),
  104: dead('token-missing'),
  190: dead('token-dead'),
  341: tooOften('token-calls-used', 'token'),
  368: closed('account-broke-policy'),
  613: tooOften('token-calls-used', 'token'),
  803: closed('id-unknown'),
  80007: tooOften('account-calls-used', 'account'),
  80008: tooOften('account-calls-used', 'account'),
  // From here on most codes answer sending, which this bot never does; their class still tells a proxy's mistake.
  130429: tooOften('sending-refused', 'account'),
  130497: closed('sending-refused'),
  131000: away('meta-trouble'),
  131016: away('meta-overloaded'),
  131026: closed('sending-refused'),
  131031: closed('account-locked'),
  131042: closed('account-without-payment'),
  131047: closed('sending-refused'),
  131048: tooOften('sending-refused', 'account'),
  131049: closed('sending-refused'),
  131050: closed('sending-refused'),
  131056: away('sending-refused'),
  131057: away('account-in-maintenance'),
  131059: misunderstood('cursor-lost'),
  132015: closed('sending-refused'),
  132016: closed('sending-refused'),
  133004: away('meta-trouble'),
  133010: closed('number-not-registered'),
  133016: closed('sending-refused'),
  200005: misunderstood('no-insights'),
  200006: misunderstood('no-insights'),
  200007: misunderstood('no-insights'),
  2494100: {
    problem: 'unreachable',
    retried: 'later',
    reason: 'account-in-maintenance',
    rests: 'account',
  },
};

/** What error 190 means more exactly, by subcode. */
export const deadTokenTable: Readonly<Record<number, SightReason>> = {
  458: 'token-app-removed',
  459: 'token-login-wanted',
  460: 'token-password-changed',
  463: 'token-expired',
  464: 'token-owner-unconfirmed',
  467: 'token-invalidated',
  492: 'token-of-other-account',
};

/** What permission errors mean more exactly, by subcode. */
export const permissionTable: Readonly<Record<number, SightReason>> = {
  1349174: 'app-without-access',
  1349175: 'business-not-linked',
  1349176: 'scope-missing',
};

/** What Meta's words tell apart where one code means several things. A code stands here for each text seen with it. */
const wordings: readonly {
  readonly codes: readonly number[];
  readonly words: RegExp;
  readonly meaning: ErrorMeaning;
}[] = [
  {
    codes: [190],
    words: /pars(?:e|ing)|malformed|could not be (?:read|decrypted)|invalid oauth access token/i,
    meaning: dead('token-unreadable'),
  },
  { codes: [100], words: /invalid appsecret_proof/i, meaning: closed('proof-wrong') },
  { codes: [100], words: /appsecret_proof/i, meaning: closed('proof-wanted') },
  {
    codes: [2500, 2635],
    words: /components: \/v\d|deprecated version/i,
    meaning: misunderstood('version-ended'),
  },
  {
    codes: [100, 2500],
    words: /[(/](?:owned|client)_whatsapp_business_accounts\b/,
    meaning: closed('not-a-portfolio'),
  },
  { codes: [100], words: /nonexisting field \(phone_numbers\)/, meaning: closed('not-an-account') },
];

/** What a code means together with Meta's words; null where the words add nothing. */
export function meaningOfWords(code: number, message: string): ErrorMeaning | null {
  return wordings.find(({ codes, words }) => codes.includes(code) && words.test(message))?.meaning ?? null;
}

/** What codes of a whole range mean where the table has no own entry. */
export function meaningOfRange(code: number): ErrorMeaning | null {
  if (code >= 200 && code <= 299) return closed('permission-missing');
  if (code >= 80000 && code <= 80099) return tooOften('too-many-calls', 'account');
  return null;
}

/** What a failure means that brought no code we know. */
export const plainMeanings = {
  away: away('no-answer'),
  slow: away('too-slow'),
  server: away('meta-trouble'),
  garbled: { ...misunderstood('garbled'), retried: 'soon' },
  large: misunderstood('too-large'),
  tooMuch: misunderstood('asked-too-much'),
  moved: misunderstood('redirected'),
  beyond: misunderstood('beyond-bounds'),
  unauthorised: dead('token-refused'),
  forbidden: closed('permission-missing'),
  absent: misunderstood('address-unknown'),
  throttled: tooOften('too-many-calls', 'account'),
  refused: misunderstood('call-refused'),
} as const satisfies Record<string, ErrorMeaning>;
