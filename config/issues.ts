import type { z } from 'zod';
import type { Path } from './mistake.js';
import { nearest } from '../src/domain/nearest.js';
import { isKeyed } from './overlay.js';

/** What a schema found wrong, at its place. */
export interface Flaw {
  readonly path: Path;
  readonly sentence: string;
}

type Issue = z.core.$ZodIssue;

/** The flaws behind a schema's issues; `shape` is the JSON Schema, which knows the keys that exist. */
export function flawsOf(issues: readonly Issue[], shape: unknown): readonly Flaw[] {
  return issues.flatMap((issue) => flaws(issue, [], shape));
}

function flaws(issue: Issue, above: Path, shape: unknown): readonly Flaw[] {
  const path: Path = [
    ...above,
    ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
  ];
  if (issue.code === 'unrecognized_keys') {
    const keys = keysAt(shape, path);
    return issue.keys.map((key) => ({ path: [...path, key], sentence: unknownKey(key, keys) }));
  }
  if (issue.code === 'invalid_union') {
    // The branch that was meant is the one that fails further in; without one, the union speaks for itself.
    const meant = issue.errors.find(
      (branch) => branch.length > 0 && branch.every((inner) => inner.path.length > 0),
    );
    if (meant) return meant.flatMap((inner) => flaws(inner, path, shape));
  }
  if (issue.code === 'invalid_key') return [{ path, sentence: issue.issues[0]?.message ?? issue.message }];
  return [{ path, sentence: issue.message }];
}

function unknownKey(key: string, keys: readonly string[]): string {
  const like = nearest(key, keys);
  if (like !== null) return `There is no such setting; did you mean ${like}?`;
  return keys.length === 0
    ? 'There is no such setting; remove it.'
    : `There is no such setting; here stand ${[...keys].sort().join(', ')}.`;
}

/** The keys a schema knows at a path. */
function keysAt(shape: unknown, path: Path): readonly string[] {
  let at = [shape];
  for (const step of path) at = at.flatMap((node) => inside(node, step));
  return at
    .flatMap((node) => branches(node))
    .flatMap((node) => {
      if (isKeyed(node['properties'])) return Object.keys(node['properties']);
      const names = node['propertyNames'];
      return isKeyed(names) && Array.isArray(names['enum']) ? names['enum'].map(String) : [];
    });
}

function branches(node: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (!isKeyed(node)) return [];
  const any = node['anyOf'];
  return [node, ...(Array.isArray(any) ? any.flatMap((branch: unknown) => branches(branch)) : [])];
}

function inside(node: unknown, step: string | number): readonly unknown[] {
  return branches(node).flatMap((branch) => {
    if (typeof step === 'number') return branch['items'] === undefined ? [] : [branch['items']];
    const properties = branch['properties'];
    if (isKeyed(properties) && properties[step] !== undefined) return [properties[step]];
    return isKeyed(branch['additionalProperties']) ? [branch['additionalProperties']] : [];
  });
}
