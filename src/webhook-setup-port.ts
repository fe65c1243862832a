import type { SightCause } from './domain/sight-cause.js';
import type { WabaId } from './domain/snapshot.js';
import type { AccountWebhooks, AppWebhooks } from './domain/webhook-subscription.js';
import type { PortfolioPlan } from './ports.js';

/** What Meta told, or why it did not. */
export type MetaAnswer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly cause: SightCause };

/** Reads and makes the subscriptions of the token's app. Never throws. */
export interface WebhookSetup {
  /** The app that a portfolio's token belongs to. */
  appOf(plan: PortfolioPlan): Promise<MetaAnswer<string>>;
  /** What an app is subscribed to; needs the app's secret. Null: to nothing of WhatsApp. */
  subscriptions(app: string): Promise<MetaAnswer<AppWebhooks | null>>;
  account(plan: PortfolioPlan, waba: WabaId, app: string): Promise<MetaAnswer<AccountWebhooks>>;
  /** Subscribes the app to an account; again is no harm. */
  subscribe(plan: PortfolioPlan, waba: WabaId): Promise<MetaAnswer<true>>;
}
