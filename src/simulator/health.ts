import type { JsonObject } from './read.js';
import type { NodeRef, SimApp, SimHealth } from './world.js';

const severity = ['AVAILABLE', 'LIMITED', 'BLOCKED'] as const;

/** `health_status` of a number, account or template: its own entity first, then what stands above it. */
export function healthStatus(ref: Exclude<NodeRef, { kind: 'portfolio' }>, app: SimApp): JsonObject {
  const entities: { readonly type: string; readonly id: string; readonly health: SimHealth | undefined }[] =
    [];
  if (ref.kind === 'number') entities.push({ type: 'PHONE_NUMBER', id: ref.id, health: ref.number.health });
  if (ref.kind === 'template') {
    entities.push({ type: 'MESSAGE_TEMPLATE', id: ref.id, health: ref.template.health });
  }
  entities.push(
    { type: 'WABA', id: ref.waba.id, health: ref.waba.health },
    { type: 'BUSINESS', id: ref.portfolio.id, health: ref.portfolio.health },
    { type: 'APP', id: app.id, health: undefined },
  );
  const worst = Math.max(...entities.map(({ health }) => severity.indexOf(health?.canSend ?? 'AVAILABLE')));
  return {
    can_send_message: severity[worst],
    entities: entities.map(({ type, id, health }) => entity(type, id, health)),
  };
}

function entity(type: string, id: string, health: SimHealth | undefined): JsonObject {
  return {
    entity_type: type,
    id,
    can_send_message: health?.canSend ?? 'AVAILABLE',
    ...(health?.info === undefined ? {} : { additional_info: health.info }),
    ...(health?.errors === undefined
      ? {}
      : {
          errors: health.errors.map((error) => ({
            error_code: error.code,
            error_description: error.description,
            possible_solution: error.solution,
          })),
        }),
  };
}
