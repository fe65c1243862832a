import { known, unknown, type Reading } from '../../domain/reading.js';
import type { Health, HealthReason } from '../../domain/snapshot.js';
import { leaf, listOf, objectOf, shape, textOf } from '../../kit/wire.js';

const healthShape = shape({ can_send_message: leaf.text, entities: leaf.raw });
const entityShape = shape({
  entity_type: leaf.text,
  can_send_message: leaf.text,
  additional_info: leaf.texts,
  errors: leaf.raw,
});
const errorShape = shape({
  error_code: leaf.number,
  error_description: leaf.text,
  possible_solution: leaf.text,
});

const order = ['available', 'unknown', 'limited', 'blocked'] as const;

/** Of nearly all numbers: one object for thousands. */
const allWell: Reading<Health> = known({ canSend: 'available', reasons: [] });

/**
 * Reads `health_status`. What the entities say goes before the overall word. Meta also sets that for calls that cannot
 * be taken. Reasons are those of entities that may not send freely.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/health-status
 */
export function healthFrom(value: unknown): Reading<Health> {
  if (value === undefined || value === null) return unknown('not-returned');
  const health = healthShape(value);
  if (health === null) return unknown('not-understood');
  const entities = listOf(health.entities) ?? [];
  const words = entities.flatMap((entity) => wordOf(entity) ?? []);
  if (words.length > 0 && words.every((word) => word === 'AVAILABLE') && words.length === entities.length)
    return allWell;
  const overall = health.can_send_message;
  if (words.length === 0 && overall === null) return unknown('not-understood');
  const canSend = worst((words.length > 0 ? words : [overall ?? '']).map(canSendOf));
  return known({ canSend, reasons: entities.map(entityShape).flatMap(reasonsOf) });
}

function wordOf(entity: unknown): string | null {
  return textOf(objectOf(entity)?.['can_send_message']);
}

function canSendOf(word: string): Health['canSend'] {
  const lower = word.toLowerCase();
  return lower === 'available' || lower === 'limited' || lower === 'blocked' ? lower : 'unknown';
}

function worst(all: readonly Health['canSend'][]): Health['canSend'] {
  return order[Math.max(...all.map((one) => order.indexOf(one)))] ?? 'unknown';
}

function reasonsOf(entity: ReturnType<typeof entityShape>): readonly HealthReason[] {
  if (entity === null) return [];
  const name = entity.entity_type ?? 'UNKNOWN';
  if (entity.can_send_message?.toUpperCase() === 'AVAILABLE') return [];
  const errors = (listOf(entity.errors) ?? []).flatMap((error): readonly HealthReason[] => {
    const wire = errorShape(error);
    if (wire === null || (wire.error_code === null && wire.error_description === null)) return [];
    return [
      {
        entity: name,
        code: wire.error_code,
        description: wire.error_description ?? '',
        solution: wire.possible_solution,
      },
    ];
  });
  const infos = entity.additional_info.map((description): HealthReason => ({
    entity: name,
    code: null,
    description,
    solution: null,
  }));
  return [...errors, ...infos];
}
