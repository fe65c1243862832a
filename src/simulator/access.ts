import { createHmac, timingSafeEqual } from 'node:crypto';
import { GraphFailure } from './failure.js';
import type { NodeRef, SimApp, SimToken } from './world.js';

/** The refusal of a call without any token: 401, code 104. */
export function missingToken(): GraphFailure {
  return new GraphFailure(401, { message: 'An access token is required for this resource', code: 104 });
}

/** The refusal of a token nobody issued: 401, code 190. */
export function unknownToken(): GraphFailure {
  return new GraphFailure(401, { message: 'The access token could not be read', code: 190 });
}

/** Why a token is dead at `now`: the subcode Meta would give (463 for an expired one); undefined while it lives. */
export function deathOf(token: SimToken, now: number): number | undefined {
  if (token.deadSubcode !== undefined) return token.deadSubcode;
  return token.expiresAt !== 0 && token.expiresAt <= now ? 463 : undefined;
}

/** Throws 401, code 190 when the token is dead. */
export function requireLiving(token: SimToken, now: number): void {
  const subcode = deathOf(token, now);
  if (subcode === undefined) return;
  const why = subcode === 463 ? 'the session has expired' : 'the session is no longer valid';
  throw new GraphFailure(401, { message: `The access token was refused: ${why}`, code: 190, subcode });
}

/**
 * Checks `appsecret_proof`: hex HMAC-SHA256 of the token, keyed with the app secret. A sent proof must be right even
 * when the app does not ask for one; throws 400, code 100.
 */
export function requireProof(app: SimApp, tokenValue: string, proof: string | undefined): void {
  if (proof === undefined) {
    if (app.requiresProof !== true) return;
    throw new GraphFailure(400, {
      message: 'Calls from a server need an appsecret_proof argument',
      type: 'GraphMethodException',
      code: 100,
    });
  }
  const expected = createHmac('sha256', app.secret).update(tokenValue).digest();
  const given = Buffer.from(proof, 'hex');
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  throw new GraphFailure(400, {
    message: 'Invalid appsecret_proof provided in the API argument',
    type: 'GraphMethodException',
    code: 100,
  });
}

/** Throws 403, code 200: the token may not see the node (1349174) or lacks a scope for it (1349176). */
export function requireAccess(token: SimToken, ref: NodeRef, edge: string | undefined): void {
  if (!maySee(token, ref)) {
    throw new GraphFailure(403, {
      message: '(#200) This app has no permission to read this object',
      code: 200,
      subcode: 1349174,
      userTitle: 'Permission Denied',
      userMessage: 'The object is not shared with this system user.',
    });
  }
  const needed =
    ref.kind === 'portfolio' && edge !== undefined ? 'business_management' : 'whatsapp_business_management';
  const hasIt =
    token.scopes.includes(needed) ||
    (ref.kind === 'portfolio' && token.scopes.includes('business_management'));
  if (!hasIt) {
    throw new GraphFailure(403, {
      message: `(#200) Requires ${needed} permission`,
      code: 200,
      subcode: 1349176,
    });
  }
}

function maySee(token: SimToken, ref: NodeRef): boolean {
  if (token.grants === 'everything') return true;
  if (token.grants.includes(ref.portfolio.id)) return true;
  return ref.kind !== 'portfolio' && token.grants.includes(ref.waba.id);
}
