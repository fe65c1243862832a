/** A JSON object whose fields nobody has checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for a plain object, false for null and for arrays. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; anything else becomes an empty object. */
export function objectFrom(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The value as a string; numbers and booleans are written out, anything else becomes ''. */
export function stringFrom(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** The value as a list; anything else becomes an empty list. */
export function listFrom(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The objects of a list; entries of any other kind are left out. */
export function objectsFrom(value: unknown): readonly JsonObject[] {
  return listFrom(value).filter(isObject);
}

/** Parses JSON; undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
