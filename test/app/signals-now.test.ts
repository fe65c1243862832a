import { describe, expect, it } from 'vitest';
import { signalsNow } from '../../src/app/signals-now.js';
import { countsOf } from '../../src/domain/signals/counts.js';
import { daysCompared } from '../../src/domain/signals/window.js';
import { defaultThresholds } from '../../src/domain/thresholds.js';
import { after, HOUR, MINUTE } from '../../src/domain/time.js';
import type { DailyCounts, DailyHours } from '../../src/signals-port.js';
import { fakeClock } from '../support/fakes/clock.js';
import { fakeLog } from '../support/fakes/log.js';
import { noon, numberOf, portfolioId } from '../support/looks.js';

const [calm, sick] = [numberOf(1).id, numberOf(2).id];
const settings = { ...defaultThresholds.warningSigns, hours: [3, 24] };
const newest = new Map([
  [calm, new Map([[0, countsOf({ sent: 1_000 })]])],
  [sick, new Map([[0, countsOf({ sent: 1_000, keptHealthy: 100 })]])],
]);
const earlier: DailyCounts = new Map([0, 7].map((ago) => [ago, countsOf({ sent: 1_000, keptHealthy: 100 })]));

describe('what is counted until now', () => {
  it('is read up to the hour under way, and further back only of whom it matters', async () => {
    const asked: DailyHours[] = [];
    const daily = (_id: string, wanted: DailyHours) => {
      asked.push(wanted);
      return Promise.resolve(wanted.days === 1 ? newest : new Map([[sick, earlier]]));
    };
    const read = signalsNow({ daily }, settings, fakeClock(after(noon, 20 * MINUTE)), fakeLog());
    const windows = await read(portfolioId);
    const end = after(noon, HOUR);
    expect(asked.toSorted((a, b) => a.hours - b.hours || a.days - b.days)).toEqual(
      [3, 24].flatMap((hours) => [
        { end, hours, days: 1 },
        { end, hours, days: daysCompared, numbers: [sick] },
      ]),
    );
    expect(windows.get(calm)?.map(({ hours, days }) => [hours, days.size])).toEqual([
      [3, 1],
      [24, 1],
    ]);
    expect(windows.get(sick)?.map(({ days }) => days)).toEqual([earlier, earlier]);
  });

  it('is asked for once where nothing is counted', async () => {
    const asked: number[] = [];
    const daily = (_id: string, { hours }: DailyHours) => {
      asked.push(hours);
      return Promise.resolve(new Map());
    };
    expect(await signalsNow({ daily }, settings, fakeClock(noon), fakeLog())(portfolioId)).toEqual(new Map());
    expect(asked).toEqual([24]);
  });

  it('is nothing while the store cannot be read, which the log says', async () => {
    const log = fakeLog();
    const daily = () => Promise.reject(new Error('disk'));
    expect(await signalsNow({ daily }, settings, fakeClock(noon), log)(portfolioId)).toEqual(new Map());
    expect(log.lines.map(({ event }) => event)).toEqual(['signals.read-failed']);
  });
});
