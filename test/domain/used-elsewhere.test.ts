import { expect, it } from 'vitest';
import { forecastsOf, type Forecast } from '../../src/domain/forecast.js';
import { known } from '../../src/domain/reading.js';
import { usage } from '../../src/domain/rules/usage.js';
import { after, DAY, HALF_HOUR, HOUR } from '../../src/domain/time.js';
import type { Series } from '../../src/domain/usage.js';
import { factsIn, lookAt, noon, numberOf, only, portfolioOf, recordOf, usageOf } from '../support/looks.js';
import { portfolio2025 } from '../support/rulebooks.js';

/** So many people in each half hour of the last `hours` hours. */
const evenly = (hours: number, recipients: number): Series =>
  Array.from({ length: hours * 2 }, (_, i) => ({ at: after(noon, (i - hours * 2) * HALF_HOUR), recipients }));

const number = numberOf(1, { usage: known(usageOf(2_400)) });
/** What the plan's own number is on record with: half of what the look counts. */
const history = recordOf([[number.id, evenly(8 * 24, 50)]]);

function forecastWith(recipients: number): Forecast | undefined {
  return forecastsOf({
    now: noon,
    snapshot: portfolioOf({
      numbers: [number],
      usage: known(usageOf(recipients)),
      series: evenly(24, recipients / 48),
      elsewhere: recipients / 2,
    }),
    incidents: [],
    rulebook: portfolio2025,
    history,
    since: after(noon, -9 * DAY),
  })[0];
}

const used = (forecast: Forecast | undefined): unknown =>
  forecast?.nextTier.criteria.find(({ name }) => name === 'used');

it('half of a limit is not said to be unused when only a day of what others used is known', () => {
  expect(used(forecastWith(4_800))).toMatchObject({ used: 4_800, need: 5_000, met: null });
  expect(forecastWith(4_800)?.nextTier.verdict).toBe('unknown');
});

it('half of a limit is said to be unused where the plan itself sees all who use the limit', () => {
  const [forecast] = forecastsOf({
    now: noon,
    snapshot: portfolioOf({ numbers: [number], usage: known(usageOf(2_400)) }),
    incidents: [],
    rulebook: portfolio2025,
    history: recordOf([[number.id, evenly(8 * 24, 10)]]),
    since: after(noon, -9 * DAY),
  });
  expect(used(forecast)).toMatchObject({ used: 3_360, met: false });
});

it('a record that is shorter than a day stays as short', () => {
  const [forecast] = forecastsOf({
    now: noon,
    snapshot: portfolioOf({
      numbers: [number],
      usage: known(usageOf(9_600)),
      series: evenly(24, 200),
      elsewhere: 4_800,
    }),
    incidents: [],
    rulebook: portfolio2025,
    history,
    since: after(noon, -2 * HOUR),
  });
  expect(forecast?.nextTier).toMatchObject({ verdict: 'on-track', dueAt: after(noon, 4.5 * HOUR) });
});

it('half of a limit that was used within that day is known to be', () => {
  expect(used(forecastWith(9_600))).toMatchObject({ used: 9_600, met: true });
});

it('the pace is that of all who use the limit', () => {
  expect(forecastWith(9_600)?.pace).toEqual({ kind: 'not-reached' });
  const rising = [...evenly(24, 100).slice(0, -4), ...evenly(2, 1_000)];
  const snapshot = portfolioOf({
    numbers: [number],
    usage: known(usageOf(8_400)),
    series: rising,
    elsewhere: 4_000,
  });
  const facts = factsIn(only(usage.judge(lookAt(snapshot, { history }))));
  expect(facts).toMatchObject({ reachedAt: expect.any(Number) as number });
  const { reachedAt } = facts as { readonly reachedAt: number };
  expect(reachedAt - noon).toBeLessThan(3 * HOUR);
});

it('a number’s share is its part of all that was used', () => {
  const snapshot = portfolioOf({ numbers: [number], usage: known(usageOf(9_600)), elsewhere: 7_200 });
  expect(factsIn(only(usage.judge(lookAt(snapshot))))).toMatchObject({ most: { share: 0.25 } });
});
