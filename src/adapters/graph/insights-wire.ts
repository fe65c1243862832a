import type { TemplateDay } from '../../domain/template-day.js';
import { leaf, listOf, objectOf, shape } from '../../kit/wire.js';

const pointShape = shape({
  template_id: leaf.id,
  start: leaf.number,
  sent: leaf.number,
  delivered: leaf.number,
  read: leaf.number,
  clicked: leaf.raw,
});
const clickShape = shape({ count: leaf.number });

/**
 * Reads how the messages of templates fared on one day. It begins at `start`, in seconds since 1970. Null when it is no
 * such answer. Points that say nothing are left out.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/analytics
 */
export function insightsFrom(value: unknown, start: number): readonly TemplateDay[] | null {
  const groups = listOf(objectOf(value)?.['data']);
  if (groups === null) return null;
  const days = new Map<string, TemplateDay>();
  for (const point of groups.flatMap((group) => listOf(objectOf(group)?.['data_points']) ?? [])) {
    const wire = pointShape(point);
    if (wire === null || wire.template_id === null || wire.start !== start) continue;
    const day = dayFrom(wire.template_id, wire);
    if (day !== null) days.set(day.template, day);
  }
  return [...days.values()];
}

function dayFrom(template: string, wire: NonNullable<ReturnType<typeof pointShape>>): TemplateDay | null {
  const [sent, delivered, read] = [wire.sent, wire.delivered, wire.read].map(countOf);
  if (sent == null || delivered == null) return null;
  return { template, sent, delivered, read: read ?? null, clicked: clicksIn(wire.clicked) };
}

/** A count below zero, or of parts of a message, is none. */
function countOf(value: number | null): number | null {
  return value !== null && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** All clicks together, whatever was clicked. */
function clicksIn(value: unknown): number | null {
  const counts = listOf(value)?.map((one) => countOf(clickShape(one)?.count ?? null)) ?? null;
  if (counts === null || counts.some((count) => count === null)) return null;
  return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
