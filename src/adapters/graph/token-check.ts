import pTimeout from 'p-timeout';
import { unknown, type Unknown } from '../../domain/reading.js';
import type { TokenSnapshot } from '../../domain/snapshot.js';
import { DAY, HOUR, SECOND, type Span } from '../../domain/time.js';
import { isOn, waitFrom } from '../../domain/wait.js';
import type { Clock, Log } from '../../ports.js';
import type { Chain } from './chain.js';
import { done, failed, failureOf, type GraphOutcome } from './failure.js';
import type { GraphCall } from './graph-call.js';
import { causeOf, problemOf } from './problem.js';
import { tokenFrom, type TokenWire } from './token-wire.js';

/** Asks Meta about a token once a day. Once an hour while there is no answer. Never throws. */
export interface TokenCheck {
  /** The token as last described; a token that could not be asked about is valid as far as we know. */
  of(label: string, chain: Chain): Promise<TokenSnapshot>;
}

/** What Meta answers when it is asked about the token of a chain. */
export function debugToken(call: GraphCall, chain: Chain): Promise<GraphOutcome<unknown>> {
  return call.get({ path: ['debug_token'], query: { input_token: chain.token }, account: null, chain });
}

/** The token of a chain as Meta describes it now. */
export async function describedToken(call: GraphCall, chain: Chain): Promise<GraphOutcome<TokenWire>> {
  const outcome = await debugToken(call, chain);
  if (!outcome.ok) return outcome;
  const token = tokenFrom(outcome.value);
  return token === null ? failed(failureOf('unreadable')) : done(token);
}

/** Who finds the question already asked waits so long for the answer, then goes without. */
const patience = SECOND;

/** A check that has asked nothing yet. However many looks want to know, a token is asked about once at a time. */
export function createTokenCheck(call: GraphCall, clock: Clock, log: Log): TokenCheck {
  const kept = new Map<string, { readonly token: TokenWire; readonly holds: Span }>();
  const asking = new Map<string, Promise<TokenWire>>();

  async function ask(label: string, chain: Chain, known: TokenWire | undefined): Promise<TokenWire> {
    const now = clock.now();
    const outcome = await describedToken(call, chain);
    if (outcome.ok) {
      const token = outcome.value;
      kept.set(chain.fingerprint, { token, holds: waitFrom(now, DAY) });
      return token;
    }
    log.warn('graph.token-not-described', { variable: label, ...causeOf(outcome.failure) });
    const { problem } = problemOf(outcome.failure);
    const last = known ?? {
      ...undescribed(outcome.failure.cause === 'unreadable' ? 'not-understood' : 'refused'),
      valid: problem !== 'unauthorised',
    };
    kept.set(chain.fingerprint, { token: last, holds: waitFrom(now, HOUR) });
    return last;
  }

  return {
    async of(label, chain) {
      const { fingerprint } = chain;
      const known = kept.get(fingerprint);
      if (known !== undefined && (isOn(known.holds, clock.now()) || call.isTight(chain, null)))
        return { label, ...known.token };
      const underWay = asking.get(fingerprint);
      if (underWay !== undefined) {
        const fallback = (): TokenWire => known?.token ?? undescribed('incomplete');
        return { label, ...(await pTimeout(underWay, { milliseconds: patience, fallback })) };
      }
      const asked = ask(label, chain, known?.token).finally(() => asking.delete(fingerprint));
      asking.set(fingerprint, asked);
      return { label, ...(await asked) };
    },
  };
}

/** A token of which Meta told nothing: valid as far as we know. */
function undescribed(why: Unknown): TokenWire {
  return { valid: true, expiresAt: unknown(why), scopes: [] };
}
