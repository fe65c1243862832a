import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { Mistake, Path } from './mistake.js';
import { readTextFile } from './text-file.js';

/** A YAML file as read: its value, and where in it things stand. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** The line of the innermost part of a path in the file, from 1; null when none is there. */
  line(path: Path): number | null;
}

/** A YAML file, or what is wrong with it. */
type ReadYaml =
  | { readonly ok: true; readonly file: YamlFile }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Reads a YAML file; `name` is what sentences call it. Trouble comes back as mistakes, each with its line. */
export function readYaml(path: string, name: string): ReadYaml {
  const read = readTextFile(path);
  if (read.ok) return yamlOf(read.text, name);
  const sentence = `The file cannot be read: ${read.why}. Check its name and who may read it.`;
  return { ok: false, mistakes: [{ file: name, path: '', line: null, sentence }] };
}

/** As `readYaml`, of a text that is there already. */
export function yamlOf(text: string, name: string): ReadYaml {
  const refuse = (sentence: string, line: number | null = null): ReadYaml => ({
    ok: false,
    mistakes: [{ file: name, path: '', line, sentence }],
  });
  const lines = new LineCounter();
  // Its warnings would quote the file.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  // What follows from the first error is no mistake of its own.
  const [error] = document.errors;
  if (error !== undefined) {
    const line = lines.linePos(error.pos[0]).line;
    const tab = text.split('\n').findIndex((one) => /^ *\t\s*\S/.test(one)) + 1;
    if (tab > 0 && tab <= line)
      return refuse('A tab stands in the indentation; write spaces, which YAML wants.', tab);
    // The parser's own words may quote the file; its code does not.
    const code = error.code.toLowerCase().replaceAll('_', ' ');
    return refuse(`This is not YAML (${code}); check quotes, colons and indentation.`, line);
  }
  try {
    const value: unknown = document.toJS();
    if (!isBounded(value)) return refuse(unresolved);
    return { ok: true, file: { file: name, value, line: (at) => lineOf(document, lines, at) } };
  } catch {
    return refuse(unresolved);
  }
}

const unresolved = 'Its anchors and aliases cannot be resolved; write the values out.';

/** No settings are larger or deeper; aliases within aliases grow without end, and one may hold itself. */
const mostParts = 200_000;
const deepest = 100;

/** Whether a value, with its aliases written out, is one that can be walked through. */
function isBounded(value: unknown): boolean {
  const waiting: (readonly [part: unknown, depth: number])[] = [[value, 0]];
  for (let parts = 0; parts <= mostParts; parts += 1) {
    const next = waiting.pop();
    if (next === undefined) return true;
    const [part, depth] = next;
    if (depth > deepest) return false;
    if (typeof part !== 'object' || part === null) continue;
    for (const inner of Object.values(part)) waiting.push([inner, depth + 1]);
  }
  return false;
}

/** A file that says nothing. */
export function emptyYaml(name: string): { readonly ok: true; readonly file: YamlFile } {
  return { ok: true, file: { file: name, value: null, line: () => null } };
}

/** Whether a key is written as people write them; a list, a map or nothing as key is called otherwise in the value. */
function isWord(key: unknown): boolean {
  return isScalar(key) && ['string', 'number', 'boolean'].includes(typeof key.value);
}

function isNamed(key: unknown, step: string | number): boolean {
  return isScalar(key) && isWord(key) && String(key.value) === String(step);
}

function lineOf(document: Document.Parsed, lines: LineCounter, path: Path): number | null {
  let node: unknown = document.contents;
  let offset: number | null = null;
  for (const step of path) {
    if (isMap(node)) {
      const pair =
        node.items.find(({ key }) => isNamed(key, step)) ?? node.items.find(({ key }) => !isWord(key));
      if (!pair) break;
      const [place] = [pair.key, pair.value].filter(isNode);
      offset = place?.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      const item: unknown = node.items[step];
      if (item === undefined) break;
      if (isMap(item) || isSeq(item) || isScalar(item)) offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset === null ? null : lines.linePos(offset).line;
}
