import type { Incoming } from '../loopback/http.js';
import { isMultipart, readMultipart } from '../loopback/multipart.js';

/** A file on its way into a channel. */
interface Upload {
  readonly id: string;
  readonly filename: string;
  readonly altText: string;
  /** How many bytes the bot announced. */
  readonly announced: number;
  readonly bytes: Buffer | undefined;
  readonly title: string;
  readonly channel: string | undefined;
  readonly threadTs: string | undefined;
  readonly completed: boolean;
}

/** The uploads of a run, by file id. */
export interface Uploads {
  list(): readonly Upload[];
  find(id: string): Upload | undefined;
  open(filename: string, length: number, altText: string): Upload;
  /** Takes in the bytes, raw or as a form; false for an unknown id or an empty body. */
  receive(id: string, incoming: Incoming): boolean;
  complete(id: string, where: Pick<Upload, 'title' | 'channel' | 'threadTs'>): Upload | undefined;
}

/** A place for files, empty at first. */
export function createUploads(): Uploads {
  const byId = new Map<string, Upload>();
  const change = (id: string, fields: Partial<Upload>): Upload | undefined => {
    const before = byId.get(id);
    if (before === undefined) return undefined;
    const after = { ...before, ...fields };
    byId.set(id, after);
    return after;
  };
  return {
    list: () => [...byId.values()],
    find: (id) => byId.get(id),
    open(filename, announced, altText) {
      const id = `F${String(byId.size + 1).padStart(10, '0')}`;
      const upload: Upload = {
        id,
        filename,
        altText,
        announced,
        bytes: undefined,
        title: filename,
        channel: undefined,
        threadTs: undefined,
        completed: false,
      };
      byId.set(id, upload);
      return upload;
    },
    receive(id, incoming) {
      const bytes = isMultipart(incoming) ? readMultipart(incoming).files[0]?.bytes : incoming.body;
      if (bytes === undefined || bytes.length === 0) return false;
      return change(id, { bytes }) !== undefined;
    },
    complete: (id, where) => change(id, { ...where, completed: true }),
  };
}
