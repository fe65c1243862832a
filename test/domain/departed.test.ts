import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { successorsIn, withDeparted } from '../../src/domain/departed.js';
import { phoneNumberFrom } from '../../src/domain/phone.js';
import { known, unknown } from '../../src/domain/reading.js';
import type { NumberSnapshot, PortfolioSnapshot, WabaId } from '../../src/domain/snapshot.js';
import { after, DAY, HALF_HOUR, HOUR, MINUTE, type Instant } from '../../src/domain/time.js';
import { addedSeries, movingDay, ownOf, sumWithin, type Series, type Usage } from '../../src/domain/usage.js';
import { gapOf, noon, numberOf, portfolioOf, wabaOf } from '../support/looks.js';

const ago = (ms: number): Instant => after(noon, -ms);
const usedOf = (recipients: number, at: Instant, unmatched = 0): Usage => ({
  recipients: recipients + unmatched,
  accuracy: 'at-most',
  source: 'pricing_analytics',
  window: movingDay(at),
  asOf: at,
  ...(unmatched === 0 ? {} : { unmatched }),
});

/** A number that delivered a series. */
function sender(
  index: number,
  series: Series,
  more: Partial<NumberSnapshot> = {},
  at = noon,
): NumberSnapshot {
  return numberOf(index, { series, usage: known(usedOf(sumWithin(series, movingDay(at)), at)), ...more });
}

/** A look at `at` whose usage is that of its numbers. */
function seen(
  numbers: readonly NumberSnapshot[],
  more: Partial<PortfolioSnapshot> = {},
  at = noon,
): PortfolioSnapshot {
  const series = addedSeries(numbers.map((one) => one.series));
  const usage = known(usedOf(sumWithin(series, movingDay(at)), at));
  return portfolioOf({ numbers, series, usage, ...more });
}

const morning: Series = [
  { at: ago(3 * HOUR), recipients: 300 },
  { at: ago(2 * HOUR), recipients: 100 },
];
const later = after(noon, 5 * MINUTE);
const promo = sender(1, morning);
const service = sender(2, [{ at: ago(HOUR), recipients: 50 }]);
const before = seen([promo, service]);
const figures = ({ usage }: Pick<PortfolioSnapshot, 'usage'>) =>
  usage.known ? [usage.value.recipients, usage.value.unmatched ?? 0] : usage.why;

describe('a number that is no longer listed', () => {
  it('still counts for the limit, as volume of no number, until the day is over', () => {
    const first = withDeparted(before, seen([service], {}, later), later);
    expect(figures(first)).toEqual([450, 400]);
    expect(first.numbers.map(figures)).toEqual([[450, 400]]);
    expect(first.unmatched).toEqual([{ name: '6281234560001', number: promo.id, series: morning }]);
    expect(sumWithin(first.series, movingDay(later))).toBe(450);

    const at = after(noon, 22.25 * HOUR);
    const second = withDeparted(first, seen([service], {}, at), at);
    expect(figures(second)).toEqual([150, 100]);
    const over = after(noon, DAY);
    expect(withDeparted(second, seen([service], {}, over), over)).toEqual(seen([service], {}, over));
  });

  it('is not counted twice while Meta still names it', () => {
    const unmatched = [{ name: '6281234560001', number: null, series: morning }];
    const usage = known(usedOf(50, later, 400));
    const look = withDeparted(before, seen([service], { unmatched, usage }), later);
    expect(figures(look)).toEqual([450, 400]);
    expect(look.unmatched).toEqual([{ ...unmatched[0], number: promo.id }]);
    // As soon as Meta names it no more, what it had named is kept.
    expect(figures(withDeparted(look, seen([service], {}, later), later))).toEqual([450, 400]);
  });

  it('is not counted where Meta tells its past at the number that bears its phone now', () => {
    const successor = sender(9, [...morning, { at: noon, recipients: 7 }], { phone: promo.phone }, later);
    const look = withDeparted(before, seen([service, successor], {}, later), later);
    expect(look.unmatched).toBeUndefined();
    expect(figures(look)).toEqual([457, 0]);
    expect(successorsIn(before, look)).toEqual(new Map([[promo.id, successor.id]]));
  });

  it('counts where Meta tells nothing of its past there', () => {
    const successor = sender(9, [{ at: noon, recipients: 7 }], { phone: promo.phone }, later);
    const look = withDeparted(before, seen([service, successor], {}, later), later);
    expect(figures(look)).toEqual([457, 400]);
    expect(look.numbers.map(figures)).toEqual([
      [450, 400],
      [407, 400],
    ]);
  });

  it('is the same number in another spelling', () => {
    const [old, now] = ['+551188888888', '+5511988888888'].map((text) => phoneNumberFrom(text));
    const first = seen([sender(1, morning, { phone: old ?? null })]);
    const second = seen([sender(9, morning, { phone: now ?? null })]);
    expect(withDeparted(first, second, later)).toBe(second);
    expect(successorsIn(first, second).size).toBe(1);
  });

  it('counts no more once it is listed again', () => {
    const gone = withDeparted(before, seen([service], {}, later), later);
    expect(withDeparted(gone, before, later)).toBe(before);
  });

  it('is not gone where its account, or the list of accounts, was not seen whole', () => {
    for (const gap of [gapOf({ part: 'numbers' }), gapOf({ part: 'discovery', waba: null })]) {
      const look = seen([service], { gaps: [gap] });
      expect(withDeparted(before, look, later)).toBe(look);
    }
  });

  it('is kept while usage cannot be told, and told when it can', () => {
    const blank = seen([service], { usage: unknown('incomplete'), series: [] });
    const first = withDeparted(before, blank, later);
    expect(first.usage).toEqual(unknown('incomplete'));
    expect(figures(withDeparted(first, seen([service], {}, later), later))).toEqual([450, 400]);
  });

  it('is gone where something else was not seen, or the numbers of another account', () => {
    const gaps = [gapOf({ part: 'usage', waba: null }), gapOf({ part: 'numbers', waba: '77' as WabaId })];
    expect(figures(withDeparted(before, seen([service], { gaps }), later))).toEqual([450, 400]);
  });

  it('is taken for no other, where it had no phone that could be read', () => {
    const nameless = sender(1, morning, { phone: null });
    const unmatched = [{ name: null, number: null, series: morning }];
    const usage = known(usedOf(50, later, 400));
    const look = withDeparted(seen([nameless, service]), seen([service], { unmatched, usage }), later);
    expect(look.unmatched).toEqual([...unmatched, { name: null, number: nameless.id, series: morning }]);
    expect(figures(look)).toEqual([850, 800]);
    expect(figures(withDeparted(look, seen([service], {}, later), later))).toEqual([450, 400]);
  });

  it('counts beside what Meta tells of another phone', () => {
    const unmatched = [{ name: '6281234560009', number: null, series: morning }];
    const usage = known(usedOf(50, later, 400));
    const look = withDeparted(before, seen([service], { unmatched, usage }), later);
    expect(look.unmatched?.map(({ number }) => number)).toEqual([null, promo.id]);
    expect(figures(look)).toEqual([850, 800]);
  });

  it('has no successor where nobody bears its phone now, or several may', () => {
    const twins = [9, 10].map((index) => sender(index, [], { phone: promo.phone }));
    expect(successorsIn(before, seen([service]))).toEqual(new Map());
    expect(successorsIn(before, seen([service, ...twins]))).toEqual(new Map());
  });

  it('of an account that is no longer watched, or has a limit of its own, counts no more', () => {
    const elsewhere = '77' as WabaId;
    const other = sender(3, morning, { waba: elsewhere });
    const both = seen([service, other], { wabas: [wabaOf(), wabaOf({ id: elsewhere })] });
    const dropped = seen([service]);
    expect(withDeparted(both, dropped, later)).toBe(dropped);
    const client = seen([service], { wabas: [wabaOf(), wabaOf({ id: elsewhere, otherLimit: true })] });
    expect(withDeparted(both, client, later)).toBe(client);
  });
});

