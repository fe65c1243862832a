import { beforeEach, describe, expect, it } from 'vitest';
import { memoryHistory } from '../support/fakes/stores.js';
import { recordedUsage, renewedRecord, type RecordWanted } from '../../src/app/past.js';
import { unmatchedIn } from '../../src/domain/history/recorded-usage.js';
import type { NumberId, WabaId } from '../../src/domain/snapshot.js';
import { after, DAY, HALF_HOUR, HOUR, type Instant } from '../../src/domain/time.js';
import type { Series } from '../../src/domain/usage.js';
import type { VolumeRead } from '../../src/domain/history/recorded-usage.js';
import type { FilledHistory } from '../support/filled-history.js';
import { noon, numberOf, portfolioOf, portfolioId, wabaId } from '../support/looks.js';
import { perNumber2023, portfolio2025 } from '../support/rulebooks.js';

const numbers = [numberOf(1), numberOf(2)];
const [promo, service] = numbers.map(({ id }) => id) as [NumberId, NumberId];
const waba = wabaId;
const ago = (ms: number): Instant => after(noon, -ms);
const bucket = (at: Instant, recipients: number) => ({ at, recipients });
const wanted = (more: Partial<RecordWanted> = {}): RecordWanted => ({
  snapshot: portfolioOf({ numbers }),
  now: noon,
  rulebook: portfolio2025,
  thresholds: { usageOf: {} },
  ...more,
});
const read = (series: readonly (readonly [NumberId, Series])[]): ReadonlyMap<WabaId, VolumeRead> =>
  new Map([[waba, { span: { from: ago(3 * HOUR), to: after(noon, HALF_HOUR) }, series: new Map(series) }]]);

let history: FilledHistory;

beforeEach(async () => {
  history = memoryHistory();
  await history.append(
    portfolioId,
    new Map([
      [promo, [bucket(ago(9 * DAY), 99), bucket(ago(2 * DAY), 1), bucket(ago(HOUR), 10)]],
      [service, [bucket(ago(2 * DAY), 2), bucket(ago(HOUR), 20)]],
    ]),
  );
});

describe('what is on record of those who own a limit', () => {
  it('is of all numbers together where they share it, eight days of it', async () => {
    expect(await recordedUsage(history, wanted())).toEqual({
      portfolio: [bucket(ago(2 * DAY), 3), bucket(ago(HOUR), 30)],
      numbers: new Map(),
    });
  });

  it('is of each number by itself where each has its own', async () => {
    expect(await recordedUsage(history, wanted({ rulebook: perNumber2023 }))).toEqual({
      portfolio: null,
      numbers: new Map([
        [promo, [bucket(ago(2 * DAY), 1), bucket(ago(HOUR), 10)]],
        [service, [bucket(ago(2 * DAY), 2), bucket(ago(HOUR), 20)]],
      ]),
    });
  });

  it('is also of a number that has thresholds of its own', async () => {
    const usageOf = { [String(numbers[1]?.phone)]: [50] };
    const { numbers: apart } = await recordedUsage(history, wanted({ thresholds: { usageOf } }));
    expect([...apart]).toEqual([[service, [bucket(ago(2 * DAY), 2), bucket(ago(HOUR), 20)]]]);
  });

  it('is not zero but absent where nothing was ever recorded', async () => {
    const snapshot = portfolioOf({ id: '9' as typeof portfolioId, numbers });
    expect(await recordedUsage(history, wanted({ snapshot }))).toEqual({
      portfolio: null,
      numbers: new Map(),
    });
  });
});

