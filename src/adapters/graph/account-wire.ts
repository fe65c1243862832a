import type { WabaId } from '../../domain/snapshot.js';
import { leaf, shape } from '../../kit/wire.js';

/** An account in a list of accounts. */
export interface AccountWire {
  readonly id: WabaId;
  readonly name: string | null;
}

const accountShape = shape({ id: leaf.id, name: leaf.text });

/** Reads one row of a portfolio's list of accounts; null when it has no id. */
export function accountFrom(value: unknown): AccountWire | null {
  const wire = accountShape(value);
  return wire?.id == null ? null : { id: wire.id as WabaId, name: wire.name };
}
