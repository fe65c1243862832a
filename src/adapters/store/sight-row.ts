import type { NumberSnapshot } from '../../domain/snapshot.js';
import type { PortfolioState } from '../../domain/state.js';
import type { Usage } from '../../domain/usage.js';
import { packSeries, unpackSeries } from './packed-series.js';

type Json = Readonly<Record<string, unknown>>;

/** All of a usage figure but the figure: the same for nearly all numbers of a look. */
type Counting = Omit<Usage, 'recipients'>;

/**
 * The row of a sight: each number as a short list of what is its own, its series packed. What many numbers have in common
 * is told once: how their usage was counted, their account, and how they stand.
 */
export function sightRow(state: PortfolioState): Json {
  const { version, sight } = state;
  if (!sight) return { version, sight };
  const counting = countingOf(sight.snapshot.numbers);
  const wabas = new Map<string, number>();
  const standings = new Map<string, number>();
  const numbers = sight.snapshot.numbers.map((number) => {
    const { id, waba, phone, display, name, usage, series, ...standing } = number;
    const counted = counting && isCountedSo(number, counting) ? number.usage.value.recipients : usage;
    return [
      id,
      placeIn(wabas, waba),
      phone,
      display,
      name,
      placeIn(standings, JSON.stringify(standing)),
      counted,
      packSeries(series),
    ];
  });
  return {
    version,
    counting,
    wabas: [...wabas.keys()],
    standings: [...standings.keys()].map((text) => JSON.parse(text) as unknown),
    sight: { ...sight, snapshot: { ...sight.snapshot, numbers } },
  };
}

/** The sight that a row holds, its series unpacked, not checked further; undefined when it holds none. */
export function sightIn(row: Json): unknown {
  const { sight, counting, wabas, standings } = row;
  if (sight === null) return null;
  if (!isJson(sight) || !isJson(sight['snapshot'])) return undefined;
  const { numbers } = sight['snapshot'];
  if (!Array.isArray(numbers)) return undefined;
  const unpacked = numbers.map((listed: unknown) => {
    const number = Array.isArray(listed) ? numberIn(listed, wabas, standings) : listed;
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

/** A number out of its list; undefined when it leads nowhere. */
function numberIn(listed: readonly unknown[], wabas: unknown, standings: unknown): Json | undefined {
  const [id, waba, phone, display, name, standing, usage, series] = listed;
  if (!Array.isArray(wabas) || !Array.isArray(standings)) return undefined;
  const account: unknown = wabas[Number(waba)];
  const stands: unknown = standings[Number(standing)];
  if (typeof account !== 'string' || !isJson(stands)) return undefined;
  return { id, waba: account, phone, display, name, ...stands, usage, series };
}

/** The place of a text among those told so far, each once. */
function placeIn(places: Map<string, number>, text: string): number {
  const known = places.get(text);
  if (known !== undefined) return known;
  places.set(text, places.size);
  return places.size - 1;
}

function countingOf(numbers: readonly NumberSnapshot[]): Counting | null {
  for (const { usage } of numbers) {
    if (!usage.known) continue;
    const { accuracy, source, window, asOf, unmatched } = usage.value;
    return { accuracy, source, window, asOf, ...(unmatched === undefined ? {} : { unmatched }) };
  }
  return null;
}

function isCountedSo(
  number: NumberSnapshot,
  { accuracy, source, window, asOf, unmatched }: Counting,
): number is NumberSnapshot & { readonly usage: { readonly known: true } } {
  if (!number.usage.known) return false;
  const { value } = number.usage;
  return (
    value.accuracy === accuracy &&
    value.source === source &&
    value.asOf === asOf &&
    value.unmatched === unmatched &&
    value.window.from === window.from &&
    value.window.to === window.to
  );
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
