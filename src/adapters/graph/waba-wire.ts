import type { Limit } from '../../domain/limit.js';
import type { Reading } from '../../domain/reading.js';
import type { Health, WabaId } from '../../domain/snapshot.js';
import { healthFrom } from './health-wire.js';
import { limitFrom } from './limit-wire.js';
import { leaf, objectOf, shape } from '../../kit/wire.js';

/** A WhatsApp Business Account as one answer shows it, without its lists. */
export interface WabaWire {
  /** Null when the answer does not repeat it. */
  readonly id: WabaId | null;
  readonly name: string | null;
  readonly reviewStatus: string | null;
  readonly health: Reading<Health>;
  /** The portfolio that owns it, and so owns its limit. */
  readonly owner: OwnerWire | null;
  readonly limit: Reading<Limit>;
  readonly rawLimit: string | null;
  /** The nested lists as they came; undefined when absent. */
  readonly numbers: unknown;
  readonly pricing: unknown;
  readonly messages: unknown;
}

/** A business portfolio as its accounts name it. */
export interface OwnerWire {
  readonly id: string;
  readonly name: string | null;
}

const wabaShape = shape({
  id: leaf.id,
  name: leaf.text,
  account_review_status: leaf.text,
  health_status: leaf.raw,
  owner_business_info: leaf.raw,
  whatsapp_business_manager_messaging_limit: leaf.raw,
  phone_numbers: leaf.raw,
  pricing_analytics: leaf.raw,
  analytics: leaf.raw,
});
const ownerShape = shape({ id: leaf.id, name: leaf.text });

/**
 * Reads a WhatsApp Business Account; null when it is no object.
 * https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account
 */
export function wabaFrom(value: unknown): WabaWire | null {
  if (objectOf(value) === null) return null;
  const wire = wabaShape(value);
  if (wire === null) return null;
  const { limit, raw } = limitFrom(wire.whatsapp_business_manager_messaging_limit);
  const owner = ownerShape(wire.owner_business_info ?? null);
  return {
    id: wire.id as WabaId | null,
    name: wire.name,
    reviewStatus: wire.account_review_status,
    health: healthFrom(wire.health_status),
    owner: owner?.id == null ? null : { id: owner.id, name: owner.name },
    limit,
    rawLimit: raw,
    numbers: wire.phone_numbers,
    pricing: wire.pricing_analytics,
    messages: wire.analytics,
  };
}
