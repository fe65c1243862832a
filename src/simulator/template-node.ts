import { healthStatus } from './health.js';
import type { NodeFieldReader, NodeKind } from './read.js';
import { defaultFields } from './read.js';
import type { TemplateRef } from './world.js';

const readers: readonly (readonly [string, NodeFieldReader<TemplateRef>])[] = [
  ['id', ({ id }) => id],
  ['name', ({ template }) => template.name],
  ['language', ({ template }) => template.language],
  ['category', ({ template }) => template.category],
  ['status', ({ template }) => template.status],
  [
    'quality_score',
    ({ template }) => ({
      score: template.quality,
      ...(template.qualityAt === undefined ? {} : { date: Math.floor(template.qualityAt / 1000) }),
    }),
  ],
  ['health_status', (ref, _field, context) => healthStatus(ref, context.world.app)],
  ['components', ({ template }) => [{ type: 'BODY', text: `Body of ${template.name}` }]],
];

/** A message template. */
export const templateKind: NodeKind<TemplateRef> = {
  type: 'WhatsAppMessageTemplate',
  defaults: defaultFields('name', 'components', 'language', 'status', 'category', 'id'),
  readers: new Map(readers),
  edges: new Map(),
};
