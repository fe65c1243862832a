import { isDeepStrictEqual } from 'node:util';
import {
  Document,
  isMap,
  isScalar,
  isSeq,
  parse,
  parseDocument,
  Scalar,
  stringify,
  type YAMLMap,
} from 'yaml';
import type { Severity } from '../src/domain/severity.js';

/** What is to be written into a settings file. */
export interface SettingsAddition {
  /** Single values, such as the language, by key; only where the file has none. */
  readonly values: Readonly<Record<string, string>>;
  readonly portfolios: readonly PortfolioAddition[];
  readonly routes: readonly RouteAddition[];
}

/** A portfolio to watch, by its id or by its accounts. */
export interface PortfolioAddition {
  readonly name: string;
  readonly id: string | null;
  readonly wabas: readonly string[];
}

/** A channel to tell. */
export interface RouteAddition {
  readonly to: string;
  /** What people call the channel; it becomes a comment. */
  readonly note: string;
  /** Null: the usual. */
  readonly atLeast: Severity | null;
  /** A cron line; null: none. */
  readonly digest: string | null;
}

/** The comments of a new file: on top of it, and above its keys. */
export interface SettingsComments {
  readonly file: string;
  readonly keys: Readonly<Record<string, string>>;
}

/** The keys of a settings file that say something. */
export function keysIn(text: string): ReadonlySet<string> {
  const root = rootOf(text);
  const said = root.items.filter(({ value }) => value !== null && !(isScalar(value) && value.value === null));
  return new Set(said.map(({ key }) => nameOf(key)));
}

/**
 * The text of a settings file with the addition; null stands for a file that is not there. What the file says stays as
 * it is, comments and unknown keys too.
 */
export function withSettings(
  text: string | null,
  { values, portfolios, routes }: SettingsAddition,
  comments: SettingsComments,
): string {
  const known = keysIn(text ?? '');
  const about = (key: string): string => commentLines(comments.keys[key] ?? '');
  let done = text ?? `${commentLines(comments.file)}\n`;
  for (const [key, value] of Object.entries(values)) {
    if (!known.has(key)) done = withKey(done, key, `${about(key)}${stringify({ [key]: value })}`, value);
  }
  const lists = [
    ['portfolios', portfolios.map(portfolioItem)],
    ['routes', routes.map(routeItem)],
  ] as const;
  for (const [key, items] of lists) {
    if (items.length > 0) done = withItems(done, key, items, about(key));
  }
  return done;
}

/** Something to write into a list: as text, and as it is read. */
interface Item {
  readonly lines: readonly string[];
  readonly value: unknown;
}

function portfolioItem({ name, id, wabas }: PortfolioAddition): Item {
  const value = { name, ...(id === null ? {} : { id }), ...(wabas.length === 0 ? {} : { wabas }) };
  return { value, lines: itemLines(value) };
}

function routeItem({ to, note, atLeast, digest }: RouteAddition): Item {
  const value = {
    to,
    ...(atLeast === null ? {} : { atLeast }),
    ...(digest === null ? {} : { digest }),
  };
  return { value, lines: [...(note === '' ? [] : [`# ${note}`]), ...itemLines(value)] };
}

/** Texts that are no names stand in quotes: without them, an id would be a number. */
function itemLines(value: object): readonly string[] {
  const document = new Document([value]);
  const quotes = (text: unknown): void => {
    if (isScalar(text) && /^[\d* ]/.test(String(text.value))) text.type = Scalar.QUOTE_DOUBLE;
  };
  const item = document.get(0);
  for (const pair of isMap(item) ? item.items : []) {
    quotes(pair.value);
    if (isSeq(pair.value)) pair.value.items.forEach(quotes);
  }
  return document.toString({ lineWidth: 0 }).trimEnd().split('\n');
}

/** The text with a key that it does not have, or has without a value. */
function withKey(text: string, key: string, lines: string, value: unknown): string {
  const pair = rootOf(text).items.find((one) => nameOf(one.key) === key);
  const added = pair === undefined ? `${ended(text)}${lines}` : null;
  return checked(text, added, (root) => root.set(new Scalar(key), value), { [key]: value });
}

/** The text with items at a list's end. The list may not be there yet. */
function withItems(text: string, key: string, items: readonly Item[], about: string): string {
  const before = (parse(text) as Readonly<Record<string, unknown>> | null)?.[key];
  const all = [...(Array.isArray(before) ? (before as unknown[]) : []), ...items.map(({ value }) => value)];
  const lines = items.flatMap((item) => item.lines);
  return checked(text, insertedItems(text, key, lines, about), (root) => root.set(new Scalar(key), all), {
    [key]: all,
  });
}

/** Null where the list has a form that cannot be added to line by line. */
function insertedItems(text: string, key: string, lines: readonly string[], about: string): string | null {
  const indented = (by: string): string => lines.map((line) => `${by}${line}\n`).join('');
  const pair = rootOf(text).items.find((one) => nameOf(one.key) === key);
  if (pair === undefined) return `${ended(text)}${about}${key}:\n${indented('  ')}`;
  const { key: name, value } = pair;
  if (isSeq(value) && value.items.length > 0) {
    if (value.flow === true || !value.range) return null;
    const [from] = value.range;
    const indent = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
    const at = lineEnd(text, lastOf(value));
    return `${ended(text.slice(0, at))}${indented(indent)}${text.slice(at)}`;
  }
  if (!isScalar(name) || !name.range) return null;
  const place = isSeq(value) ? value.range : null;
  const bare = place ? `${text.slice(0, place[0]).trimEnd()}${text.slice(place[1])}` : text;
  const at = lineEnd(bare, name.range[0]);
  return `${ended(bare.slice(0, at))}${indented('  ')}${bare.slice(at)}`;
}

/** Where the last thing within a node stands. */
function lastOf(node: unknown): number {
  if (isSeq(node) && node.items.length > 0 && node.flow !== true) return lastOf(node.items.at(-1));
  if (isMap(node) && node.items.length > 0 && node.flow !== true) {
    const pair = node.items.at(-1);
    return lastOf(pair?.value ?? pair?.key);
  }
  return (isScalar(node) || isMap(node) || isSeq(node)) && node.range ? Math.max(0, node.range[1] - 1) : 0;
}

/** The beginning of the line after a place. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** The changed text when it says what it is to say; else the change is made by the library, which writes lines anew. */
function checked(
  before: string,
  after: string | null,
  change: (root: YAMLMap) => void,
  wanted: Readonly<Record<string, unknown>>,
): string {
  const all = { ...(parse(before) as Readonly<Record<string, unknown>> | null), ...wanted };
  if (after !== null && says(after, all)) return after;
  const document = parseDocument(before);
  if (!isMap(document.contents)) document.contents = document.createNode({}) as never;
  if (isMap(document.contents)) change(document.contents);
  return document.toString({ lineWidth: 0 });
}

function says(text: string, wanted: unknown): boolean {
  const document = parseDocument(text);
  return document.errors.length === 0 && isDeepStrictEqual(document.toJS(), wanted);
}

/** The settings in a text; none where it holds none. */
function rootOf(text: string): YAMLMap {
  const { contents } = parseDocument(text);
  return isMap(contents) ? contents : (new Document({}).contents as YAMLMap);
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

function commentLines(text: string): string {
  return text === ''
    ? ''
    : text
        .split('\n')
        .map((line) => `# ${line}\n`)
        .join('');
}
