import { unknown } from '../../domain/reading.js';
import type { LookGap, WabaId } from '../../domain/snapshot.js';
import type { FailedCall } from './failure.js';
import { messagesPart, pricingPart, type RefusablePart } from './fields.js';
import type { NumberWire } from './number-wire.js';
import { causeOf, problemOf } from './problem.js';

/** The field that prints the limit, on accounts and on numbers. */
export const limitField = 'whatsapp_business_manager_messaging_limit';

/** What is hidden when all parts of one of the lists are refused. */
const gapParts: readonly (readonly [LookGap['part'], readonly (readonly RefusablePart[])[]])[] = [
  ['usage', [[pricingPart]]],
  ['health', [['waba.health_status'], ['number.health_status']]],
  ['numbers', [['number.quality_rating', 'number.quality_score'], ['number.status']]],
];

/** The gaps that refused parts of an account leave. */
export function refusalGaps(id: WabaId, refused: ReadonlyMap<RefusablePart, FailedCall>): LookGap[] {
  return gapParts.flatMap(([part, needs]): readonly LookGap[] => {
    const missing = needs.find((alternatives) => alternatives.every((one) => refused.has(one)))?.[0];
    const failure = missing === undefined ? undefined : refused.get(missing);
    if (failure === undefined) return [];
    const cause = causeOf(failure);
    // Meanwhile all templates are counted, which is one bound too.
    const isLooser = missing === pricingPart && !refused.has(messagesPart);
    return [
      {
        waba: id,
        part,
        problem: problemOf(failure).problem,
        cause: isLooser ? { ...cause, reason: 'volume-by-price-refused' } : cause,
      },
    ];
  });
}

/** The number without the figures that Meta refuses. */
export function markRefused(number: NumberWire, refused: ReadonlyMap<RefusablePart, FailedCall>): NumberWire {
  const limit = refused.has(`number.${limitField}`);
  const health = refused.has('number.health_status');
  if (!limit && !health) return number;
  return {
    ...number,
    limit: limit ? unknown('refused') : number.limit,
    health: health ? unknown('refused') : number.health,
  };
}
