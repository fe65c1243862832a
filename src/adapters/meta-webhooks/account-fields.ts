import type { Happening } from '../../domain/announcement.js';
import type { Severity } from '../../domain/finding.js';
import { limitNamed } from '../../domain/limit.js';
import { idOf, objectOf, textOf, type WireObject } from '../../kit/wire.js';
import type { WebhookFieldReader } from './field-reader.js';

/**
 * The portfolio's limit; Meta writes it as a number, its digits, a tier, or -1.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/business_capability_update
 */
export const capability: WebhookFieldReader = (value, odd) => {
  const raw =
    textOf(value['max_daily_conversations_per_business']) ??
    textOf(value['max_daily_conversation_per_phone']);
  if (raw === null) return [];
  const limit = limitNamed(raw);
  if (limit.known) return [{ kind: 'portfolio-limit', limit: limit.value, raw }];
  if (limit.why === 'not-understood') odd('limit', raw);
  return [];
};

/** The decision of a review, as `account_review_status` tells it too. */
export const accountReview: WebhookFieldReader = (value) => {
  const decision = textOf(value['decision']);
  return decision === null ? null : [{ kind: 'review', decision }];
};

const severities: Readonly<Record<string, Severity>> = {
  CRITICAL: 'critical',
  WARNING: 'warning',
  INFORMATIONAL: 'info',
};

/**
 * What Meta alerts of, while it does.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/account_alerts
 */
export const accountAlert: WebhookFieldReader = (value) => {
  const info = objectOf(value['alert_info']);
  const state = textOf(info?.['alert_type']);
  if (info === null || state === null) return null;
  if (info['alert_status'] === 'NONE') return [];
  return [
    {
      kind: 'happening',
      about: aboutOf(value),
      state,
      detail: textOf(info['alert_description']),
      severity: severities[textOf(info['alert_severity']) ?? ''] ?? 'warning',
    },
  ];
};

function aboutOf(value: WireObject): Happening['about'] {
  const id = idOf(value['entity_id']);
  if (value['entity_type'] === 'BUSINESS') return { kind: 'portfolio' };
  return value['entity_type'] === 'PHONE_NUMBER' && id !== null
    ? { kind: 'number', named: id }
    : { kind: 'waba' };
}
