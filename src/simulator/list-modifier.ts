import { invalidParameter } from './failure.js';
import { parseList } from './fields.js';

/** Reads a list modifier; undefined when it was not given. Throws error 100 for text that is no list or not allowed. */
export function listModifier(
  args: ReadonlyMap<string, string>,
  name: string,
  allowed?: readonly string[],
): readonly string[] | undefined {
  const text = args.get(name);
  if (text === undefined) return undefined;
  const list = parseList(text);
  if (list === undefined) throw invalidParameter(`Param ${name} must be an array`);
  const stranger = allowed === undefined ? undefined : list.find((item) => !allowed.includes(item));
  if (stranger !== undefined) {
    throw invalidParameter(`Param ${name} must be one of {${allowed?.join(', ') ?? ''}} - got "${stranger}"`);
  }
  return list;
}
