import { parse } from 'dotenv';

/** A line of a `.env` file, in the reader's own form: a name, and a value that may stand in quotes on several lines. */
const assignment =
  /^\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?$/dgm;

/** Whether a value can stand in a `.env` file as it is: one line, no space, no quote. */
export function fitsEnv(value: string): boolean {
  return /^[\x21-\x7e]+$/.test(value) && !/["'`\\]/.test(value);
}

/**
 * The text of a `.env` file with these variables set. All else stays as it is, comments too; what is new comes last,
 * after its comment. Values must fit.
 */
export function withVariables(
  text: string,
  values: Readonly<Record<string, string>>,
  commentOf: (name: string) => string | null,
): string {
  return Object.entries(values).reduce((done, [name, value]) => {
    if (!fitsEnv(value)) throw new RangeError(`The value of ${name} does not fit into a .env file.`);
    if (parse(done)[name] === value) return done;
    const replaced = replacedIn(done, name, value);
    return replaced ?? added(done, name, value, commentOf(name));
  }, text);
}

/** Null when no line sets it in a form that can be changed. */
function replacedIn(text: string, name: string, value: string): string | null {
  const last = [...text.matchAll(assignment)].filter((match) => match[1] === name).at(-1);
  if (last === undefined) return null;
  const [from, to] = placeOfValue(text, last);
  const space = text[to] === '#' ? ' ' : '';
  const changed = writtenForms(value).map((form) => `${text.slice(0, from)}${form}${space}${text.slice(to)}`);
  return changed.find((one) => isOnlyChange(text, one, name, value)) ?? null;
}

function placeOfValue(text: string, match: RegExpExecArray): readonly [number, number] {
  const place = match.indices?.[2];
  if (place !== undefined) {
    const value = text.slice(...place);
    return [place[0] + (value.length - value.trimStart().length), place[0] + value.trimEnd().length];
  }
  const afterName = match.indices?.[1]?.[1] ?? match.index;
  const at = text.indexOf('=', afterName) + 1;
  return [at, at];
}

function isOnlyChange(before: string, after: string, name: string, value: string): boolean {
  const wanted = { ...parse(before), [name]: value };
  const found = parse(after);
  const names = Object.keys(wanted);
  return names.length === Object.keys(found).length && names.every((one) => found[one] === wanted[one]);
}

/** Last in the file, where it is looked for; a name or a quote left open above would take it in, so then first. */
function added(text: string, name: string, value: string, comment: string | null): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const about = comment === null ? '' : `# ${comment}${end}`;
  const start = text === '' || text.endsWith('\n') ? text : `${text}${end}`;
  const lines = writtenForms(value).map((form) => `${about}${name}=${form}${end}`);
  const places = [
    ...lines.map((line) => `${start}${line}`),
    ...lines.map((line) => `${start}${end}${line}`),
    ...lines.map((line) => `${line}${text}`),
  ];
  const fit = places.find((changed) => isOnlyChange(text, changed, name, value));
  if (fit === undefined)
    throw new RangeError(`The .env file leaves a quote open; close it, so that ${name} can be set.`);
  return fit;
}

/** A hash would begin a comment, unless it stands in quotes. */
function writtenForms(value: string): readonly string[] {
  return value.includes('#') ? [`'${value}'`, `"${value}"`, `\`${value}\``] : [value];
}

/** The comment above a variable in an example file; null when there is none. */
export function commentAbove(example: string, name: string): string | null {
  const lines = example.split('\n');
  const at = lines.findIndex((line) => new RegExp(`^#? ?${name}=`).test(line));
  const above = lines[at - 1];
  return at > 0 && above?.startsWith('# ') === true ? above.slice(2) : null;
}
