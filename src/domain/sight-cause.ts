import type { Instant } from './time.js';

/** What exactly kept us from seeing, as facts: words are made of it when it is told. */
export interface SightCause {
  readonly reason: SightReason;
  /** What is known beside the reason. */
  readonly note?: SightNote;
  /** Meta's own numbers for the error, to quote to its support. */
  readonly code?: number;
  readonly subcode?: number;
  readonly status?: number;
  readonly trace?: string;
  /** Meta's own words, where they say more than its code does to us; short and free of secrets. */
  readonly quote?: string;
  /** No call is made before this instant. */
  readonly heldUntil?: Instant;
}

/** Why Meta did not show us something, or why we could not read it. */
export type SightReason =
  | 'token-refused'
  | 'token-missing'
  | 'token-dead'
  | 'token-unreadable'
  | 'token-expired'
  | 'token-invalidated'
  | 'token-of-other-account'
  | 'token-session-ended'
  | 'token-app-removed'
  | 'token-login-wanted'
  | 'token-password-changed'
  | 'token-owner-unconfirmed'
  | 'permission-missing'
  | 'scope-missing'
  | 'app-capability-missing'
  | 'app-without-access'
  | 'business-not-linked'
  | 'proof-wanted'
  | 'proof-wrong'
  | 'nothing-assigned'
  | 'not-a-portfolio'
  | 'not-an-account'
  | 'hidden-or-absent'
  | 'id-unknown'
  | 'account-broke-policy'
  | 'account-locked'
  | 'account-without-payment'
  | 'account-in-maintenance'
  | 'number-not-registered'
  | 'sending-refused'
  | 'app-calls-used'
  | 'user-calls-used'
  | 'token-calls-used'
  | 'account-calls-used'
  | 'too-many-calls'
  | 'meta-trouble'
  | 'meta-down'
  | 'meta-overloaded'
  | 'no-answer'
  | 'too-slow'
  | 'call-refused'
  | 'field-refused'
  | 'limit-refused'
  | 'limit-withheld'
  | 'volume-by-price-refused'
  | 'version-ended'
  | 'no-insights'
  | 'cursor-lost'
  | 'garbled'
  | 'too-large'
  | 'asked-too-much'
  | 'redirected'
  | 'address-unknown'
  | 'beyond-bounds'
  | 'several-owners'
  | 'elsewhere-unread'
  | 'time-unsure'
  | 'clock-apart'
  | 'broke-inside';

/** A figure or a circumstance that belongs to a reason. */
export type SightNote =
  | {
      readonly kind:
        | 'look-out-of-time'
        | 'account-out-of-time'
        | 'no-connection'
        | 'no-tier-field'
        | 'account-unreadable'
        | 'list-unreadable'
        | 'list-in-circles';
    }
  | { readonly kind: 'calls-used'; readonly percent: number }
  /** `setting`: the key in the settings file that says how many. */
  | {
      readonly kind: 'too-many';
      readonly what: 'accounts' | 'calls' | 'pages' | 'rows' | 'rows-together';
      readonly most: number;
      readonly setting?: string;
    }
  | { readonly kind: 'hourly-calls-used'; readonly setting?: string }
  | { readonly kind: 'numbers-unreadable' | 'templates-unreadable' | 'owners'; readonly count: number }
  /** Meta's name of the figures. */
  | { readonly kind: 'figures-missing' | 'figures-unreadable'; readonly field: string }
  /** By how many milliseconds our clock is ahead of Meta's; below zero: behind it. */
  | { readonly kind: 'clock'; readonly ahead: number }
  /** The network's own code, such as ECONNREFUSED. */
  | { readonly kind: 'network'; readonly code: string };
