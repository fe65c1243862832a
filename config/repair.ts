import { sampleRoute } from './destinations.js';
import type { Path } from './mistake.js';
import { isKeyed } from './overlay.js';

type Json = Readonly<Record<string, unknown>>;

/**
 * The settings with each flaw taken back to its default, or left out. So the rest can still be checked and every
 * mistake is told at once. Never used to run on.
 */
export function repaired(settings: Json, defaults: Json, flaws: readonly Path[]): Json {
  const mended = flaws.reduce<unknown>((done, path) => mend(done, defaults, path), settings);
  if (!isKeyed(mended)) return defaults;
  return {
    ...mended,
    portfolios: items(mended['portfolios']).map((item, i) => ({
      name: `portfolio ${String(i + 1)}`,
      ...item,
    })),
    // Only so that the rest can be checked: the reader of the routes leaves out one whose destination is flawed.
    routes: items(mended['routes']).map((item) => ({ to: sampleRoute, ...item })),
  };
}

function items(list: unknown): readonly Json[] {
  return Array.isArray(list) ? list.map((item: unknown) => (isKeyed(item) ? item : {})) : [];
}

function mend(value: unknown, fallback: unknown, path: Path): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return fallback;
  if (Array.isArray(value) && Array.isArray(fallback) && fallback.length === 0 && typeof step === 'number') {
    // One of a list of portfolios or routes: keep its place, or every later one would be named wrongly.
    return value.map((item: unknown, i) => (i === step ? without(item, rest[0]) : item));
  }
  if (!isKeyed(value) || !isKeyed(fallback)) return fallback;
  if (!Object.hasOwn(fallback, step)) return without(value, step);
  return { ...value, [step]: mend(value[step], fallback[step], rest) };
}

function without(value: unknown, key: string | number | undefined): unknown {
  if (!isKeyed(value) || key === undefined) return {};
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== String(key)));
}
