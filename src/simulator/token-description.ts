import { deathOf } from './access.js';
import { invalidParameter } from './failure.js';
import type { JsonObject } from './read.js';
import type { SimToken, World } from './world.js';
import { indexOf } from './world.js';

/** Answers `debug_token`: what a token is, may do, and when it ends. Times in the answer are UNIX seconds. */
export function tokenDescription(world: World, inputToken: string | undefined, now: number): JsonObject {
  if (inputToken === undefined || inputToken === '') {
    throw invalidParameter('The parameter input_token is required');
  }
  const token = indexOf(world).tokens.get(inputToken);
  if (token === undefined) {
    return {
      data: {
        error: { code: 190, message: 'The access token could not be read' },
        is_valid: false,
        scopes: [],
      },
    };
  }
  const death = deathOf(token, now);
  return {
    data: {
      app_id: world.app.id,
      type: token.type ?? 'SYSTEM_USER',
      application: world.app.name,
      data_access_expires_at: 0,
      ...(death === undefined
        ? {}
        : { error: { code: 190, message: 'The session has ended', subcode: death } }),
      expires_at: seconds(token.expiresAt),
      is_valid: death === undefined,
      issued_at: seconds(token.issuedAt),
      scopes: token.scopes,
      granular_scopes: token.scopes.map((scope) => granular(world, token, scope)),
      user_id: token.userId,
    },
  };
}

/** A scope with the ids it is limited to: accounts for WhatsApp scopes, portfolios for the business scope. */
function granular(world: World, token: SimToken, scope: string): JsonObject {
  if (token.grants === 'everything') return { scope };
  const { nodes } = indexOf(world);
  const kind = scope === 'business_management' ? 'portfolio' : 'waba';
  const targets = token.grants.flatMap((id) => {
    const ref = nodes.get(id);
    if (ref?.kind === 'portfolio' && kind === 'waba') return ref.portfolio.wabas.map((waba) => waba.id);
    return ref?.kind === kind ? [id] : [];
  });
  return { scope, target_ids: targets };
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
