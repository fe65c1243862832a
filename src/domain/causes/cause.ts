import type { Limit } from '../limit.js';
import type { Sign } from '../signals/judge-signs.js';
import type { Health } from '../snapshot.js';
import type { Instant, Span } from '../time.js';
import type { Accuracy } from '../usage.js';
import type { Rated } from './standing-change.js';

/** Something that came before a change. It is never said to be the reason. Times are by Meta's clock. */
export type PossibleCause =
  /** A sign rose above what is usual, within these whole hours. */
  | { readonly kind: 'sign'; readonly span: Span; readonly sign: Sign }
  | {
      readonly kind: 'template';
      readonly at: Instant;
      readonly name: string;
      readonly language: string | null;
      readonly state: TemplateTrouble;
    }
  /** More people than usual within these 24 hours. Both figures are at most. */
  | {
      readonly kind: 'volume';
      readonly span: Span;
      readonly recipients: number;
      /** The median of `n` earlier weeks or days. */
      readonly usual: number;
      readonly compared: Sign['compared'];
    }
  | { readonly kind: 'quality'; readonly at: Instant; readonly before: Rated; readonly now: Rated }
  /** Meta told it of the account or the number; `state` and `detail` are Meta's own words. */
  | {
      readonly kind: 'meta';
      readonly at: Instant;
      readonly state: string;
      readonly detail: string | null;
    }
  | {
      readonly kind: 'sending';
      readonly at: Instant;
      readonly canSend: Extract<Health['canSend'], 'limited' | 'blocked'>;
    }
  | {
      readonly kind: 'limit-reached';
      readonly at: Instant;
      readonly recipients: number;
      readonly accuracy: Accuracy;
      readonly limit: Extract<Limit, { readonly kind: 'capped' }>['recipients'];
    };

/** What kinds there are. */
export type CauseKind = PossibleCause['kind'];

type CausesByKind = { readonly [K in CauseKind]: Extract<PossibleCause, { readonly kind: K }> };

/** A cause of one kind. */
export type CauseOf<K extends CauseKind> = CausesByKind[K];

/** What was known of a template; `unwell`: it had trouble, and which was told only later. */
export type TemplateTrouble = 'yellow' | 'red' | 'paused' | 'disabled' | 'flagged' | 'unwell';

/** When a cause was over, or happened. */
export function causeEnd(cause: PossibleCause): Instant {
  return 'span' in cause ? cause.span.to : cause.at;
}
