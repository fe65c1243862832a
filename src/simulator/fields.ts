/** One field a caller asked for. With its modifiers and the fields inside its braces. */
export interface RequestedField {
  readonly name: string;
  /** Modifier name to its argument as written, e.g. `dimensions` to `["PHONE"]`. */
  readonly args: ReadonlyMap<string, string>;
  /** What stood between the braces; undefined when there were none, so defaults apply. */
  readonly sub: readonly RequestedField[] | undefined;
  /** The text of `sub` as written, needed to build a next page's address. */
  readonly subText: string | undefined;
}

/** The `fields` text does not follow the expansion grammar; `position` counts characters from 1. */
export class FieldSyntaxError extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.name = 'FieldSyntaxError';
    this.position = position;
  }
}

const noArgs: ReadonlyMap<string, string> = new Map();
const deepest = 16;
const nameCharacter = /[A-Za-z0-9_]/;
const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** A field without modifiers and braces. */
export function plainField(name: string): RequestedField {
  return { name, args: noArgs, sub: undefined, subText: undefined };
}

/**
 * Reads a `fields` value such as `id,phone_numbers.limit(2){id,status},x.dimensions(["A","B"])`.
 * Throws FieldSyntaxError for anything else, and for a field named twice on one level.
 */
export function parseFields(text: string): readonly RequestedField[] {
  const cursor = { text, at: 0 };
  const fields = readList(cursor, 0);
  if (cursor.at < text.length) throw unexpected(cursor);
  return fields;
}

/**
 * Reads a modifier's argument as a list of texts: a JSON array (`["A",1]`), bare words (`A,B`) or one quoted text.
 * Returns undefined when it is neither.
 */
export function parseList(argument: string): readonly string[] | undefined {
  const trimmed = argument.trim();
  if (/^"[^"\\]*"$/.test(trimmed)) return [trimmed.slice(1, -1)];
  return (
    tryJson(trimmed) ??
    words(trimmed.startsWith('[') && trimmed.endsWith(']') ? trimmed.slice(1, -1) : trimmed)
  );
}

function words(text: string): readonly string[] | undefined {
  const list = text.split(',').map((word) => word.trim());
  return list.every((word) => /^[\w+-]+$/.test(word)) ? list : undefined;
}

function tryJson(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return undefined;
    const items: readonly unknown[] = value;
    return items.every((item) => typeof item === 'string' || typeof item === 'number')
      ? items.map(String)
      : undefined;
  } catch {
    return undefined;
  }
}

interface Cursor {
  readonly text: string;
  at: number;
}

function readList(cursor: Cursor, depth: number): readonly RequestedField[] {
  if (depth > deepest) throw new FieldSyntaxError('Fields are nested too deeply.', cursor.at + 1);
  const fields: RequestedField[] = [];
  const seen = new Set<string>();
  for (;;) {
    const start = cursor.at;
    const field = readField(cursor, depth);
    if (seen.has(field.name)) {
      throw new FieldSyntaxError(`Field ${field.name} specified more than once.`, start + 1);
    }
    seen.add(field.name);
    fields.push(field);
    if (cursor.text[cursor.at] !== ',') return fields;
    cursor.at += 1;
  }
}

function readField(cursor: Cursor, depth: number): RequestedField {
  const name = readName(cursor);
  let args = noArgs;
  let sub: readonly RequestedField[] | undefined;
  let subText: string | undefined;
  for (;;) {
    const next = cursor.text[cursor.at];
    if (next === '.') {
      cursor.at += 1;
      const modifier = readName(cursor);
      if (cursor.text[cursor.at] !== '(') throw unexpected(cursor);
      const argument = readArgument(cursor);
      if (modifier === 'fields') {
        sub = parseFields(argument);
        subText = argument;
      } else {
        args = new Map([...args, [modifier, unquote(argument)]]);
      }
    } else if (next === '{' && sub === undefined) {
      cursor.at += 1;
      const start = cursor.at;
      sub = readList(cursor, depth + 1);
      if (cursor.text[cursor.at] !== '}') throw unexpected(cursor);
      subText = cursor.text.slice(start, cursor.at);
      cursor.at += 1;
    } else {
      skipSpace(cursor);
      return { name, args, sub, subText };
    }
    skipSpace(cursor);
  }
}

function readName(cursor: Cursor): string {
  skipSpace(cursor);
  const start = cursor.at;
  while (nameCharacter.test(cursor.text[cursor.at] ?? '')) cursor.at += 1;
  if (cursor.at === start) throw unexpected(cursor);
  const name = cursor.text.slice(start, cursor.at);
  skipSpace(cursor);
  return name;
}

/** Reads `( ... )`: brackets inside must match and commas, brackets and dots inside quotes mean nothing. */
function readArgument(cursor: Cursor): string {
  const start = cursor.at + 1;
  const open: string[] = [];
  while (cursor.at < cursor.text.length) {
    const character = cursor.text[cursor.at] ?? '';
    const closer = closers[character];
    if (character === '"') skipQuoted(cursor);
    else if (closer !== undefined) open.push(closer);
    else if (character === ')' || character === ']' || character === '}') {
      if (open.pop() !== character) throw unexpected(cursor);
      if (open.length === 0) {
        const argument = cursor.text.slice(start, cursor.at).trim();
        cursor.at += 1;
        return argument;
      }
    }
    cursor.at += 1;
  }
  throw unexpected(cursor);
}

/** Leaves the cursor on the closing quote. */
function skipQuoted(cursor: Cursor): void {
  for (cursor.at += 1; cursor.at < cursor.text.length; cursor.at += 1) {
    const character = cursor.text[cursor.at];
    if (character === '\\') cursor.at += 1;
    else if (character === '"') return;
  }
  throw unexpected(cursor);
}

function unquote(argument: string): string {
  return /^"[^"\\]*"$/.test(argument) ? argument.slice(1, -1) : argument;
}

function skipSpace(cursor: Cursor): void {
  while (/\s/.test(cursor.text[cursor.at] ?? '')) cursor.at += 1;
}

function unexpected(cursor: Cursor): FieldSyntaxError {
  const found = cursor.text[cursor.at];
  const what = found === undefined ? 'the end of the text' : `"${found}"`;
  return new FieldSyntaxError(`Did not expect ${what}.`, cursor.at + 1);
}
