import type { NumberSnapshot } from '../../domain/snapshot.js';
import type { PortfolioState } from '../../domain/state.js';
import type { Usage } from '../../domain/usage.js';
import { packSeries, unpackSeries } from './packed-series.js';

type Json = Readonly<Record<string, unknown>>;

/** All of a usage figure but the figure: the same for nearly all numbers of a look. */
type Counting = Omit<Usage, 'recipients'>;

/** The row of a sight, its series packed, and its usage figures told apart from how they were counted. */
export function sightRow(state: PortfolioState): Json {
  const { version, sight } = state;
  if (!sight) return { version, sight };
  const counting = countingOf(sight.snapshot.numbers);
  const numbers = sight.snapshot.numbers.map((number) => ({
    ...number,
    usage: counting && isCountedSo(number, counting) ? number.usage.value.recipients : number.usage,
    series: packSeries(number.series),
  }));
  return { version, counting, sight: { ...sight, snapshot: { ...sight.snapshot, numbers } } };
}

/** The sight that a row holds, its series unpacked, not checked further; undefined when it holds none. */
export function sightOf(row: Json): unknown {
  const { sight, counting } = row;
  if (sight === null) return null;
  if (!isJson(sight) || !isJson(sight['snapshot'])) return undefined;
  const { numbers } = sight['snapshot'];
  if (!Array.isArray(numbers)) return undefined;
  const unpacked = numbers.map((number: unknown) => {
    if (!isJson(number)) return number;
    const { usage } = number;
    const counted = typeof usage === 'number' && isJson(counting);
    return {
      ...number,
      usage: counted ? { known: true, value: { recipients: usage, ...counting } } : usage,
      series: unpackSeries(number['series']),
    };
  });
  return { ...sight, snapshot: { ...sight['snapshot'], numbers: unpacked } };
}

function countingOf(numbers: readonly NumberSnapshot[]): Counting | null {
  for (const { usage } of numbers) {
    if (!usage.known) continue;
    const { accuracy, source, window, asOf } = usage.value;
    return { accuracy, source, window, asOf };
  }
  return null;
}

function isCountedSo(
  number: NumberSnapshot,
  { accuracy, source, window, asOf }: Counting,
): number is NumberSnapshot & { readonly usage: { readonly known: true } } {
  if (!number.usage.known) return false;
  const { value } = number.usage;
  return (
    value.accuracy === accuracy &&
    value.source === source &&
    value.asOf === asOf &&
    value.window.from === window.from &&
    value.window.to === window.to
  );
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
