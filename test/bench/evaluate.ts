import { performance } from 'node:perf_hooks';
import { evaluate, type FullLook } from '../../src/domain/evaluate.js';
import { known } from '../../src/domain/reading.js';
import type { NumberId, NumberSnapshot, WabaId } from '../../src/domain/snapshot.js';
import { after, HALF_HOUR } from '../../src/domain/time.js';
import type { Series } from '../../src/domain/usage.js';
import { capped, lookAt, noon, numberOf, portfolioOf, usageOf, wabaOf, recordOf } from '../support/looks.js';
import { perNumber2023, portfolio2025 } from '../support/rulebooks.js';
import { exponentOf, type Bench, type Row } from './row.js';

/** How fast the evaluator judged a portfolio of so many numbers. */
export interface EvaluateSpeed {
  readonly rulebook: string;
  readonly numbers: number;
  /** Over all looks together, what is collected between them included. */
  readonly millisecondsPerLook: number;
  /** Of the fastest look: what one core does when nobody else wants it. */
  readonly bestPerSecond: number;
}

const everySize: readonly number[] = [100, 1_000, 10_000, 100_000];
/** Half hours of eight days. */
const recorded = 8 * 48;

/**
 * Judges portfolios of rising size under a shared limit and under limits of the numbers' own, each for at least
 * `budget` milliseconds, on one core. One number in ten is in trouble; under limits of its own its pace is worked out too.
 */
export function measureEvaluate(budget = 500, sizes = everySize): readonly EvaluateSpeed[] {
  return [portfolio2025, perNumber2023].flatMap((rulebook) =>
    sizes.map((numbers) => {
      const look: FullLook = { ...lookOf(numbers), rulebook };
      evaluate(look);
      const began = performance.now();
      let [looks, fastest] = [0, Number.POSITIVE_INFINITY];
      for (let start = began; start - began < budget || looks < 3; looks += 1) {
        evaluate(look);
        const end = performance.now();
        fastest = Math.min(fastest, end - start);
        start = end;
      }
      return {
        rulebook: rulebook.name,
        numbers,
        millisecondsPerLook: (performance.now() - began) / looks,
        bestPerSecond: Math.round((numbers / fastest) * 1_000),
      };
    }),
  );
}

/** How fast the evaluator is at each size, and how its cost grows with the size. */
export const judging: Bench = {
  name: 'evaluate',
  run() {
    const speeds = measureEvaluate();
    const rulebooks = [...new Set(speeds.map(({ rulebook }) => rulebook))];
    return Promise.resolve([
      ...speeds.map(({ rulebook, numbers, bestPerSecond }): Row => ({
        what: `Judging ${numbers.toLocaleString('en')} numbers under ${rulebook}`,
        figure: bestPerSecond,
        unit: 'numbers per second',
        goal: { least: 100_000 },
      })),
      ...rulebooks.map((name): Row => ({
        what: `Exponent of the cost under ${name}`,
        figure: exponentOf(
          speeds
            .filter(({ rulebook }) => rulebook === name)
            .map(({ numbers, millisecondsPerLook }) => ({ size: numbers, cost: millisecondsPerLook })),
        ),
        unit: '',
        goal: null,
      })),
    ]);
  },
};

function lookOf(count: number): FullLook {
  const series: Series = Array.from({ length: recorded }, (_, i) => ({
    at: after(noon, (i - recorded) * HALF_HOUR),
    recipients: 180,
  }));
  const numbers = Array.from({ length: count }, (_, i): NumberSnapshot => {
    const troubled = i % 10 === 0;
    return numberOf(i, {
      id: `10654${i}` as NumberId,
      waba: `1022${i % 50}` as WabaId,
      quality: troubled ? 'yellow' : 'green',
      limit: known(capped(10_000)),
      usage: known(usageOf(troubled ? 8_640 : 400)),
    });
  });
  const wabas = Array.from({ length: 50 }, (_, i) => wabaOf({ id: `1022${i}` as WabaId }));
  const history = recordOf(
    numbers.filter((_, i) => i % 10 === 0).map((number) => [number.id, series] as const),
  );
  return lookAt(portfolioOf({ numbers, wabas, usage: known(usageOf(5_000)) }), { history });
}
