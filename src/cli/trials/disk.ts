import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';

/** What is asked of a disk. */
export interface Disk {
  /** The system's code for why this user may not write there; null: nothing speaks against it. */
  refusal(path: string): Promise<string | null>;
  /** Bytes that this user may still fill; null when the disk does not say. */
  free(path: string): Promise<number | null>;
}

/** The disks of this machine. Writes nothing. */
export const realDisk: Disk = {
  async refusal(path) {
    try {
      await access(path, constants.W_OK);
      return null;
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    }
  },
  async free(path) {
    try {
      const { bavail, bsize } = await statfs(path);
      return bavail * bsize;
    } catch {
      return null;
    }
  },
};
