import type { News } from '../../domain/announcement.js';
import type { Severity } from '../../domain/finding.js';
import { limitNamed } from '../../domain/limit.js';
import { textOf, type WireObject } from '../../kit/wire.js';
import type { WebhookFieldReader } from './field-reader.js';

/**
 * The throughput of a number, and what this field told until 2025. With THROUGHPUT_UPGRADE and ONBOARDING the limit
 * that comes along is no messaging limit.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/phone_number_quality_update
 */
export const numberUpdate: WebhookFieldReader = (value, odd) => {
  const phone = textOf(value['display_phone_number']);
  const event = textOf(value['event']);
  if (phone === null || event === null) return null;
  switch (event) {
    case 'THROUGHPUT_UPGRADE':
      return [{ kind: 'throughput', phone, level: 'HIGH' }];
    case 'ONBOARDING':
      return [];
    case 'FLAGGED':
      return [{ kind: 'number-status', phone, status: 'flagged', raw: 'FLAGGED' }];
    case 'UNFLAGGED':
      return [{ kind: 'number-status', phone, status: 'connected', raw: 'CONNECTED' }];
    case 'UPGRADE':
    case 'DOWNGRADE':
      return limitsIn(value, phone);
    default:
      odd('event', event);
      return [];
  }
};

function limitsIn(value: WireObject, phone: string): readonly News[] {
  const own = textOf(value['current_limit']);
  const shared = textOf(value['max_daily_conversations_per_business']);
  const ownLimit = own === null ? null : limitNamed(own);
  const sharedLimit = shared === null ? null : limitNamed(shared);
  return [
    ...(own !== null && ownLimit?.known
      ? [{ kind: 'number-limit' as const, phone, limit: ownLimit.value, raw: own }]
      : []),
    ...(shared !== null && sharedLimit?.known
      ? [{ kind: 'portfolio-limit' as const, limit: sharedLimit.value, raw: shared }]
      : []),
  ];
}

/** A decision on a display name in the words of `name_status`. */
const nameStatuses: Readonly<Record<string, string>> = {
  APPROVED: 'APPROVED',
  REJECTED: 'DECLINED',
  PENDING: 'PENDING_REVIEW',
  DEFERRED: 'PENDING_REVIEW',
};

/** The decision on a number's display name. */
export const nameUpdate: WebhookFieldReader = (value, odd) => {
  const phone = textOf(value['display_phone_number']);
  const decision = textOf(value['decision']);
  if (phone === null || decision === null) return null;
  const status = Object.hasOwn(nameStatuses, decision) ? nameStatuses[decision] : undefined;
  if (status === undefined) odd('decision', decision);
  return status === undefined ? [] : [{ kind: 'name-status', phone, status }];
};

/** Changes of the PIN of a number's two-step verification: somebody may be taking it over. */
const securityEvents: Readonly<Record<string, Severity>> = {
  PIN_CHANGED: 'warning',
  PIN_RESET_REQUEST: 'warning',
  PIN_REQUEST_SUCCESS: 'critical',
};

/** What happened to a number's PIN. */
export const security: WebhookFieldReader = (value, odd) => {
  const phone = textOf(value['display_phone_number']);
  const event = textOf(value['event']);
  if (phone === null || event === null) return null;
  const severity = Object.hasOwn(securityEvents, event) ? securityEvents[event] : undefined;
  if (severity === undefined) odd('event', event);
  return [
    {
      kind: 'happening',
      about: { kind: 'number', named: phone },
      state: event,
      detail: textOf(value['requester']),
      severity: severity ?? 'warning',
    },
  ];
};
