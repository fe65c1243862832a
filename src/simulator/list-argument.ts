import { invalidParameter } from './failure.js';
import { parseList } from './fields.js';
import type { SimNumber } from './world.js';

/** Reads a list modifier; undefined when it was not given. Throws error 100 for text that is no list or not allowed. */
export function listArgument(
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

/** The digits of a number as printed in a read. */
export function digitsOf(display: string): string {
  return display.replace(/\D/g, '');
}

/** What insights call a phone number, in digits. */
export function insightName({ display, namedInInsights }: SimNumber): string {
  return namedInInsights ?? digitsOf(display);
}
