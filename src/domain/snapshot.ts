import type { Limit } from './limit.js';
import type { PhoneNumber } from './phone.js';
import type { Reading } from './reading.js';
import type { SightCause } from './sight-cause.js';
import type { InsightsSight } from './template-day.js';
import type { Instant } from './time.js';
import type { Series, Usage } from './usage.js';

declare const portfolioId: unique symbol;
declare const wabaId: unique symbol;
declare const numberId: unique symbol;
/** Meta's id of a business portfolio; `waba:<id>` where only a WABA is known. */
export type PortfolioId = string & { readonly [portfolioId]: true };
/** Meta's id of a WhatsApp Business Account. */
export type WabaId = string & { readonly [wabaId]: true };
/** Meta's id of a business phone number. */
export type NumberId = string & { readonly [numberId]: true };

/** Green is high, yellow medium, red low. Unknown is neither good nor bad. */
export type Quality = 'green' | 'yellow' | 'red' | 'unknown';

/** What state Meta says a number is in; `unknown` for a missing or unfamiliar word, which `rawStatus` keeps. */
export type Status =
  | 'connected'
  | 'pending'
  | 'offline'
  | 'flagged'
  | 'restricted'
  | 'rate-limited'
  | 'banned'
  | 'disconnected'
  | 'deleted'
  | 'migrated'
  | 'unverified'
  | 'unknown';

/** Whether an entity may send, worst first kept by Meta, with Meta's own reasons. */
export interface Health {
  readonly canSend: 'available' | 'limited' | 'blocked' | 'unknown';
  readonly reasons: readonly HealthReason[];
}

/** One reason Meta gives for limited or blocked sending, in Meta's words. */
export interface HealthReason {
  readonly entity: string;
  readonly code: number | null;
  readonly description: string;
  readonly solution: string | null;
}

/** One business phone number as one look saw it. */
export interface NumberSnapshot {
  readonly id: NumberId;
  readonly waba: WabaId;
  /** Null when Meta's text was no phone number; `display` keeps that text. */
  readonly phone: PhoneNumber | null;
  readonly display: string;
  readonly name: string | null;
  readonly quality: Quality;
  readonly rawQuality: string | null;
  readonly status: Status;
  readonly rawStatus: string | null;
  readonly nameStatus: string | null;
  readonly throughput: string | null;
  /** The limit Meta prints on the number; under per-number rulebooks the number's own. */
  readonly limit: Reading<Limit>;
  /** Meta's own text for the limit, to show when it is not understood. */
  readonly rawLimit: string | null;
  readonly usage: Reading<Usage>;
  /** The half hours behind `usage`; empty when usage is unknown. */
  readonly series: Series;
  readonly health: Reading<Health>;
}

/** One message template, read only for WABAs where the configuration asks for it. */
export interface TemplateSnapshot {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly quality: Quality;
  readonly status: string | null;
}

/** One WhatsApp Business Account as one look saw it. */
export interface WabaSnapshot {
  readonly id: WabaId;
  readonly name: string | null;
  readonly health: Reading<Health>;
  readonly reviewStatus: string | null;
  readonly templates: Reading<readonly TemplateSnapshot[]>;
  /** What became of the messages of its templates; absent: nobody asked. */
  readonly insights?: InsightsSight;
  /** Set when its limit is that of another portfolio. */
  readonly otherLimit?: true;
  /** Meta's id of the portfolio that owns it; absent: not known, or only one process looks. */
  readonly owner?: string;
  /** Saved for other portfolios that use the same limit; absent: not known, or there are none. */
  readonly used?: AccountUse;
}

/** What an account used of its owner's limit. */
export interface AccountUse {
  readonly source: 'pricing_analytics' | 'analytics';
  /** The half hours of the moving day. */
  readonly series: Series;
}

/** Why we could not see. */
export type Problem = 'unauthorised' | 'forbidden' | 'throttled' | 'unreachable' | 'unintelligible';

/** A part of a look that failed while the rest was seen; what it hides is unknown, not gone. */
export interface LookGap {
  readonly waba: WabaId | null;
  readonly part: 'numbers' | 'usage' | 'health' | 'limit' | 'templates' | 'discovery';
  readonly problem: Problem;
  /** Absent: an older version of the bot saved it. */
  readonly cause?: SightCause;
}

/** A token as Meta's debug_token describes it. */
export interface TokenSnapshot {
  /** A name for the token that is not the token. */
  readonly label: string;
  readonly valid: boolean;
  /** Null: it never expires. */
  readonly expiresAt: Reading<Instant | null>;
  readonly scopes: readonly string[];
}

/** Volume that belongs to no number of the look: of one that is no longer there, or under a name that fits none. */
export interface UnmatchedVolume {
  /** The phone number as Meta named it, in digits; null when it named none. */
  readonly name: string | null;
  /** The number it was when it was last seen; null when none is known. */
  readonly number: NumberId | null;
  readonly series: Series;
}

/** A business portfolio and all that shares its limit, as one look saw it. */
export interface PortfolioSnapshot {
  readonly id: PortfolioId;
  readonly name: string;
  readonly wabas: readonly WabaSnapshot[];
  readonly numbers: readonly NumberSnapshot[];
  readonly limit: Reading<Limit>;
  readonly rawLimit: string | null;
  readonly usage: Reading<Usage>;
  /** The half hours behind `usage`, all numbers added up. */
  readonly series: Series;
  /** How many of `usage` accounts reached that are configured apart but use the same limit; absent: there are none. */
  readonly elsewhere?: number;
  /** Within `usage`; absent: all of it belongs to the numbers, or to accounts configured apart. */
  readonly unmatched?: readonly UnmatchedVolume[];
  readonly tokens: readonly TokenSnapshot[];
  readonly gaps: readonly LookGap[];
  /** By how many milliseconds Meta's clock is ahead of ours; absent: they agree, or Meta did not tell its time. */
  readonly metaAhead?: number;
}

/** What one look brought: the portfolio, or why we saw nothing. */
export type Observation =
  | { readonly kind: 'seen'; readonly at: Instant; readonly snapshot: PortfolioSnapshot }
  | {
      readonly kind: 'blind';
      readonly at: Instant;
      readonly problem: Problem;
      /** Absent: nothing more is known. */
      readonly cause?: SightCause;
    };
