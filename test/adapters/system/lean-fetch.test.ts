import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leanFetch } from '../../../src/adapters/system/lean-fetch.js';

const MB = 1024 * 1024;
// Packed beforehand: the server shares its thread with who asks.
const bomb = gzipSync(Buffer.alloc(40 * MB, 'x'));

let server: Server;
let url: string;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  switch (request.url) {
    case '/packed':
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"ok":true}'));
      return;
    case '/bomb':
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      return;
    case '/endless':
      response.writeHead(200);
      response.write(Buffer.alloc(20 * MB, 'x'));
      return;
    case '/half':
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"ok":true}').subarray(0, -9));
      return;
    case '/strange':
      response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync('{"ok":true}'));
      return;
    case '/nothing':
      response.writeHead(204).end();
      return;
    case '/elsewhere':
      response.writeHead(302, { location: `${url}/echo` }).end();
      return;
    case '/silence':
      return;
    case '/cut':
      response.writeHead(200, { 'content-length': '100' }).write('{');
      setTimeout(() => response.destroy(), 5);
      return;
    default: {
      const { method, headers } = request;
      response.setHeader('set-cookie', ['a=1', 'b=2']);
      response.end(JSON.stringify({ method, type: headers['content-type'], said: headers['x-said'], body }));
    }
  }
}

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${String(typeof address === 'object' && address !== null ? address.port : 0)}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('a request', () => {
  it.each([
    ['text', '{"a":1}', 'application/json', '{"a":1}'],
    ['a form', new URLSearchParams({ a: '1 & 2' }), undefined, 'a=1+%26+2'],
    ['bytes', new Uint8Array([104, 105]), 'application/json', 'hi'],
  ])('carries %s as fetch does', async (_what, body, type, sent) => {
    const init = { method: 'POST', body, headers: type === undefined ? {} : { 'content-type': type } };
    const [lean, usual] = await Promise.all(
      [leanFetch, fetch].map(async (carry) => (await carry(`${url}/echo`, init)).json()),
    );
    expect(lean).toEqual(usual);
    expect(lean).toMatchObject({ method: 'POST', body: sent });
  });

  it('carries what is neither text nor bytes', async () => {
    const form = new FormData();
    form.append('file', new Blob(['chart']), 'chart.png');
    const response = await leanFetch(`${url}/echo`, { method: 'POST', body: form });
    expect(await response.text()).toContain('chart.png');
  });

  it('carries headers both ways', async () => {
    const response = await leanFetch(new URL(`${url}/echo`), { headers: new Headers({ 'x-said': 'so' }) });
    expect(await response.json()).toMatchObject({ method: 'GET', said: 'so' });
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });
});

describe('an answer', () => {
  it('is unpacked when the server packed it unasked', async () => {
    expect(await (await leanFetch(`${url}/packed`)).json()).toEqual({ ok: true });
  });

  const bodies = [undefined, '{}', new FormData()];

  it('of few bytes that unpack to too many is not taken', async () => {
    expect(bomb.length).toBeLessThan(100_000);
    for (const body of bodies) {
      await expect(
        leanFetch(`${url}/bomb`, body === undefined ? {} : { method: 'POST', body }),
      ).rejects.toThrow('too large');
    }
  });

  it('of too many bytes is not waited for', async () => {
    for (const body of bodies) {
      await expect(
        leanFetch(`${url}/endless`, body === undefined ? {} : { method: 'POST', body }),
      ).rejects.toThrow('too large');
    }
  });

  it.each(['half', 'strange'])('that cannot be unpacked (%s) is not taken for whole', async (path) => {
    for (const body of bodies) {
      await expect(
        leanFetch(`${url}/${path}`, body === undefined ? {} : { method: 'POST', body }),
      ).rejects.toThrow();
    }
  });

  it('may be empty', async () => {
    const response = await leanFetch(`${url}/nothing`);
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  it('that sends us elsewhere is not followed', async () => {
    const form = new FormData();
    for (const init of [{}, { method: 'POST', body: form }]) {
      const response = await leanFetch(`${url}/elsewhere`, init);
      expect(response.ok).toBe(false);
      expect(await response.text()).toBe('');
    }
  });

  it('that sends us elsewhere is an error for whoever wants it to be', async () => {
    for (const body of ['{}', new FormData()]) {
      const init = { method: 'POST', body, redirect: 'error' } as const;
      await expect(leanFetch(`${url}/elsewhere`, init)).rejects.toThrow(TypeError);
    }
  });

  it('that breaks off, or that nobody gives, rejects with a code', async () => {
    await expect(leanFetch(`${url}/cut`)).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
    await expect(leanFetch('http://127.0.0.1:9/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('is waited for until the signal says otherwise, whose reason is told', async () => {
    await expect(leanFetch(`${url}/silence`, { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    const late = new AbortController();
    const waiting = leanFetch(`${url}/silence`, { signal: late.signal });
    late.abort('late');
    await expect(waiting).rejects.toBe('late');
  });
});
