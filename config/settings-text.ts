import { Document, isMap, isScalar, isSeq, parseDocument, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
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
  const { contents } = parseDocument(text);
  if (!isMap(contents)) return new Set();
  const said = contents.items.filter(
    ({ value }) => value !== null && !(isScalar(value) && value.value === null),
  );
  return new Set(said.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : [])));
}

/**
 * The text of a settings file with the addition; null stands for a file that is not there. What the file says stays as
 * it is, comments and unknown keys too. Throws when it is no map of settings.
 */
export function withSettings(
  text: string | null,
  addition: SettingsAddition,
  comments: SettingsComments,
): string {
  if (isNothing(addition) && text !== null) return text;
  const document = text === null || text.trim() === '' ? new Document({}) : parseDocument(text);
  if (document.contents === null) document.contents = document.createNode({});
  const { contents: root } = document;
  if (!isMap(root)) throw new TypeError('The settings file is no map of settings.');
  if (text === null) document.commentBefore = comment(comments.file);
  const explained = (key: string): void => {
    const pair = root.items.find((one) => isScalar(one.key) && one.key.value === key);
    const about = comments.keys[key];
    if (about !== undefined && pair && isScalar(pair.key) && pair.key.commentBefore == null)
      pair.key.commentBefore = comment(about);
  };
  const list = (key: string): YAMLSeq => {
    const there = root.get(key);
    if (isSeq(there)) {
      // Items of several lines do not fit between brackets.
      if (there.items.length === 0) there.flow = false;
      return there;
    }
    const made = document.createNode([]);
    root.set(new Scalar(key), made);
    explained(key);
    return made;
  };
  const known = keysIn(text ?? '');
  for (const [key, value] of Object.entries(addition.values)) {
    if (known.has(key)) continue;
    root.set(new Scalar(key), document.createNode(value));
    explained(key);
  }
  if (addition.portfolios.length > 0) {
    const portfolios = list('portfolios');
    for (const one of addition.portfolios) portfolios.add(portfolioNode(document, one));
  }
  if (addition.routes.length > 0) {
    const routes = list('routes');
    for (const one of addition.routes) routes.add(routeNode(document, one));
  }
  return document.toString({ lineWidth: 0, indentSeq: !hasFlatLists(text ?? '') });
}

function isNothing({ values, portfolios, routes }: SettingsAddition): boolean {
  return Object.keys(values).length + portfolios.length + routes.length === 0;
}

function portfolioNode(document: Document, { name, id, wabas }: PortfolioAddition): YAMLMap {
  return document.createNode({
    name,
    ...(id === null ? {} : { id: quoted(id) }),
    ...(wabas.length === 0 ? {} : { wabas: wabas.map(quoted) }),
  }) as YAMLMap;
}

function routeNode(document: Document, { to, note, atLeast, digest }: RouteAddition): YAMLMap {
  const node = document.createNode({
    to,
    ...(atLeast === null ? {} : { atLeast }),
    ...(digest === null ? {} : { digest: quoted(digest) }),
  }) as YAMLMap;
  if (note !== '') node.commentBefore = comment(note);
  return node;
}

/** Without quotes, an id would be a number. */
function quoted(text: string): Scalar {
  const node = new Scalar(text);
  node.type = Scalar.QUOTE_DOUBLE;
  return node;
}

function comment(text: string): string {
  return text
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');
}

/** Whether the file writes its lists without indentation. */
function hasFlatLists(text: string): boolean {
  return /^[\w-]+:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*-/m.test(text);
}
