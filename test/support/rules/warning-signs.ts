import type { FactsOf } from '../../../src/domain/finding.js';
import { countsOf, type SignalCounts } from '../../../src/domain/signals/counts.js';
import { signals } from '../../../src/domain/signals/signal.js';
import type { SignalWindow } from '../../../src/domain/signals/window.js';
import { lookAt, numberOf, portfolioOf } from '../looks.js';
import type { RuleSample, TroubleSample } from './rule-sample.js';
import { number } from './rule-sample.js';

/** Hours whose earlier weeks were all alike. */
function window(now: Partial<SignalCounts>, usual: Partial<SignalCounts>): SignalWindow {
  const weeks = Array.from({ length: 8 }, (_, week) => [7 * (week + 1), countsOf(usual)] as const);
  return { hours: 3, days: new Map([[0, countsOf(now)], ...weeks]) };
}

const trouble = (
  level: 'note' | 'warning',
  rank: 1 | 2,
  severity: 'info' | 'warning',
  keptHealthy: number,
): TroubleSample<'warning-signs'> => ({
  level,
  look: lookAt(portfolioOf(), {
    signals: new Map([
      [numberOf(1).id, [window({ sent: 1_000, keptHealthy }, { sent: 1_000, keptHealthy: 20 })]],
    ]),
  }),
  severity,
  rank,
  subject: number,
  facts: {
    rule: 'warning-signs',
    signs: [
      {
        signal: 'kept-healthy',
        hours: 3,
        count: keptHealthy,
        of: 1_000,
        usual: 0.02,
        compared: { with: 'weeks', n: 8 },
        level: rank,
      },
    ],
    template: null,
  },
});

const facts: readonly FactsOf<'warning-signs'>[] = signals.flatMap(({ name }, place) =>
  [1, 2].map((level) => ({
    rule: 'warning-signs' as const,
    signs: [
      {
        signal: name,
        hours: 3,
        count: 42,
        of: 1_200,
        usual: place % 2 === 0 ? 0 : 0.0049,
        compared: { with: place % 2 === 0 ? ('weeks' as const) : ('days' as const), n: 8 },
        level: level === 2 ? (2 as const) : (1 as const),
      },
    ],
    template:
      place % 3 === 0
        ? null
        : { name: 'promo', quality: 'yellow' as const, status: place % 3 === 1 ? 'PAUSED' : 'APPROVED' },
  })),
);

/** Early signs of how messages are taken. */
export const warningSigns: RuleSample<'warning-signs'> = {
  facts: [
    ...facts,
    ...facts.map((one) => ({
      ...one,
      signs: [...one.signs, ...trouble('note', 1, 'info', 60).facts.signs],
      template: { name: 'promo', quality: 'red' as const, status: 'DISABLED' },
    })),
  ],
  subjects: [number],
  troubles: [trouble('note', 1, 'info', 50), trouble('warning', 2, 'warning', 120)],
  well: [],
  unclear: [],
};
