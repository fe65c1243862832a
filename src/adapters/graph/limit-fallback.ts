import type { Limit } from '../../domain/limit.js';
import type { Reading } from '../../domain/reading.js';
import type { WabaId } from '../../domain/snapshot.js';
import type { Clock } from '../../ports.js';
import type { Chain } from './chain.js';
import { failureOf } from './failure.js';
import { pageQuery, tierPart } from './fields.js';
import { limitFrom } from './limit-wire.js';
import type { NumberWire } from './number-wire.js';
import { walkPages } from './page-walk.js';
import { problemOf } from './problem.js';
import type { GraphCall } from './graph-call.js';
import type { RefusedPartsMemory } from './refused-parts-memory.js';
import { idOf, objectOf } from '../../kit/wire.js';

/** What asking once more needs. */
interface FallbackContext {
  readonly call: GraphCall;
  readonly refusals: RefusedPartsMemory;
  readonly clock: Clock;
}

/**
 * The numbers with their deprecated `messaging_limit_tier`. Asked for alone, and only where nothing else tells the
 * limit: a field that is no longer there would spoil any other call. Never throws.
 */
export async function withTiers(
  { call, refusals, clock }: FallbackContext,
  chain: Chain,
  id: WabaId,
  limit: Reading<Limit>,
  numbers: readonly NumberWire[],
): Promise<readonly NumberWire[]> {
  const silent = (reading: Reading<Limit>): boolean =>
    !reading.known && (reading.why === 'refused' || reading.why === 'not-returned');
  const wanted = numbers.length > 0 && silent(limit) && numbers.every((number) => silent(number.limit));
  if (!wanted || call.isTight(chain, id) || refusals.of(id, clock.now()).has(tierPart)) return numbers;
  const walked = await walkPages(
    null,
    (after) =>
      call.get({
        path: [id, 'phone_numbers'],
        query: pageQuery('id,messaging_limit_tier', after),
        account: id,
        chain,
      }),
    { look: chain.bounds },
  );
  const tiers = new Map(
    walked.rows.map((row) => [idOf(objectOf(row)?.['id']), objectOf(row)?.['messaging_limit_tier']]),
  );
  const told = numbers.map((number): NumberWire => {
    const { limit: tier, raw } = limitFrom(tiers.get(number.id));
    return tier.known || raw !== null ? { ...number, limit: tier, rawLimit: raw } : number;
  });
  if (told.every((number) => number.rawLimit === null)) {
    const failure = walked.trouble ?? failureOf('refused', { note: { kind: 'no-tier-field' } });
    if (problemOf(failure).retried === 'no') {
      refusals.add(id, { parts: [tierPart], named: true }, failure, clock.now());
    }
  }
  return told;
}
