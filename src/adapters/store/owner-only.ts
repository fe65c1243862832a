import {
  chmodSync,
  closeSync,
  fchmodSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf } from './trouble.js';

/** The rights of the group and of all others. */
const others = 0o077;

/** Makes a folder, and missing ones above it, for their owner only, whatever the umask. */
export function makeFolder(folder: string): void {
  // Not mkdirSync's own recursion: in /proc it never ends.
  if (isFolder(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (isFolder(folder)) return;
    throw error;
  }
  chmodSync(folder, 0o700);
}

/** Makes an empty file for its owner only, whatever the umask; leaves an existing one unopened. */
export function makeFile(path: string): void {
  try {
    const file = openSync(path, 'wx', 0o600);
    try {
      fchmodSync(file, 0o600);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** Takes others' rights from a store's files and its own folder; returns what stays open. */
export function closeToOthers(store: string): readonly string[] {
  const folder = dirname(store);
  const names = readdirSync(folder);
  const own = names.filter((name) => belongsTo(basename(store), name));
  const paths = own.map((name) => join(folder, name));
  // A folder with other things in it, such as a home or /tmp, has a purpose of its own.
  if (own.length === names.length) paths.push(folder);
  return paths.filter((path) => !close(path));
}

function close(path: string): boolean {
  // Not through links: what they lead to may be somebody else's.
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats || stats.isSymbolicLink() || (stats.mode & others) === 0) return true;
  if (stats.uid !== process.geteuid?.()) return false;
  try {
    chmodSync(path, stats.mode & 0o700);
    return true;
  } catch {
    // Some disks know no rights.
    return false;
  }
}

/** The store itself, its journals, its lock, and copies named after it. */
function belongsTo(store: string, name: string): boolean {
  return name === store || name.startsWith(`${store}-`) || name.startsWith(`${store}.`);
}

function isFolder(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats && !stats.isDirectory()) {
    throw Object.assign(new Error('This is no folder.'), { code: 'ENOTDIR' });
  }
  return stats !== undefined;
}
