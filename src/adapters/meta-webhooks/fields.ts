import type { News } from '../../domain/announcement.js';
import { countedFields } from '../../domain/webhook-subscription.js';
import type { WireObject } from '../../kit/wire.js';
import { accountAlert, accountReview, capability } from './account-fields.js';
import { accountUpdate } from './account-update.js';
import type { WebhookFieldReader } from './field-reader.js';
import { nameUpdate, numberUpdate, security } from './number-fields.js';
import { oddOf, type Odd } from './odds.js';
import { preferenceField } from './preference-fields.js';
import { templateCategory, templateQuality, templateStatus } from './template-fields.js';

/** Meta's fields that tell of numbers, templates, accounts and portfolios. */
const readers: Readonly<Record<string, WebhookFieldReader>> = {
  account_alerts: accountAlert,
  account_review_update: accountReview,
  account_update: accountUpdate,
  business_capability_update: capability,
  message_template_quality_update: templateQuality,
  message_template_status_update: templateStatus,
  phone_number_name_update: nameUpdate,
  phone_number_quality_update: numberUpdate,
  security,
  template_category_update: templateCategory,
};

/** Documented fields that say nothing of what is watched. */
const unwatched: ReadonlySet<string> = new Set([
  'account_settings_update',
  'automatic_events',
  'business_username_update',
  'consumer_profile',
  'flows',
  'group_lifecycle_update',
  'group_participants_update',
  'group_settings_update',
  'group_status_update',
  'history',
  'message_echoes',
  'message_template_components_update',
  'messaging_handovers',
  'partner_solutions',
  'payment_configuration_update',
  'smb_app_state_sync',
  'smb_message_echoes',
  'tracking_events',
]);

/** Meta's names of all fields that the bot reads. */
export const readFields: readonly string[] = [
  ...Object.keys(readers),
  ...countedFields,
  preferenceField,
].sort();

/** The news of a field; a field that is not known is odd, and says nothing. */
export function newsFrom(field: string, value: WireObject, odds: Odd[]): readonly News[] {
  // Meta's sample of a quality update is sent as a status update.
  const name = 'new_quality_score' in value ? 'message_template_quality_update' : field;
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (reader === undefined) {
    if (!unwatched.has(name)) odds.push(oddOf('unknown', 'field', name));
    return [];
  }
  const news = reader(value, (what, word) => odds.push(oddOf('unknown', `${name}.${what}`, word)));
  if (news === null) odds.push(oddOf('unreadable', name));
  return news ?? [];
}