describe('what belongs to no number', () => {
  const nobody = unmatchedIn(waba);

  beforeEach(async () => {
    await history.append(portfolioId, new Map([[nobody, [bucket(ago(HOUR), 500)]]]));
  });

  it('is on record of all together', async () => {
    const { portfolio } = await recordedUsage(history, wanted());
    expect(portfolio).toEqual([bucket(ago(2 * DAY), 3), bucket(ago(HOUR), 530)]);
  });

  it('may be of each number that has a limit of its own, and is no number', async () => {
    const { numbers: each } = await recordedUsage(history, wanted({ rulebook: perNumber2023 }));
    expect([...each.keys()]).toEqual([promo, service]);
    expect(each.get(promo)).toEqual([bucket(ago(2 * DAY), 1), bucket(ago(HOUR), 510)]);
  });

  it('may be of a number that has thresholds of its own, as soon as a look read it', async () => {
    const thresholds = { usageOf: { [numbers[0]?.phone ?? '']: [50] } };
    const { recorded } = await renewedRecord(
      history,
      wanted({ thresholds }),
      read([
        [promo, [bucket(ago(HOUR), 10)]],
        [nobody, [bucket(ago(HOUR), 600)]],
      ]),
    );
    expect(recorded.numbers.get(promo)).toEqual([bucket(ago(2 * DAY), 1), bucket(ago(HOUR), 610)]);
    expect(recorded.portfolio).toEqual([bucket(ago(2 * DAY), 3), bucket(ago(HOUR), 630)]);
  });
});

describe('the record once a look is taken in', () => {
  const volumes = read([[promo, [bucket(ago(HOUR), 15), bucket(noon, 4)]]]);
  const after1: Series = [bucket(ago(HOUR), 15), bucket(noon, 4)];

  it('has what the look read in its place, before any of it is written', async () => {
    const { recorded, changes } = await renewedRecord(history, wanted(), volumes);
    expect(recorded.portfolio).toEqual([bucket(ago(2 * DAY), 3), bucket(ago(HOUR), 35), bucket(noon, 4)]);
    expect([...(changes?.keys() ?? [])]).toEqual([promo]);
    expect(
      (await history.usage(portfolioId, promo, { from: ago(DAY), to: after(noon, HOUR) })).series,
    ).toEqual([bucket(ago(HOUR), 10)]);
  });

  it('is the same by number, also of one that was never recorded', async () => {
    const third = numberOf(3).id;
    const { recorded } = await renewedRecord(
      history,
      wanted({ rulebook: perNumber2023 }),
      read([
        [promo, after1],
        [third, [bucket(noon, 7)]],
      ]),
    );
    expect(recorded.numbers.get(promo)).toEqual([bucket(ago(2 * DAY), 1), ...after1]);
    expect(recorded.numbers.get(third)).toEqual([bucket(noon, 7)]);
    expect(recorded.numbers.get(service)).toHaveLength(2);
  });

  it('is left aside where the look did not read the volume of every account', async () => {
    const { recorded } = await renewedRecord(history, wanted(), new Map());
    expect(recorded.portfolio).toBeNull();
  });

  it('gives what a number sent to the one that bears its phone now, as far as Meta tells it of that one', async () => {
    const successor = numberOf(9).id;
    const now = [bucket(ago(2 * HOUR), 3), bucket(ago(HOUR), 8)];
    const { changes } = await renewedRecord(
      history,
      wanted(),
      read([[successor, now]]),
      new Map([[promo, successor]]),
    );
    await history.append(portfolioId, changes ?? new Map());
    const span = { from: ago(3 * DAY), to: after(noon, HOUR) };
    const kept = await history.read(portfolioId, span);
    expect(kept.get(successor)).toEqual(now);
    expect(kept.get(promo)).toEqual([bucket(ago(2 * DAY), 1), bucket(ago(HOUR), 2)]);
  });

  it('comes to the same when it is written and read again', async () => {
    const before = await renewedRecord(history, wanted(), volumes);
    await history.append(portfolioId, before.changes ?? new Map());
    const again = await renewedRecord(history, wanted(), volumes);
    expect(again.changes?.size).toBe(0);
    expect(again.recorded).toEqual(before.recorded);
  });
});
