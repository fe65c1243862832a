import { inspect } from 'node:util';
import type { Secret } from '../src/secret.js';

const cover = '[secret]';

/** Wraps a value so that only `reveal` gives it back. */
export function secretOf(value: string): Secret {
  const covered = (): string => cover;
  const secret: Secret = { reveal: () => value, toJSON: covered, toString: covered };
  return Object.freeze(Object.defineProperty(secret, inspect.custom, { value: covered }));
}

/** The text with each of the secret values in it covered. */
export function covered(text: string, secrets: Iterable<Secret>): string {
  const values = [...secrets].map((secret) => secret.reveal()).filter((value) => value.length >= 4);
  // Longest first: a secret that holds another one must not be left half open.
  values.sort((a, b) => b.length - a.length);
  return values.reduce((done, value) => done.replaceAll(value, cover), text);
}

/** The values of all secrets in plain data, each once. So a log can cover them wherever they turn up. */
export function secretValues(data: unknown): readonly string[] {
  return [...new Set(valuesIn(data))];
}

function valuesIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null) return [];
  if ('reveal' in data && typeof data.reveal === 'function') return [(data as Secret).reveal()];
  const inside: unknown[] = data instanceof Map ? [...data.values()] : Object.values(data);
  return inside.flatMap(valuesIn);
}
