import { GraphFailure, invalidParameter } from './failure.js';
import { listModifier } from './list-modifier.js';
import type { RequestedField } from './fields.js';
import type { JsonObject, ReadContext } from './read.js';
import type { SimTemplate, WabaRef } from './world.js';

const DAY = 86_400;
const metrics = ['COST', 'CLICKED', 'DELIVERED', 'READ', 'SENT'];
const mostTemplates = 10;

/** `template_analytics` of an account: what became of the messages of templates, by UTC days. */
export function templateAnalytics(
  { waba }: WabaRef,
  { args }: RequestedField,
  context: ReadContext,
): JsonObject {
  if (waba.insights === 'refused') {
    throw new GraphFailure(400, {
      message: '(#200005) Template insights cannot be read for this WhatsApp Business account',
      code: 200005,
    });
  }
  if (args.get('granularity') !== 'DAILY') throw invalidParameter('Param granularity must be one of {DAILY}');
  const [start, end] = ['start', 'end'].map((name) => secondsIn(args, name));
  const ids = listModifier(args, 'template_ids') ?? [];
  if (ids.length === 0 || ids.length > mostTemplates) {
    throw invalidParameter(`Param template_ids must have 1 to ${mostTemplates} items`);
  }
  const asked = listModifier(args, 'metric_types', metrics) ?? metrics;
  const templates = (waba.templates ?? []).filter(({ id }) => ids.includes(id));
  const points: JsonObject[] = [];
  for (let day = Math.ceil((start ?? 0) / DAY) * DAY; day + DAY <= (end ?? 0); day += DAY) {
    if (day * 1_000 >= context.now) break;
    for (const template of templates) {
      const point = pointOf(template, day, asked);
      if (point !== null) points.push(point);
    }
  }
  return {
    data: [{ granularity: 'DAILY', product_type: 'cloud_api', data_points: points }],
    paging: { cursors: { before: 'MAZDZD', after: 'MjQZD' } },
  };
}

/** A day on which nothing was sent has no point. */
function pointOf({ id, daily }: SimTemplate, day: number, asked: readonly string[]): JsonObject | null {
  if (daily === undefined) return null;
  const { sent, delivered, read, clicked } = daily;
  return {
    template_id: id,
    start: day,
    end: day + DAY,
    ...(asked.includes('SENT') ? { sent } : {}),
    ...(asked.includes('DELIVERED') ? { delivered } : {}),
    ...(asked.includes('READ') ? { read } : {}),
    ...(asked.includes('CLICKED') && clicked !== undefined
      ? { clicked: [{ type: 'quick_reply_button', button_content: 'Lihat', count: clicked }] }
      : {}),
  };
}

function secondsIn(args: ReadonlyMap<string, string>, name: string): number {
  const text = args.get(name) ?? '';
  if (!/^\d{9,11}$/.test(text)) throw invalidParameter(`The parameter ${name} is required`);
  return Number(text);
}
