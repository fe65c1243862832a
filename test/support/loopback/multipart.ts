import type { Incoming } from './http.js';

/** The fields and files of a multipart body. */
export interface Form {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly FormFile[];
}

/** One file of a form. */
export interface FormFile {
  readonly field: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

const LINE = '\r\n';

/** True when the body claims to be a form with files. */
export function isMultipart(incoming: Incoming): boolean {
  return incoming.headers['content-type']?.startsWith('multipart/form-data') === true;
}

/** Takes a multipart body apart (RFC 7578); parts that are malformed are left out. */
export function readMultipart(incoming: Incoming): Form {
  const contentType = incoming.headers['content-type'] ?? '';
  const [, quoted, bare] = /boundary=(?:"([^"]+)"|([^;]+))/.exec(contentType) ?? [];
  const mark = Buffer.from(`--${quoted ?? bare ?? ''}`);
  const fields: Record<string, string> = {};
  const files: FormFile[] = [];
  let at = incoming.body.indexOf(mark);
  while (at >= 0) {
    const next = incoming.body.indexOf(mark, at + mark.length);
    if (next < 0) break;
    const part = incoming.body.subarray(at + mark.length + LINE.length, next - LINE.length);
    const split = part.indexOf(LINE + LINE);
    const head = part.subarray(0, split).toString('utf8');
    const bytes = Buffer.from(part.subarray(split + 2 * LINE.length));
    const field = /;\s*name="([^"]*)"/i.exec(head)?.[1];
    const name = /;\s*filename="([^"]*)"/i.exec(head)?.[1];
    if (split >= 0 && field !== undefined) {
      if (name === undefined) fields[field] = bytes.toString('utf8');
      else files.push({ field, name, contentType: /^content-type:\s*(\S+)/im.exec(head)?.[1] ?? '', bytes });
    }
    at = next;
  }
  return { fields, files };
}
