import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** A text file, or why it cannot be read: a clause such as "it is a folder". */
export type TextFile =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly isAbsent: boolean; readonly why: string };

/** More than any settings or secret, in bytes. */
const largest = 4 * 1024 * 1024;
/** How long a pipe may have no writer, and how long its writer may take. In milliseconds. */
const patience = { writer: 400, end: 5_000 };

/** Reads UTF-8 text from a file, or from a pipe that somebody writes to; never waits forever. */
export function readTextFile(path: string): TextFile {
  try {
    // Without O_NONBLOCK, a pipe that nobody writes to would be waited for without end.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return textOf(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const code = codeOf(error);
    return { ok: false, isAbsent: code === 'ENOENT', why: reasons[code] ?? `its disk refuses it (${code})` };
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  ELOOP: 'the links in its path lead back to themselves',
  ENAMETOOLONG: 'its path is too long',
  ENXIO: 'it is no file',
};

function textOf(file: number): TextFile {
  const stats = fstatSync(file);
  if (stats.isDirectory()) return refused('it is a folder');
  if (!stats.isFile() && !stats.isFIFO()) return refused('it is a device');
  const bytes = stats.isFIFO() ? fromPipe(file) : fromFile(file);
  if (bytes === null) return refused('it is a pipe that nobody writes to, or not to its end');
  if (bytes.length > largest) return refused('it is larger than 4 MB');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? refused('it is no text') : { ok: true, text };
  } catch {
    return refused('it is no UTF-8 text');
  }
}

function refused(why: string): TextFile {
  return { ok: false, isAbsent: false, why };
}

function fromFile(file: number): Buffer {
  const chunks: Buffer[] = [];
  for (let size = 0; size <= largest;) {
    const chunk = Buffer.alloc(64 * 1024);
    const read = readSync(file, chunk);
    if (read === 0) break;
    size += read;
    chunks.push(chunk.subarray(0, read));
  }
  return Buffer.concat(chunks);
}

/** Null when it did not come to its end in time. */
function fromPipe(file: number): Buffer | null {
  const chunks: Buffer[] = [];
  const began = performance.now();
  let hasWriter = false;
  for (let size = 0; size <= largest;) {
    const chunk = Buffer.alloc(64 * 1024);
    const read = readSome(file, chunk);
    if (read > 0) {
      size += read;
      chunks.push(chunk.subarray(0, read));
      continue;
    }
    // A pipe that nobody has opened for writing yet looks like one that has ended.
    if (read === 0 && size > 0) break;
    hasWriter ||= read < 0 || size > 0;
    if (performance.now() - began > (hasWriter ? patience.end : patience.writer)) return null;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  }
  return Buffer.concat(chunks);
}

/** How many bytes came; -1 when the pipe has a writer but no bytes at the moment. */
function readSome(file: number, into: Buffer): number {
  try {
    return readSync(file, into);
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return -1;
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no code';
}
