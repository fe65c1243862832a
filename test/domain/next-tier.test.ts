import { describe, expect, it } from 'vitest';
import type { TierInput } from '../../src/domain/next-tier.js';
import { known, unknown } from '../../src/domain/reading.js';
import { after, DAY, HOUR, type Instant } from '../../src/domain/time.js';
import type { Series } from '../../src/domain/usage.js';
import { at, capped, unlimited } from '../support/looks.js';
import { perNumber2021, perNumber2023, portfolio2025 } from '../support/rulebooks.js';
import { sent } from '../support/sending.js';
import { reputation, tier } from '../support/tiers.js';

const now = at('2026-11-20T12:00:00Z');
const ago = (hours: number): Instant => after(now, -hours * HOUR);
/** So many people, so many hours ago. */
const people = (...broadcasts: readonly (readonly [hours: number, count: number])[]): Series =>
  sent(
    now,
    broadcasts.map(([hours, count]) => [-hours, count] as const),
  );
/** A limit of 10,000, of which half must be used within seven days. */
const forecast = (series: Series, more: Partial<TierInput> = {}, when = now) =>
  tier(when, series, { limit: known(capped(10_000)), ...more });

describe('a raise that is due', () => {
  const enough = people([24, 5_000]);
  /** Counted when its half hour had ended, and due within six hours of that. */
  const due = after(ago(23.5), 6 * HOUR);

  it('is overdue two hours after its time, not before', () => {
    expect(forecast(enough)).toMatchObject({ verdict: 'on-track', dueAt: due, dueKind: 'within' });
    expect(forecast(enough, {}, after(due, 2 * HOUR)).overdue).toBe(false);
    expect(forecast(enough, {}, after(due, 2 * HOUR + 1)).overdue).toBe(true);
  });

  it('is dated by the last condition that was met', () => {
    const connected = reputation({ statusSince: ago(3), qualitySince: ago(5) });
    const raise = forecast(enough, { rulebook: perNumber2023, reputations: [connected] });
    expect(raise).toMatchObject({ verdict: 'on-track', dueAt: after(ago(3), DAY), dueKind: 'after' });
  });

  it('needs no plan and no pace', () => {
    expect(forecast(enough)).toMatchObject({ planPerDay: null, onPaceFor: null, heldBack: [] });
  });
});

describe('a raise that is not promised', () => {
  it('has nothing to be weighed while the limit is not known', () => {
    expect(forecast(people([24, 5_000]), { limit: unknown('not-set') })).toEqual({
      verdict: 'unknown',
      next: null,
      criteria: [],
      dueAt: null,
      dueKind: 'within',
      overdue: false,
      onPaceFor: null,
      planPerDay: null,
      heldBack: [],
      countdowns: [],
    });
  });

  it('has no conditions at the top, where a low rating is counted down all the same', () => {
    const red = reputation({ quality: 'red', qualitySince: ago(48) });
    const top = forecast([], { limit: known(unlimited), rulebook: perNumber2023, reputations: [red] });
    expect(top).toMatchObject({ verdict: 'at-top', next: null, criteria: [], dueAt: null });
    expect(top.countdowns).toMatchObject([{ daysLeft: 5, lowersTo: capped(100_000) }]);
  });

  it('is blocked by what is known to stand in the way, and names it with its kind', () => {
    const low = reputation({ status: 'flagged', quality: 'red' });
    expect(forecast([], { rulebook: perNumber2023, reputations: [low] })).toMatchObject({
      verdict: 'blocked',
      heldBack: [
        { number: low.number, label: 'Promo', because: 'status', is: 'flagged' },
        { number: low.number, label: 'Promo', because: 'quality', is: 'red' },
      ],
    });
  });

  it('is only not there yet while the hours at the limit are missing', () => {
    const raise = forecast(people([30, 20_000]), { rulebook: perNumber2021, limitSince: ago(30) });
    expect(raise).toMatchObject({ verdict: 'not-yet', dueAt: null, planPerDay: null, onPaceFor: null });
  });
});

describe('the pace of a raise', () => {
  it('is that of the last three days, and the raise comes after its delay', () => {
    // 3,000 in three days: 2,000 more take two days, in which nothing leaves.
    const series = people([80, 1], [60, 1_000], [36, 1_000], [12, 999]);
    const raise = forecast(series, { rulebook: perNumber2023, limit: known(capped(10_000)) });
    expect(raise.onPaceFor).toBe(after(now, 2 * DAY + HOUR / 2 + DAY));
    const older = people([80, 1_000], [60, 1_000], [36, 1_000], [12, 1_000]);
    expect(forecast(older).onPaceFor).toBe(after(now, DAY + 6 * HOUR));
  });

  it('is not known from a record that is shorter than the rule', () => {
    const record = (since: Instant) =>
      known({ series: people([12, 3_000]), since, accuracy: 'exact' } as const);
    expect(forecast([], { record: record(ago(24 * 7 - 1)) }).onPaceFor).toBeNull();
    expect(forecast([], { record: record(ago(24 * 7)) }).onPaceFor).toBe(after(now, 2 * DAY + 6 * HOUR));
  });

  it('is that of the record where that is shorter than three days', () => {
    const { raise } = portfolio2025;
    const rulebook = { ...portfolio2025, raise: { ...raise, used: { days: 1, share: 0.5 } } };
    const record = known({ series: people([12, 3_000]), since: ago(24), accuracy: 'exact' } as const);
    expect(forecast([], { rulebook, record }).onPaceFor).toBeNull();
    const late = known({ series: people([1, 3_000]), since: ago(24), accuracy: 'exact' } as const);
    expect(forecast([], { rulebook, record: late }).onPaceFor).toBe(after(now, 16 * HOUR + 6 * HOUR));
  });

  it('reaches no further than the rule looks back', () => {
    // What was sent leaves by then, and the rest of the days would bring less than is needed.
    expect(forecast(people([60, 1_900])).onPaceFor).toBeNull();
    expect(forecast(people([60, 2_500])).onPaceFor).toBe(after(now, 3 * DAY + 6 * HOUR));
  });
});

describe('the gentlest plan', () => {
  it('takes the days in which nothing leaves, and the fewest of them', () => {
    expect(forecast(people([24, 4_990])).planPerDay).toEqual({ recipients: 2, days: 5 });
  });

  it('takes all days when everything leaves before', () => {
    expect(forecast(people([24 * 6.5, 4_990])).planPerDay).toEqual({ recipients: 715, days: 7 });
    expect(forecast([]).planPerDay).toEqual({ recipients: 715, days: 7 });
  });

  it('is none where no day allows so many', () => {
    const { raise } = portfolio2025;
    const rulebook = { ...portfolio2025, raise: { ...raise, used: { days: 1, share: 2 } } };
    expect(forecast([], { rulebook }).planPerDay).toBeNull();
    const just = { ...portfolio2025, raise: { ...raise, used: { days: 2, share: 2 } } };
    expect(forecast([], { rulebook: just }).planPerDay).toEqual({ recipients: 10_000, days: 2 });
  });

  it('is not known while usage is not', () => {
    expect(forecast([], { record: unknown('incomplete') })).toMatchObject({
      verdict: 'unknown',
      planPerDay: null,
      onPaceFor: null,
    });
  });
});
