import { performance } from 'node:perf_hooks';
import { evaluate } from '../../src/domain/evaluate.js';
import { known } from '../../src/domain/reading.js';
import type { Look } from '../../src/domain/rules/rule.js';
import type { NumberId, NumberSnapshot, WabaId } from '../../src/domain/snapshot.js';
import { after, HALF_HOUR } from '../../src/domain/time.js';
import type { Series } from '../../src/domain/usage.js';
import { capped, lookAt, noon, numberOf, portfolioOf, usageOf, wabaOf, recordOf } from '../support/looks.js';
import { perNumber2023, portfolio2025 } from '../support/rulebooks.js';

/** How fast the evaluator judged a portfolio of so many numbers. */
export interface EvaluateSpeed {
  readonly rulebook: string;
  readonly numbers: number;
  readonly millisecondsPerLook: number;
  readonly numbersPerSecond: number;
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
      const look: Look = { ...lookOf(numbers), rulebook };
      evaluate(look);
      const times: number[] = [];
      for (const began = performance.now(); performance.now() - began < budget || times.length < 3;) {
        const start = performance.now();
        evaluate(look);
        times.push(performance.now() - start);
      }
      const middle = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
      return {
        rulebook: rulebook.name,
        numbers,
        millisecondsPerLook: middle,
        numbersPerSecond: Math.round((numbers / middle) * 1_000),
        bestPerSecond: Math.round((numbers / (times[0] ?? middle)) * 1_000),
      };
    }),
  );
}

function lookOf(count: number): Look {
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
