import { invalidParameter, unreadable } from './failure.js';

/** A call as the simulator understands it, before it looks at the world. */
export interface GraphRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  /** From the header, else from the query; undefined when there is none. */
  readonly token: string | undefined;
  readonly origin: string;
}

/** A path taken apart: `/v26.0/{node}/{edge}`. */
export interface GraphPath {
  readonly version: number;
  readonly node: string;
  readonly edge: string | undefined;
}

/** Versions that answer; v20 and older are gone, see https://developers.facebook.com/docs/graph-api/changelog/versions. */
const versions = { oldest: 21, newest: 26 } as const;
const secrets = new Set(['access_token', 'input_token', 'appsecret_proof']);

/** Reads method, address and headers of a call. */
export function readRequest(
  method: string,
  url: string,
  headers: { readonly authorization?: string | undefined; readonly host?: string | undefined },
): GraphRequest {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = new Map(new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)));
  const bearer = /^(?:Bearer|OAuth) +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  return {
    method,
    path,
    query,
    token: bearer ?? (query.get('access_token') || undefined),
    origin: `http://${headers.host ?? '127.0.0.1'}`,
  };
}

/** The query without anything secret, for the call log. */
export function queryForLog(query: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries([...query].filter(([name]) => !secrets.has(name)));
}

/** Takes the path apart. Throws 400: code 100 for a missing version, code 2500 for one that does not exist. */
export function readPath(path: string): GraphPath {
  const parts = path.split('/').filter((part) => part !== '');
  const [first, node, edge, ...rest] = parts;
  const version = /^v(\d{1,3})\.(\d{1,2})$/.exec(first ?? '');
  if (version === null) {
    throw invalidParameter(`Invalid version format. Use a form like v${versions.newest}.0`);
  }
  const major = Number(version[1]);
  if (version[2] !== '0' || major < versions.oldest || major > versions.newest) {
    throw unreadable(`Unknown path components: /${parts.join('/')}`);
  }
  if (node === undefined || rest.length > 0) throw unreadable(`Unknown path components: /${parts.join('/')}`);
  return { version: major, node, edge };
}
