import { messageAnalytics } from './analytics.js';
import { healthStatus } from './health.js';
import { readLimitField } from './limit-field.js';
import { numberKind } from './number-node.js';
import { pricingAnalytics } from './pricing.js';
import type { EdgeReader, NodeFieldReader, NodeKind } from './read.js';
import { defaultFields, readEdge } from './read.js';
import { templateAnalytics } from './template-analytics.js';
import { templateKind } from './template-node.js';
import type { NumberRef, SimNumber, SimTemplate, TemplateRef, WabaRef } from './world.js';

const type = 'WhatsAppBusinessAccount';

const readers: readonly (readonly [string, NodeFieldReader<WabaRef>])[] = [
  ['id', ({ id }) => id],
  ['name', ({ waba }) => waba.name],
  ['timezone_id', ({ waba }) => waba.timezoneId],
  ['currency', ({ waba }) => waba.currency ?? 'IDR'],
  ['country', () => 'ID'],
  ['status', ({ waba }) => waba.status ?? 'ACTIVE'],
  ['account_review_status', ({ waba }) => waba.accountReview ?? 'APPROVED'],
  ['business_verification_status', ({ portfolio }) => (portfolio.verification ?? 'verified').toUpperCase()],
  ['ownership_type', ({ waba }) => (waba.owned ? 'SELF' : 'CLIENT_OWNED')],
  ['is_enabled_for_insights', ({ waba }) => waba.insights !== 'refused'],
  ['message_template_namespace', ({ id }) => `ns_${id}`],
  ['owner_business_info', ({ waba, portfolio }) => waba.owner ?? { id: portfolio.id, name: portfolio.name }],
  [
    'whatsapp_business_manager_messaging_limit',
    ({ portfolio }, _field, context) => readLimitField(portfolio.limit, type, context),
  ],
  ['health_status', (ref, _field, context) => healthStatus(ref, context.world.app)],
  ['pricing_analytics', pricingAnalytics],
  ['analytics', messageAnalytics],
];

const edges: readonly (readonly [string, EdgeReader<WabaRef>])[] = [
  [
    'phone_numbers',
    (ref, field, context) =>
      readEdge(
        {
          ownerId: ref.id,
          name: 'phone_numbers',
          kind: numberKind,
          items: numbersOf(ref),
          barePage: true,
        },
        field,
        context,
      ),
  ],
  [
    'message_templates',
    (ref, field, context) =>
      readEdge(
        { ownerId: ref.id, name: 'message_templates', kind: templateKind, items: templatesOf(ref) },
        field,
        context,
      ),
  ],
  ['template_analytics', templateAnalytics],
  [
    'subscribed_apps',
    ({ waba }, _field, { world, subscribed }) => ({
      data:
        waba.unsubscribed && !subscribed.has(waba.id)
          ? []
          : [
              {
                whatsapp_business_api_data: {
                  id: world.app.id,
                  link: `https://example.com/apps/${world.app.id}`,
                  name: world.app.name,
                },
                ...(waba.callbackOverride === undefined
                  ? {}
                  : { override_callback_uri: waba.callbackOverride }),
              },
            ],
    }),
  ],
];

/** A WhatsApp Business account. */
export const wabaKind: NodeKind<WabaRef> = {
  type,
  defaults: defaultFields('id', 'name', 'currency', 'timezone_id', 'message_template_namespace'),
  readers: new Map(readers),
  edges: new Map(edges),
  withoutId: 'pricing_analytics',
};

const numberRefs = new WeakMap<readonly SimNumber[], readonly NumberRef[]>();

function numbersOf({ portfolio, waba }: WabaRef): readonly NumberRef[] {
  const known = numberRefs.get(waba.numbers);
  if (known?.[0]?.portfolio === portfolio && known[0].waba === waba) return known;
  const refs = waba.numbers.map((number): NumberRef => ({
    kind: 'number',
    id: number.id,
    portfolio,
    waba,
    number,
  }));
  numberRefs.set(waba.numbers, refs);
  return refs;
}

function templatesOf({ portfolio, waba }: WabaRef): readonly TemplateRef[] {
  return (waba.templates ?? []).map((template: SimTemplate): TemplateRef => ({
    kind: 'template',
    id: template.id,
    portfolio,
    waba,
    template,
  }));
}
