/** One thing that is wrong with the configuration, and what to do about it. Never holds a secret. */
export interface Mistake {
  /** The file it is in; null when it is in the environment. */
  readonly file: string | null;
  /** `routes[0].timezone`, or the name of an environment variable; empty when the whole file is meant. */
  readonly path: string;
  /** The line in the file, from 1; null when no line can be named. */
  readonly line: number | null;
  readonly sentence: string;
  /** It is not wrong but not there yet. */
  readonly missing?: true;
}

/** A place in a file: keys and positions, outermost first. */
export type Path = readonly (string | number)[];

/** `routes[0].timezone`; keys that are no plain words stand in brackets. One that looks secret is covered. */
export function printPath(path: Path): string {
  return path.reduce<string>((done, step) => {
    if (typeof step === 'number') return `${done}[${String(step)}]`;
    if (looksSecret.test(step)) return `${done}[a name that looks like a secret]`;
    if (!/^[A-Za-z][\w-]*$/.test(step)) return `${done}[${inQuotes(step)}]`;
    return done === '' ? step : `${done}.${step}`;
  }, '');
}

/** The mistake in one line: `tierwatch.yaml:12 routes[0].timezone: …`. */
export function printMistake(mistake: Mistake): string {
  return `${placeOf(mistake)}: ${mistake.sentence}`;
}

/** Where a mistake is: `tierwatch.yaml:12 routes[0].timezone`, or the name of a variable. */
export function placeOf(mistake: Mistake): string {
  const line = mistake.line === null ? '' : `:${String(mistake.line)}`;
  const place = [mistake.file === null ? '' : `${mistake.file}${line}`, mistake.path].filter(
    (part) => part !== '',
  );
  return place.join(' ');
}

const looksSecret =
  /xox[a-z]|xapp-|EAA[A-Za-z0-9]{8}|[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}|[A-Za-z0-9]{32,}|:\/\/[^/]*@/;

/** A value from a file as a sentence may quote it: short, on one line, and hidden when it looks like a secret. */
export function quoted(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map of keys';
  if (typeof value !== 'string') return String(value);
  if (looksSecret.test(value)) return 'a value that looks like a secret';
  return inQuotes(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

/** What a terminal takes for an order, a new line, or another direction of writing. */
const unprintable = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

function inQuotes(text: string): string {
  const codeOf = (one: string): string => one.charCodeAt(0).toString(16).padStart(4, '0');
  return JSON.stringify(text).replace(unprintable, (one) => `\\u${codeOf(one)}`);
}
