type Json = Readonly<Record<string, unknown>>;

/** Whether a value is a map of keys, as YAML and JSON know it. */
export function isKeyed(value: unknown): value is Json {
  if (typeof value !== 'object' || value === null) return false;
  // Dates and bytes, which YAML knows too, are values.
  const kind: unknown = Object.getPrototypeOf(value);
  return kind === Object.prototype || kind === null;
}

/** A value without its empty parts: a key with nothing behind it counts as not written. */
function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => written(item));
  if (!isKeyed(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, written(inner)]])),
  );
}

/** `above` laid over `below`: maps are joined key by key, everything else is replaced. */
export function overlay(below: Json, above: Json): Json {
  const said = written(above);
  return isKeyed(said) ? joined(below, said) : below;
}

function joined(below: Json, above: Json): Json {
  const both = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const under = both.get(key);
    both.set(key, isKeyed(under) && isKeyed(value) ? joined(under, value) : value);
  }
  return Object.fromEntries(both);
}
