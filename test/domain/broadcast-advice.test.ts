import { describe, expect, it } from 'vitest';
import { broadcastAdvice } from '../../src/domain/broadcast-advice.js';
import { known, unknown } from '../../src/domain/reading.js';
import { countsOf } from '../../src/domain/signals/counts.js';
import type { WabaSnapshot } from '../../src/domain/snapshot.js';
import { at, noon, numberOf, wabaId, wabaOf } from '../support/looks.js';
import { story } from '../support/story.js';

const yellow = { id: '1', name: 'promo', language: 'id', quality: 'yellow', status: 'APPROVED' } as const;
const notOffered = {
  askedAt: noon,
  day: at('2026-11-21T00:00:00Z'),
  insights: unknown('not-offered'),
};
const stops = { requests: 34, read: 2_000, share: 0.017 };

/** The alerts of a number whose messages Meta holds back ten times as often as usual. */
function suspicious() {
  const told = story();
  const weeks = [7, 14, 21].map((ago) => [ago, countsOf({ sent: 1_000, keptHealthy: 10 })] as const);
  const days = new Map([[0, countsOf({ sent: 1_000, keptHealthy: 100 })], ...weeks]);
  told.sees({}, new Map([[numberOf(1).id, [{ hours: 3, days }]]]));
  return told.state.incidents;
}

const adviceOf = (waba: Partial<WabaSnapshot>, incidents: ReturnType<typeof suspicious> = []) =>
  broadcastAdvice({ wabas: [wabaOf(waba)] }, incidents, numberOf(1), stops, noon);

describe('what is said beside a broadcast', () => {
  it('names the badly rated template of the account, and why nothing is known of its messages', () => {
    expect(adviceOf({ templates: known([yellow]), insights: notOffered })).toMatchObject({
      telling: { template: { name: 'promo' }, because: 'rated', reading: null },
      untold: 'not-offered',
      stops,
    });
  });

  it('speaks of what is not known only where trouble asks for it, and somebody asked Meta', () => {
    const calm = { templates: known([{ ...yellow, quality: 'green' as const }]) };
    expect(adviceOf({ ...calm, insights: notOffered }).untold).toBeNull();
    expect(adviceOf({ ...calm, insights: notOffered }, suspicious()).untold).toBe('not-offered');
    expect(adviceOf({ templates: known([yellow]) }).untold).toBeNull();
  });

  it('is nothing of templates for an account that is not in the look', () => {
    const elsewhere = broadcastAdvice({ wabas: [] }, suspicious(), numberOf(1, { waba: wabaId }), null, noon);
    expect(elsewhere).toEqual({ telling: null, untold: null, stops: null });
  });
});
