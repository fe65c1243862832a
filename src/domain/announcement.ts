import type { Severity } from './finding.js';
import type { Limit } from './limit.js';
import type { HealthReason, Quality, Status, WabaId } from './snapshot.js';
import type { Instant } from './time.js';

/** What a webhook of Meta says of a number, an account or a portfolio. */
export interface Announcement {
  /** The same for each repeat of the same webhook. */
  readonly id: string;
  readonly waba: WabaId;
  /** By Meta's clock, in whole seconds; null: Meta did not say. */
  readonly at: Instant | null;
  readonly news: News;
}

/** One thing that is so from now on, or that happened. */
export type News = WebhookChange | Happening;

/** What is so from now on, of something that looks read too. */
export type WebhookChange =
  | { readonly kind: 'portfolio-limit'; readonly limit: Limit; readonly raw: string }
  | { readonly kind: 'number-limit'; readonly phone: string; readonly limit: Limit; readonly raw: string }
  | {
      readonly kind: 'number-status';
      readonly phone: string;
      readonly status: Status;
      readonly raw: string;
    }
  | { readonly kind: 'throughput'; readonly phone: string; readonly level: string }
  | { readonly kind: 'name-status'; readonly phone: string; readonly status: string }
  | { readonly kind: 'review'; readonly decision: string }
  | {
      readonly kind: 'sending';
      readonly canSend: 'available' | 'limited' | 'blocked';
      readonly reasons: readonly HealthReason[];
    }
  | { readonly kind: 'template-status'; readonly template: AnnouncedTemplate; readonly status: string }
  | { readonly kind: 'template-quality'; readonly template: AnnouncedTemplate; readonly quality: Quality };

/** A template as webhooks name it. */
export interface AnnouncedTemplate {
  readonly id: string;
  readonly name: string;
  readonly language: string;
}

/** What happened once, and no look reads. */
export interface Happening {
  readonly kind: 'happening';
  readonly about:
    | { readonly kind: 'portfolio' | 'waba' }
    /** Named by its phone number, or by Meta's id. */
    | { readonly kind: 'number'; readonly named: string }
    | { readonly kind: 'template'; readonly template: AnnouncedTemplate };
  /** Meta's own word. */
  readonly state: string;
  /** What Meta adds, in Meta's words; null: nothing. */
  readonly detail: string | null;
  /** Unless the configuration says otherwise. */
  readonly severity: Severity;
}
