import { describe, expect, it } from 'vitest';
import { canSend } from '../../src/domain/can-send.js';
import { known, unknown } from '../../src/domain/reading.js';
import { after, HOUR, MINUTE } from '../../src/domain/time.js';
import { movingDay, sumWithin, type Series, type Usage } from '../../src/domain/usage.js';
import { withCounted } from '../../src/domain/joined-usage.js';
import { countedOf } from '../support/counted.js';
import { at, capped, portfolioOf, unlimited } from '../support/looks.js';
import { sent } from '../support/sending.js';

const midnight = at('2026-11-20T17:00:00Z');
const clock = (hour: number) => after(midnight, hour * HOUR);
const figure = (series: Series, hour: number, recipients?: number): Usage => ({
  recipients: recipients ?? sumWithin(series, movingDay(clock(hour))),
  accuracy: 'at-most',
  source: 'pricing_analytics',
  window: movingDay(clock(hour)),
  asOf: clock(hour),
});
const ask = (n: number, limit: number, series: Series, hour: number, recipients?: number) =>
  canSend(
    n,
    { limit: known(capped(limit)), usage: known(figure(series, hour, recipients)), series },
    clock(hour),
  );

describe('can we send to so many', () => {
  const series = sent(midnight, [
    [9, 5_000],
    [16, 2_900],
  ]);

  it('says yes up to what is surely free, and on what that rests', () => {
    expect(ask(2_100, 10_000, series, 20)).toEqual({
      kind: 'yes',
      basis: {
        limit: 10_000,
        used: 7_900,
        accuracy: 'at-most',
        source: 'pricing_analytics',
        asOf: clock(20),
        free: 2_100,
      },
    });
  });

  it('says what goes now and when the rest may', () => {
    expect(ask(3_000, 10_000, series, 20)).toMatchObject({
      kind: 'split',
      parts: [
        { at: clock(20), recipients: 2_100 },
        { at: clock(33.5), recipients: 900 },
      ],
      complete: true,
      earliest: clock(33.5),
    });
  });

  it('goes by the people who were counted, to the minute', () => {
    const counted = withCounted(
      portfolioOf({ usage: known(figure(series, 20)), series }),
      countedOf(7_000, clock(20)),
    );
    const capacity = { limit: known(capped(10_000)), usage: counted.usage, series };
    expect(canSend(3_000, capacity, clock(20))).toMatchObject({
      kind: 'yes',
      basis: { used: 7_000, accuracy: 'exact', source: 'ledger', free: 3_000 },
    });
    expect(canSend(3_500, capacity, clock(20))).toMatchObject({
      kind: 'split',
      parts: [
        { at: clock(20), recipients: 3_000 },
        { at: clock(21), recipients: 500 },
      ],
    });
    expect(canSend(3_700, capacity, clock(21))).toMatchObject({ kind: 'yes', basis: { used: 6_300 } });
  });

  it('goes by half hours where volume is the lower bound, whoever was counted', () => {
    const lower = withCounted(
      portfolioOf({ usage: known(figure(series, 20)), series }),
      countedOf(9_000, clock(20), { accuracy: 'between', atLeast: 7_000 }),
    );
    expect(
      canSend(7_000, { limit: known(capped(10_000)), usage: lower.usage, series }, clock(20)),
    ).toMatchObject({
      basis: { source: 'pricing_analytics', used: 7_900 },
      earliest: clock(33.5),
    });
  });

  it('holds what accounts used that are watched apart until a day has passed', () => {
    const apart = withCounted(
      portfolioOf({ usage: known(figure(series, 20)), series, elsewhere: 500 }),
      countedOf(7_000, clock(20)),
    );
    const capacity = { limit: known(capped(10_000)), usage: apart.usage, series };
    expect(canSend(9_500, capacity, clock(20))).toMatchObject({
      basis: { used: 7_500 },
      earliest: clock(29),
    });
    expect(canSend(9_501, capacity, clock(20))).toMatchObject({ earliest: clock(44.5) });
  });

  it('promises nothing while it is only known how many were reached at least', () => {
    const blank = portfolioOf({ usage: unknown('refused') });
    const begun = countedOf(50, clock(20), { accuracy: 'at-least', atMost: null });
    const { usage } = withCounted(blank, begun);
    expect(canSend(1, { limit: known(capped(10_000)), usage, series: [] }, clock(20))).toMatchObject({
      kind: 'unknown',
      missing: 'usage',
      why: 'incomplete',
    });
  });

  it('promises nothing from a figure of a time that has not come: the clock was put back since', () => {
    const later = { limit: known(capped(10_000)), usage: known(figure(series, 20)), series };
    expect(canSend(1, later, clock(17))).toEqual({ kind: 'unknown', missing: 'usage', why: 'incomplete' });
    expect(canSend(1, later, after(clock(20), -5 * MINUTE))).toMatchObject({ kind: 'yes' });
    expect(canSend(1, later, after(clock(20), -5 * MINUTE - 1))).toMatchObject({ kind: 'unknown' });
  });

  it('says no while nothing is free, and from when on', () => {
    expect(ask(100, 7_900, series, 20)).toMatchObject({
      kind: 'no',
      parts: [{ at: clock(33.5), recipients: 100 }],
      earliest: clock(33.5),
    });
  });

  it('waits for more to leave while more is used than the limit allows', () => {
    expect(ask(100, 4_000, series, 20)).toMatchObject({
      kind: 'no',
      basis: { free: 0 },
      parts: [{ at: clock(33.5), recipients: 100 }],
    });
    expect(ask(2_000, 4_000, series, 20)).toMatchObject({
      kind: 'no',
      parts: [{ at: clock(40.5), recipients: 2_000 }],
      earliest: clock(40.5),
    });
  });

  it('spreads over days what is more than the limit, which never fits at once', () => {
    expect(ask(15_000, 10_000, series, 20)).toMatchObject({
      kind: 'split',
      parts: [
        { at: clock(20), recipients: 2_100 },
        { at: clock(40.5), recipients: 7_900 },
        { at: clock(44.5), recipients: 2_100 },
        { at: clock(65), recipients: 2_900 },
      ],
      complete: true,
      earliest: null,
    });
  });

  it('gives up on a plan that nobody would follow', () => {
    const answer = ask(10_000_000, 250, [], 0);
    expect(answer).toMatchObject({ kind: 'split', complete: false });
    expect('parts' in answer && answer.parts).toHaveLength(60);
  });

  it('sends the last part as soon as there is room for all of it', () => {
    expect(ask(7_100, 10_000, series, 20)).toMatchObject({
      parts: [
        { at: clock(20), recipients: 2_100 },
        { at: clock(33.5), recipients: 5_000 },
      ],
    });
  });

  it('sends what others free together with what our own first part does at the same time', () => {
    expect(ask(20_000, 10_000, [], 20, 4_000)).toMatchObject({
      parts: [
        { at: clock(20), recipients: 6_000 },
        { at: clock(44.5), recipients: 10_000 },
        { at: clock(69), recipients: 4_000 },
      ],
    });
  });

  it('holds people whom the half hours do not show until a day has passed', () => {
    expect(ask(5_000, 10_000, sent(midnight, [[9, 1_000]]), 20, 8_000)).toMatchObject({
      parts: [
        { at: clock(20), recipients: 2_000 },
        { at: clock(44.5), recipients: 3_000 },
      ],
    });
  });

  it('frees nobody who was counted twice before the second time has left', () => {
    const twice = sent(midnight, [
      [9, 5_000],
      [16, 5_000],
    ]);
    expect(ask(6_000, 10_000, twice, 20, 5_000)).toMatchObject({
      parts: [
        { at: clock(20), recipients: 5_000 },
        { at: clock(40.5), recipients: 1_000 },
      ],
    });
  });

  it('fits just what is free, and what the first to leave makes room for', () => {
    expect(ask(2_101, 10_000, series, 20)).toMatchObject({
      kind: 'split',
      parts: [
        { at: clock(20), recipients: 2_100 },
        { at: clock(33.5), recipients: 1 },
      ],
      earliest: clock(33.5),
    });
    expect(ask(7_100, 10_000, series, 20)).toMatchObject({ earliest: clock(33.5) });
    expect(ask(7_101, 10_000, series, 20)).toMatchObject({ earliest: clock(40.5) });
    expect(ask(10_000, 10_000, series, 20)).toMatchObject({ complete: true, earliest: clock(40.5) });
    expect(ask(10_001, 10_000, series, 20)).toMatchObject({ complete: true, earliest: null });
  });

  it('leaves out what is no longer, or not yet, in the window of the figure', () => {
    const longer = sent(midnight, [
      [-5, 9_000],
      [9, 5_000],
      [16, 2_900],
      [21, 500],
    ]);
    expect(ask(2_100, 10_000, longer, 20, 7_900)).toMatchObject({ kind: 'yes', basis: { used: 7_900 } });
    expect(ask(7_100, 10_000, longer, 20, 7_900)).toMatchObject({ earliest: clock(33.5) });
    const edge = [...series, ...sent(midnight, [[20, 500]])];
    expect(ask(7_100, 10_000, edge, 20, 7_900)).toMatchObject({ earliest: clock(33.5) });
    const hidden = sent(midnight, [
      [-5, 1_000],
      [9, 5_000],
    ]);
    expect(ask(9_001, 10_000, hidden, 20, 6_000)).toMatchObject({ earliest: clock(44.5) });
  });

  it('counts what has left since the figure was read as free', () => {
    const capacity = { limit: known(capped(10_000)), usage: known(figure(series, 33)), series };
    expect(canSend(7_100, capacity, clock(33.5))).toMatchObject({
      kind: 'yes',
      basis: { used: 2_900, free: 7_100, asOf: clock(33) },
    });
  });

  it('promises nothing from a figure that is older than an hour and a half', () => {
    const capacity = { limit: known(capped(10_000)), usage: known(figure(series, 20)), series };
    expect(canSend(1, capacity, clock(21.5)).kind).toBe('yes');
    expect(canSend(1, capacity, clock(21.6))).toEqual({
      kind: 'unknown',
      missing: 'usage',
      why: 'incomplete',
    });
  });

  it('has no bounds without a cap, and no answer without a limit or usage', () => {
    const none = unknown('incomplete');
    expect(canSend(9e9, { limit: known(unlimited), usage: none, series: [] }, midnight)).toEqual({
      kind: 'yes',
      basis: null,
    });
    expect(
      canSend(1, { limit: unknown('not-set'), usage: known(figure([], 0)), series: [] }, midnight),
    ).toEqual({
      kind: 'unknown',
      missing: 'limit',
      why: 'not-set',
    });
    expect(canSend(1, { limit: known(capped(9)), usage: none, series: [] }, midnight)).toEqual({
      kind: 'unknown',
      missing: 'usage',
      why: 'incomplete',
    });
  });
});
