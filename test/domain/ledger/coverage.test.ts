import { describe, expect, it } from 'vitest';
import {
  aliveFor,
  coveredSince,
  exactFrom,
  isDayCovered,
  stillAlive,
  toldBy,
  type Coverage,
} from '../../../src/domain/ledger/coverage.js';
import { figureOf } from '../../../src/domain/ledger/figure.js';
import type { WabaId } from '../../../src/domain/snapshot.js';
import { after, DAY, HOUR, MINUTE, SECOND, type Instant } from '../../../src/domain/time.js';
import { fakeLedger } from '../../support/fakes/ledger.js';
import { facts } from '../../support/ledger-facts.js';
import { noon, portfolioId } from '../../support/looks.js';

const [first, second] = ['901' as WabaId, '902' as WabaId];
const at = (ms: number): Instant => after(noon, ms);

/** A coverage with a proof of life each minute until `to`. */
function lived(to: Instant, from = noon, before: Coverage | null = null, accounts = [first]): Coverage {
  let coverage = aliveFor(before, accounts, from);
  for (let time = from; time <= to; time = after(time, MINUTE)) coverage = aliveFor(coverage, accounts, time);
  return coverage;
}

const places = { sure: 3, possible: 3, releases: [] };
const accuracyAt = (coverage: Coverage, time: Instant): string => figureOf(places, coverage, time).accuracy;

describe('coverage', () => {
  it('lets nobody say how many at most before 24 hours (C1)', () => {
    expect(accuracyAt(lived(at(DAY)), at(DAY - SECOND))).toBe('at-least');
    expect(figureOf(places, lived(at(DAY)), at(DAY - SECOND)).atMost).toBeNull();
    expect(figureOf(places, lived(at(DAY)), at(DAY)).atMost).toBe(3);
  });

  it('is exact only after 48 hours (C2)', () => {
    expect(accuracyAt(lived(at(DAY)), at(DAY))).toBe('between');
    expect(accuracyAt(lived(at(2 * DAY)), at(2 * DAY - SECOND))).toBe('between');
    expect(accuracyAt(lived(at(2 * DAY)), at(2 * DAY))).toBe('exact');
    expect(exactFrom(lived(at(HOUR)), at(HOUR))).toBe(at(2 * DAY));
  });

  it('takes as possible only what may have met a window of before the start (C2)', async () => {
    const ledger = fakeLedger();
    for (let time = noon; time <= at(40 * HOUR); time = after(time, MINUTE)) {
      await ledger.alive(portfolioId, [first], time);
    }
    const day = DAY / SECOND;
    await ledger.record(
      portfolioId,
      [
        facts('phone:1').status('delivered', 'a', day - 1),
        facts('phone:2').status('delivered', 'b', day),
        facts('phone:3').status('sent', 'c', day - 1),
        facts('phone:3').status('delivered', 'c', day + 9),
      ],
      at(40 * HOUR),
    );
    expect(await ledger.figure(portfolioId, at(40 * HOUR))).toMatchObject({ atLeast: 1, atMost: 3 });
  });

  it('begins with the account that joined last (C1)', () => {
    const one = lived(at(3 * DAY));
    const two = aliveFor(one, [first, second], at(3 * DAY));
    expect(coveredSince(two)).toBe(at(3 * DAY));
    expect(accuracyAt(two, at(3 * DAY))).toBe('at-least');
  });

  it('does not begin earlier because an account left', () => {
    const two = aliveFor(lived(at(3 * DAY)), [first, second], at(3 * DAY));
    expect(coveredSince(aliveFor(two, [first], at(3 * DAY + MINUTE)))).toBe(at(3 * DAY));
  });

  it.each([
    [61 * SECOND, 15 * MINUTE],
    [15 * MINUTE, 15 * MINUTE],
    [3 * HOUR, 3 * HOUR],
    [30 * HOUR, DAY],
  ])('after an outage of %i ms waits %i ms for what Meta tells again (C3)', (silent, waits) => {
    const back = at(3 * DAY + silent);
    const returned = stillAlive(lived(at(3 * DAY)), back);
    const living = lived(after(back, waits), back, returned);
    expect(isDayCovered(living, after(back, waits - SECOND))).toBe(false);
    expect(isDayCovered(living, after(back, waits))).toBe(true);
    expect(coveredSince(living)).toBe(noon);
    expect(living.gaps).toEqual([{ from: at(3 * DAY), to: back, why: 'outage', account: null }]);
  });

  it('knows while it is silent that it may miss something (C3)', () => {
    const coverage = lived(at(3 * DAY));
    expect(accuracyAt(coverage, at(3 * DAY + 60 * SECOND))).toBe('exact');
    expect(accuracyAt(coverage, at(3 * DAY + 61 * SECOND))).toBe('at-least');
    expect(figureOf(places, coverage, at(4 * DAY)).atLeast).toBe(3);
  });

  it('begins anew after more than 36 hours (C4)', () => {
    const coverage = lived(at(3 * DAY));
    expect(coveredSince(stillAlive(coverage, at(3 * DAY + 36 * HOUR)))).toBe(noon);
    const late = at(3 * DAY + 36 * HOUR + SECOND);
    expect(coveredSince(stillAlive(coverage, late))).toBe(late);
  });

  it('begins anew when an account tells us again (C4, C7)', () => {
    const untold = toldBy(lived(at(3 * DAY)), first, false, at(3 * DAY));
    expect(coveredSince(untold)).toBeNull();
    expect(accuracyAt(untold, at(3 * DAY))).toBe('at-least');
    expect(exactFrom(untold, at(3 * DAY))).toBeNull();
    const again = toldBy(untold, first, true, at(3 * DAY + HOUR));
    expect(coveredSince(again)).toBe(at(3 * DAY + HOUR));
    expect(again.gaps).toEqual([
      { from: at(3 * DAY), to: at(3 * DAY + HOUR), why: 'not-told', account: first },
    ]);
  });

  it('goes on when an account is seen to tell us as before', () => {
    const coverage = lived(at(3 * DAY));
    expect(toldBy(coverage, first, true, at(3 * DAY))).toBe(coverage);
  });

  it('takes what was sure for possible once it begins anew', async () => {
    const ledger = fakeLedger();
    for (let time = noon; time <= at(3 * DAY); time = after(time, MINUTE)) {
      await ledger.alive(portfolioId, [first], time);
    }
    const told = [facts('phone:1').status('delivered', 'a', (3 * DAY) / SECOND)];
    await ledger.record(portfolioId, told, at(3 * DAY));
    expect(await ledger.figure(portfolioId, at(3 * DAY))).toMatchObject({ accuracy: 'exact', atLeast: 1 });
    await ledger.alive(portfolioId, [first, second], at(3 * DAY));
    const read = [facts('phone:1').status('read', 'a', (3 * DAY) / SECOND + 5)];
    await ledger.record(portfolioId, read, at(3 * DAY + 5 * SECOND));
    expect(await ledger.figure(portfolioId, at(3 * DAY + 5 * SECOND))).toMatchObject({ atLeast: 0 });
  });

  it('is exactly nobody when nothing was told for days (C5)', () => {
    const nobody = { sure: 0, possible: 0, releases: [] };
    expect(figureOf(nobody, lived(at(5 * DAY)), at(5 * DAY))).toMatchObject({
      accuracy: 'exact',
      atLeast: 0,
      atMost: 0,
    });
  });
});
