import { relative, resolve } from 'node:path';

/** What a Unix socket's path can hold on macOS: one byte less than its field. */
const longest = 103;

/**
 * Where the running bot that holds a store listens for the command line: `<store>.sock`. Absolute or from `cwd`,
 * whichever is shorter. Null when the store has no file, or a path too long for a socket.
 */
export function socketPath(file: string | null, cwd: string = process.cwd()): string | null {
  if (file === null) return null;
  const absolute = `${resolve(cwd, file)}.sock`;
  const fromHere = relative(cwd, absolute);
  const path = Buffer.byteLength(fromHere) < Buffer.byteLength(absolute) ? fromHere : absolute;
  return Buffer.byteLength(path) > longest ? null : path;
}
