import { isDeepStrictEqual } from 'node:util';
import type { Secret } from '../src/secret.js';

/** Whether two pieces of a configuration say the same; secrets are the same when their values are. */
export function saysTheSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(revealed(a), revealed(b));
}

/** Plain data with its secrets open, for comparing only. */
function revealed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isSecret(value)) return { secret: value.reveal() };
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, revealed(one)]));
  if (Array.isArray(value)) return value.map(revealed);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, revealed(one)]));
}

function isSecret(value: object): value is Secret {
  return 'reveal' in value && typeof value.reveal === 'function';
}
