import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a text file whole or not at all, and on disk when it returns. `mode`: who may read it; null: as before. Its
 * owner stays, and where a link leads stands the file. Throws what the disk throws.
 */
export function writeWhole(path: string, text: string, mode: number | null): void {
  const before = statSync(path, { throwIfNoEntry: false });
  const place = before === undefined ? path : realpathSync(path);
  // One name, so that what a killed program left is taken away by the next one.
  const draft = `${place}.unfinished`;
  rmSync(draft, { force: true });
  try {
    writeDraft(draft, text, mode ?? (before === undefined ? 0o644 : before.mode & 0o777), before);
    renameSync(draft, place);
    syncFolder(dirname(place));
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function writeDraft(draft: string, text: string, mode: number, before: Stats | undefined): void {
  const file = openSync(draft, 'wx', mode & 0o600);
  try {
    writeFileSync(file, text);
    if (before !== undefined && before.uid !== process.getuid?.()) fchownSync(file, before.uid, before.gid);
    fchmodSync(file, mode);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Not every system lets a folder be opened; the file itself is on disk. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    return;
  }
}
