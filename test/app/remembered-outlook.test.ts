import { describe, expect, it } from 'vitest';
import type { Outlook } from '../../src/app/outlook.js';
import { rememberedOutlook } from '../../src/app/remembered-outlook.js';
import { freshState } from '../../src/domain/state.js';
import { MINUTE } from '../../src/domain/time.js';
import { tokoMaju } from '../support/asking.js';
import { fakeClock } from '../support/fakes/clock.js';
import { noon, numberOf, portfolioId, portfolioOf } from '../support/looks.js';

function counted(trouble = false): { readonly outlook: Outlook; asked: number } {
  const self = {
    asked: 0,
    outlook: {
      forecasts() {
        self.asked += 1;
        return trouble ? Promise.reject(new Error('broken')) : Promise.resolve([]);
      },
      peak: () => Promise.resolve(null),
      usual: () => Promise.resolve(null),
      ahead: () => Promise.resolve(null),
      limitChanges: () => Promise.resolve([]),
    } satisfies Outlook,
  };
  return self;
}

const sight = { at: noon, snapshot: portfolioOf({ numbers: [numberOf(1)] }) };
const state = { ...freshState(portfolioId, 'Toko Maju'), sight };

describe('a forecast', () => {
  it('is made once for all who ask within a minute of one look', async () => {
    const source = counted();
    const clock = fakeClock(noon);
    const remembered = rememberedOutlook(source.outlook, clock);
    const forecasts: Outlook['forecasts'] = (plan, known) => remembered.forecasts(plan, known);
    const all = await Promise.all([1, 2, 3].map(() => forecasts(tokoMaju, state)));
    await forecasts(tokoMaju, { ...state, outbox: { ...state.outbox, sequence: 7 } });
    expect(all).toHaveLength(3);
    expect(source.asked).toBe(1);
    clock.move(MINUTE);
    await forecasts(tokoMaju, state);
    expect(source.asked).toBe(2);
  });

  it('is made anew after another look, and when an incident has changed', async () => {
    const source = counted();
    const remembered = rememberedOutlook(source.outlook, fakeClock(noon));
    const forecasts: Outlook['forecasts'] = (plan, known) => remembered.forecasts(plan, known);
    await forecasts(tokoMaju, state);
    await forecasts(tokoMaju, { ...state, sight: { ...sight } });
    await forecasts(tokoMaju, { ...state, incidents: [] });
    expect(source.asked).toBe(3);
  });

  it('that failed is tried again', async () => {
    const source = counted(true);
    const remembered = rememberedOutlook(source.outlook, fakeClock(noon));
    const forecasts: Outlook['forecasts'] = (plan, known) => remembered.forecasts(plan, known);
    await expect(forecasts(tokoMaju, state)).rejects.toThrow('broken');
    await expect(forecasts(tokoMaju, state)).rejects.toThrow('broken');
    expect(source.asked).toBe(2);
  });
});
