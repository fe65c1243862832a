import type { Happening, News } from '../../domain/announcement.js';
import type { Severity } from '../../domain/finding.js';
import type { HealthReason } from '../../domain/snapshot.js';
import { instantOf, isoOf, SECOND } from '../../domain/time.js';
import { listOf, numberOf, objectOf, textOf, type WireObject } from '../../kit/wire.js';
import type { WebhookFieldReader } from './field-reader.js';

/** Events that people should hear of, with their usual severity. */
const told: Readonly<Record<string, Severity>> = {
  ACCOUNT_DELETED: 'critical',
  ACCOUNT_OFFBOARDED: 'warning',
  ACCOUNT_RECONNECTED: 'info',
  ACCOUNT_VIOLATION: 'warning',
  PARTNER_APP_UNINSTALLED: 'warning',
  PARTNER_REMOVED: 'warning',
};

/** Events that change nothing that is watched. */
const unwatched: ReadonlySet<string> = new Set([
  'AD_ACCOUNT_LINKED',
  'AUTH_INTL_PRICE_ELIGIBILITY_UPDATE',
  'BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE',
  'MM_LITE_TERMS_SIGNED',
  'PARTNER_ADDED',
  'PARTNER_APP_INSTALLED',
  'PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE',
  'VERIFIED_ACCOUNT',
  'VOLUME_BASED_PRICING_TIER_UPDATE',
]);

/**
 * Bans and restrictions, and what happened to an account.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/account_update
 */
export const accountUpdate: WebhookFieldReader = (value, odd) => {
  const event = textOf(value['event']);
  if (event === null) return null;
  if (event === 'ACCOUNT_RESTRICTION') return restrictions(value);
  if (event === 'DISABLED_UPDATE') return ban(value);
  if (unwatched.has(event)) return [];
  const severity = Object.hasOwn(told, event) ? told[event] : undefined;
  if (severity === undefined) odd('event', event);
  return [happening(event, detailOf(value), severity ?? 'info')];
};

function happening(state: string, detail: string | null, severity: Severity): Happening {
  return { kind: 'happening', about: { kind: 'waba' }, state, detail, severity };
}

function detailOf(value: WireObject): string | null {
  return (
    textOf(objectOf(value['violation_info'])?.['violation_type']) ??
    textOf(objectOf(value['disconnection_info'])?.['reason'])
  );
}

/** What keeps an account from sending, which `health_status` tells too; the other restrictions are told once. */
const sending: Readonly<Record<string, 'limited' | 'blocked'>> = {
  RESTRICTED_BIZ_INITIATED_MESSAGING: 'blocked',
  RESTRICTED_CUSTOMER_INITIATED_MESSAGING: 'limited',
};

function restrictions(value: WireObject): readonly News[] | null {
  const all = (listOf(value['restriction_info']) ?? []).flatMap((one) => {
    const info = objectOf(one);
    const type = textOf(info?.['restriction_type']);
    return type === null ? [] : [{ type, text: restrictionText(type, info?.['expiration']) }];
  });
  if (all.length === 0) return null;
  const ofSending = all.filter(({ type }) => type in sending);
  const others = all.filter(({ type }) => !(type in sending));
  return [
    ...(ofSending.length === 0
      ? []
      : [
          {
            kind: 'sending' as const,
            canSend: ofSending.some(({ type }) => sending[type] === 'blocked')
              ? ('blocked' as const)
              : ('limited' as const),
            reasons: ofSending.map(({ text }) => reasonOf(text)),
          },
        ]),
    ...(others.length === 0
      ? []
      : [happening('ACCOUNT_RESTRICTION', others.map(({ text }) => text).join(', '), 'warning')]),
  ];
}

function restrictionText(type: string, expiration: unknown): string {
  const seconds = numberOf(expiration);
  const until = seconds === null ? null : instantOf(seconds * SECOND);
  return until === null || Math.abs(until) > 8.64e15 ? type : `${type} (${isoOf(until)})`;
}

function reasonOf(description: string): HealthReason {
  return { entity: 'WABA', code: null, description, solution: null };
}

function ban(value: WireObject): readonly News[] | null {
  const info = objectOf(value['ban_info']);
  const state = textOf(info?.['waba_ban_state']);
  const date = textOf(info?.['waba_ban_date']);
  switch (state) {
    case null:
      return null;
    case 'DISABLE': {
      const text = date === null ? state : `${state} (${date})`;
      return [{ kind: 'sending', canSend: 'blocked', reasons: [reasonOf(text)] }];
    }
    case 'REINSTATE':
      return [{ kind: 'sending', canSend: 'available', reasons: [] }];
    default:
      return [happening(state, date, 'critical')];
  }
}
