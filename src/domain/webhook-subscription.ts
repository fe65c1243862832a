import type { SightCause } from './sight-cause.js';

/** Where Meta sends webhooks; the callback URL of the app ends in it. */
export const webhooksPath = '/webhooks/meta';

/** The fields that tell who was reached, and in which service window; without one of them no count can be sure. */
export const countedFields = ['messages', 'standby', 'calls'] as const;

/** Where the app has its webhooks sent; the fields are those of WhatsApp accounts. */
export interface AppWebhooks {
  readonly callback: string | null;
  readonly active: boolean;
  readonly fields: readonly string[];
}

/** How one account sends webhooks to the app. */
export interface AccountWebhooks {
  readonly subscribed: boolean;
  /** Other addresses that `messages` and `calls` go to, of the account or of single numbers. */
  readonly overrides: readonly string[];
}

/** Whether an account tells us whom it reached; `unread`: Meta did not let us see it. */
export type Hearing =
  | { readonly kind: 'told' }
  | { readonly kind: 'not-told'; readonly why: NotTold }
  | { readonly kind: 'unread'; readonly cause: SightCause };

/** What keeps an account's messages from us. */
type NotTold =
  | 'no-address'
  | 'address-elsewhere'
  | 'paused'
  | 'fields-not-subscribed'
  | 'account-not-subscribed'
  | 'override-elsewhere';

/** Whether an address is ours: https, which Meta demands, and our path at its end. */
export function isOurAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, pathname } = new URL(address);
  return protocol === 'https:' && pathname.endsWith(webhooksPath);
}

/** The overrides that lead past us. */
export function overridesElsewhere({ overrides }: AccountWebhooks): readonly string[] {
  return overrides.filter((one) => !isOurAddress(one));
}

/** What keeps all messages of an app from us; null: nothing. An app that is null has no subscription. */
export function appSilence(app: AppWebhooks | null): NotTold | null {
  if (app === null || app.callback === null) return 'no-address';
  if (!isOurAddress(app.callback)) return 'address-elsewhere';
  if (!app.active) return 'paused';
  return countedFields.every((field) => app.fields.includes(field)) ? null : 'fields-not-subscribed';
}

/** What keeps an account's messages from us, when the app hears; null: nothing. */
export function accountSilence(account: AccountWebhooks): NotTold | null {
  if (!account.subscribed) return 'account-not-subscribed';
  return overridesElsewhere(account).length === 0 ? null : 'override-elsewhere';
}