it('nothing left where there was nothing before', () => {
  expect(withDeparted(null, before, later)).toBe(before);
  expect(successorsIn(null, before).size).toBe(0);
});

const aSeries = fc
  .uniqueArray(fc.integer({ min: 0, max: 50 }), { maxLength: 6 })
  .chain((places) =>
    fc.tuple(...places.map((place) => fc.tuple(fc.constant(place), fc.integer({ min: 1, max: 500 })))),
  )
  .map((parts): Series =>
    addedSeries([parts.map(([place, recipients]) => ({ at: ago(place * HALF_HOUR), recipients }))]),
  );

test('whichever numbers leave, what was delivered stays counted and is counted once', () => {
  const looks = fc.array(fc.tuple(aSeries, fc.boolean(), fc.constantFrom('named', 'told', 'silent')), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(looks, (numbers) => {
      const all = numbers.map(([series], i) => sender(i + 1, series));
      const truth = all.reduce((sum, { series }) => sum + sumWithin(series, movingDay(later)), 0);
      const stay = all.filter((_, i) => numbers[i]?.[1] === true);
      const left = numbers.flatMap(([series, stays, how], i) => (stays ? [] : [{ series, how, i }]));
      const named = left.filter(({ how }) => how === 'named');
      const successors = left
        .filter(({ how }) => how === 'told')
        .map(({ series, i }) => sender(i + 101, series, { phone: numberOf(i + 1).phone }));
      const unmatched = named.map(({ series, i }) => ({
        name: (numberOf(i + 1).phone ?? '').slice(1),
        number: null,
        series,
      }));
      const nobodys = named.reduce((sum, { series }) => sum + sumWithin(series, movingDay(later)), 0);
      const listed = [...stay, ...successors].map((one): NumberSnapshot => ({
        ...one,
        usage: known(usedOf(sumWithin(one.series, movingDay(later)), later, nobodys)),
      }));
      const own = listed.reduce((sum, { series }) => sum + sumWithin(series, movingDay(later)), 0);
      const look = seen(listed, {
        usage: known(usedOf(own, later, nobodys)),
        ...(unmatched.length === 0 ? {} : { unmatched }),
      });
      const { usage, numbers: shown } = withDeparted(seen(all), look, later);
      if (!usage.known) throw new Error(usage.why);
      expect(usage.value.recipients).toBe(truth);
      const sum = shown.reduce((total, one) => total + (one.usage.known ? ownOf(one.usage.value) : 0), 0);
      expect(sum + (usage.value.unmatched ?? 0)).toBe(truth);
    }),
    { numRuns: 500 },
  );
});
