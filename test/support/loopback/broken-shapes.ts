import { isObject } from './json.js';

/** What stands where something else is expected; undefined leaves it out. */
const odd: readonly unknown[] = [undefined, null, 7, '', [null], {}];

/** Copies of a JSON value in each of which one part, at any depth, is missing or of another kind. */
export function brokenShapes(whole: unknown): readonly unknown[] {
  if (Array.isArray(whole)) {
    const parts: readonly unknown[] = whole;
    const inside = parts.flatMap((part, at) => brokenShapes(part).map((broken) => parts.with(at, broken)));
    return [...odd, ...inside];
  }
  if (!isObject(whole)) return odd;
  const inside = Object.entries(whole).flatMap(([name, part]) =>
    brokenShapes(part).map((broken) => ({ ...whole, [name]: broken })),
  );
  return [...odd, ...inside];
}

/** A value as JSON; the empty text for one that is left out. */
export function jsonOrNothing(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}
