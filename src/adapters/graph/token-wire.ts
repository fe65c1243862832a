import { known, unknown, type Reading } from '../../domain/reading.js';
import { SECOND, instantOf, type Instant } from '../../domain/time.js';
import { idOf, leaf, listOf, objectOf, shape } from '../../kit/wire.js';

/** A token as `debug_token` describes it. */
export interface TokenWire {
  readonly valid: boolean;
  /** Null: never. The sooner of the token's end and the end of its access to data. */
  readonly expiresAt: Reading<Instant | null>;
  readonly scopes: readonly string[];
}

const tokenShape = shape({
  is_valid: leaf.flag,
  expires_at: leaf.raw,
  data_access_expires_at: leaf.number,
  scopes: leaf.texts,
});

/**
 * Reads the answer of `debug_token`; null when it does not say whether the token is valid.
 * https://developers.facebook.com/docs/graph-api/reference/debug_token
 */
export function tokenFrom(value: unknown): TokenWire | null {
  const wire = tokenShape(objectOf(value)?.['data'] ?? null);
  if (wire?.is_valid == null) return null;
  return {
    valid: wire.is_valid,
    expiresAt: expiryOf(wire.expires_at, wire.data_access_expires_at ?? 0),
    scopes: wire.scopes,
  };
}

/** The ids that a token is limited to, by what they are of; none where it is not limited. */
export interface TokenGrants {
  readonly portfolios: readonly string[];
  readonly accounts: readonly string[];
}

const grantShape = shape({ scope: leaf.text, target_ids: leaf.raw });

/** Reads what `debug_token` limits a token to. */
export function grantsFrom(value: unknown): TokenGrants {
  const rows = listOf(objectOf(objectOf(value)?.['data'])?.['granular_scopes']) ?? [];
  const idsOf = (scope: string): readonly string[] => {
    const grants = rows.map(grantShape).filter((row) => row?.scope === scope);
    return grants.flatMap((row) => (listOf(row?.target_ids) ?? []).flatMap((id) => idOf(id) ?? []));
  };
  return {
    portfolios: idsOf('business_management'),
    accounts: idsOf('whatsapp_business_management'),
  };
}

function expiryOf(expires: unknown, dataAccess: number): Reading<Instant | null> {
  if (expires === undefined || expires === null) return unknown('not-returned');
  const seconds = leaf.number(expires);
  if (seconds === null || seconds < 0) return unknown('not-understood');
  const ends = [seconds, dataAccess].filter((end) => end > 0);
  return known(ends.length === 0 ? null : instantOf(Math.min(...ends) * SECOND));
}
