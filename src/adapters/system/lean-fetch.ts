import { unzip } from 'node:zlib';
import { promisify } from 'node:util';
import { request, type Dispatcher } from 'undici';
import { agentThrough, type Tunnel } from '../../kit/tunnel.js';
import type { Carry } from '../../ports.js';

/** More bytes than any answer of an API has, as they come and unpacked. */
const LARGEST = 16 * 1024 * 1024;

const unzipped = promisify(unzip);

/**
 * Carries small requests to APIs and reads the whole answer, which is bounded. Node's own fetch takes a third more
 * processor time for that, and bounds nothing. It takes a packed answer that breaks off for whole. Lines are kept open.
 * A redirect is never followed, so that no header goes where it should not. It is handed back like any answer, or
 * rejected where `redirect` is `error`. Rejects as undici does, with a code; with the signal's reason when it was
 * aborted.
 */
export const leanFetch: Carry = (url, init = {}) => carried(url, init, {});

/** As `leanFetch`, with lines that go through the tunnel where there is one; null: straight. */
export function fetchThrough(tunnel: Tunnel | null): Carry {
  if (tunnel === null) return leanFetch;
  const way = { dispatcher: agentThrough(tunnel) };
  return (url, init = {}) => carried(url, init, way);
}

async function carried(
  url: string | URL,
  init: RequestInit,
  way: { readonly dispatcher?: Dispatcher },
): Promise<Response> {
  const { method = 'GET', signal } = init;
  const headers = new Headers(init.headers);
  const body = await wholeBody(init.body, headers);
  const sent = { method, headers: [...headers].flat(), body, signal: signal ?? null };
  const answer = await request(url, { ...sent, ...way });
  const bytes = await wholeOf(answer.body);
  const status = answer.statusCode;
  if (init.redirect === 'error' && status >= 300 && status < 400 && status !== 304) {
    throw new TypeError('The answer redirects us.');
  }
  const said = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) {
    for (const one of [value ?? []].flat()) said.append(name, one);
  }
  const isEmpty = status === 204 || status === 205 || status === 304;
  const text = isEmpty ? null : await unpacked(bytes, said.get('content-encoding') ?? '');
  return new Response(text, { status, headers: said });
}

/** The body in one piece; what kind it is goes into the headers, where they do not say. */
async function wholeBody(body: RequestInit['body'], headers: Headers): Promise<string | Uint8Array | null> {
  if (body === undefined || body === null) return null;
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  const whole = new Response(body);
  const type = whole.headers.get('content-type');
  if (type !== null && !headers.has('content-type')) headers.set('content-type', type);
  return new Uint8Array(await whole.arrayBuffer());
}

async function wholeOf(body: AsyncIterable<Uint8Array>): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > LARGEST) throw new RangeError('The answer is far too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The bytes as they were before they were packed. Throws when they are too many, or not all there. */
async function unpacked(bytes: Buffer<ArrayBuffer>, encoding: string): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === '' || /^identity$/i.test(encoding)) return bytes;
  if (!/^(x-)?gzip$|^deflate$/i.test(encoding))
    throw new TypeError('The answer is packed in an unknown way.');
  try {
    return await unzipped(bytes, { maxOutputLength: LARGEST });
  } catch (error) {
    throw error instanceof RangeError ? new RangeError('The answer is far too large.') : error;
  }
}
