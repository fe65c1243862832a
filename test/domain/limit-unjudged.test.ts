import { describe, expect, it } from 'vitest';
import type { Judging } from '../../src/domain/absorb.js';
import { defaultPolicy } from '../../src/domain/incident.js';
import { known } from '../../src/domain/reading.js';
import { noUsage } from '../../src/domain/history/recorded-usage.js';
import { noSignals } from '../../src/domain/signals/window.js';
import { defaultThresholds, type Thresholds } from '../../src/domain/thresholds.js';
import { freshState, type PortfolioState } from '../../src/domain/state.js';
import { after, MINUTE } from '../../src/domain/time.js';
import { capped, noon, numberOf, portfolioId, portfolioOf } from '../support/looks.js';
import { perNumber2023, portfolio2025 } from '../support/rulebooks.js';
import { absorbNext, routeOf } from '../support/story.js';

/** Thresholds in which the severity of a lowered limit cannot be read. */
const broken: Thresholds = {
  ...defaultThresholds,
  severities: {
    get 'limit.lowered'(): never {
      throw new Error('no severity');
    },
  },
};

describe.each([perNumber2023, portfolio2025])('a change of a limit under $name', (rulebook) => {
  it('that could not be judged is told by the next look that can', () => {
    const told: (readonly string[])[] = [];
    let state: PortfolioState = freshState(portfolioId, 'Toko Maju');
    const look = (minutes: number, recipients: number, thresholds: Thresholds): void => {
      const limit = known(capped(recipients));
      const snapshot = portfolioOf({ limit, numbers: [numberOf(1, { limit }), numberOf(2)] });
      const judging: Judging = {
        rulebook,
        thresholds,
        policy: defaultPolicy,
        routes: [routeOf()],
        escalateTo: null,
        maintenance: [],
        history: noUsage,
        signals: noSignals,
      };
      const taken = absorbNext(state, { kind: 'seen', at: after(noon, minutes * MINUTE), snapshot }, judging);
      ({ state } = taken);
      told.push(
        taken.result.notices.flatMap(({ incident: { finding } }) =>
          finding.facts.rule === 'limit' ? [`${finding.subject.id} ${finding.facts.change}`] : [],
        ),
      );
    };
    look(0, 100_000, defaultThresholds);
    look(5, 10_000, broken);
    look(10, 10_000, broken);
    look(15, 10_000, defaultThresholds);
    look(20, 10_000, defaultThresholds);
    const whose = rulebook.scope === 'portfolio' ? portfolioId : numberOf(1).id;
    expect(told).toEqual([[], [], [], [`${whose} lowered`], []]);
    expect(state.limitSince[whose]).toBe(after(noon, 15 * MINUTE));
  });
});
