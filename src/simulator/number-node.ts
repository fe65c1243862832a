import { healthStatus } from './health.js';
import { readLimitField } from './limit-field.js';
import type { NodeFieldReader, NodeKind } from './read.js';
import { defaultFields } from './read.js';
import type { NumberRef } from './world.js';

const type = 'WhatsAppBusinessAccountToNumberCurrentStatus';

const readers: readonly (readonly [string, NodeFieldReader<NumberRef>])[] = [
  ['id', ({ id }) => id],
  ['display_phone_number', ({ number }) => number.display],
  ['verified_name', ({ number }) => number.name],
  ['quality_rating', ({ number }) => number.quality],
  ['quality_score', ({ number }) => ({ score: number.quality })],
  ['status', ({ number }) => number.status],
  ['name_status', ({ number }) => number.nameStatus],
  ['new_name_status', ({ number }) => number.newNameStatus ?? 'NONE'],
  ['code_verification_status', ({ number }) => number.codeVerification ?? 'VERIFIED'],
  ['account_mode', ({ number }) => number.accountMode ?? 'LIVE'],
  ['platform_type', ({ number }) => number.platform ?? 'CLOUD_API'],
  [
    'throughput',
    ({ number }) =>
      typeof number.throughput === 'number' ? number.throughput : { level: number.throughput },
  ],
  [
    'whatsapp_business_manager_messaging_limit',
    (ref, _field, context) => readLimitField(limitOf(ref), type, context),
  ],
  ['messaging_limit_tier', (ref) => limitOf(ref) ?? undefined],
  ['health_status', (ref, _field, context) => healthStatus(ref, context.world.app)],
  ['last_onboarded_time', ({ number }) => graphTime(number.onboardedAt ?? 1_692_731_153_000)],
  ['is_official_business_account', () => false],
  ['is_pin_enabled', () => true],
  ['is_preverified_number', () => false],
  ['is_on_biz_app', () => false],
  ['search_visibility', () => 'NON_VISIBLE'],
  ['country_dial_code', ({ number }) => /^\+(\d+)/.exec(number.display)?.[1]],
  ['webhook_configuration', () => ({ application: 'https://example.com/webhooks/whatsapp' })],
];

/** A business phone number. */
export const numberKind: NodeKind<NumberRef> = {
  type,
  defaults: defaultFields(
    'verified_name',
    'code_verification_status',
    'display_phone_number',
    'quality_rating',
    'platform_type',
    'throughput',
    'webhook_configuration',
    'last_onboarded_time',
    'id',
  ),
  readers: new Map(readers),
  edges: new Map(),
};

function limitOf({ number, portfolio }: NumberRef): string | null {
  return number.limit === undefined ? portfolio.limit : number.limit;
}

/** Graph's own way to write a time: `2023-08-22T19:05:53+0000`. */
function graphTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+0000`;
}
