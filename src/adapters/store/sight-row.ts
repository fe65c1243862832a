import type { PortfolioState } from '../../domain/state.js';
import { packSeries, unpackSeries } from './packed-series.js';

type Json = Readonly<Record<string, unknown>>;

/** The row of a sight, its series packed. */
export function sightRow(state: PortfolioState): Json {
  const { version, sight } = state;
  if (!sight) return { version, sight };
  const numbers = sight.snapshot.numbers.map((number) => ({ ...number, series: packSeries(number.series) }));
  return { version, sight: { ...sight, snapshot: { ...sight.snapshot, numbers } } };
}

/** The sight that a row holds, its series unpacked, not checked further; undefined when it holds none. */
export function sightOf(row: Json): unknown {
  const sight = row['sight'];
  if (sight === null) return null;
  if (!isJson(sight) || !isJson(sight['snapshot'])) return undefined;
  const { numbers } = sight['snapshot'];
  if (!Array.isArray(numbers)) return undefined;
  const unpacked = numbers.map((number: unknown) =>
    isJson(number) ? { ...number, series: unpackSeries(number['series']) } : number,
  );
  return { ...sight, snapshot: { ...sight['snapshot'], numbers: unpacked } };
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
