import { EventEmitter, once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HttpLimits } from '../../../src/adapters/http/limits.js';
import { httpServer, type HttpOptions, type HttpServer } from '../../../src/adapters/http/server.js';
import type { Inquiries, Inquiry, Mount, MountedRequest, HttpPage } from '../../../src/ports.js';
import { fakeLog } from '../../support/fakes/log.js';
import { headOf, rawLine, type RawLine } from './raw-line.js';

const MB = 1024 * 1024;
const PATH = '/webhooks/meta';
const SIGNED = { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };

let server: HttpServer | null = null;
const lines: RawLine[] = [];
afterEach(async () => {
  for (const line of lines.splice(0)) line.drop();
  await server?.close();
  server = null;
});

/** A mount as Meta's webhooks need one: up to 3 MB, and nothing without a signature. */
function mountOf(answer: (request: MountedRequest) => Promise<HttpPage>): Mount {
  return {
    path: PATH,
    greet: (query) => ({ status: 200, type: 'text/plain; charset=utf-8', text: query.get('say') ?? '' }),
    largestBody: 3 * MB,
    admits: (headers) => typeof headers['x-hub-signature-256'] === 'string',
    answer,
  };
}

const sizeOfBody = ({ body }: MountedRequest): Promise<HttpPage> =>
  Promise.resolve({ status: 200, type: 'text/plain', text: String(body.length) });

async function serve(
  limits: Partial<HttpLimits>,
  answer = sizeOfBody,
  more: Partial<HttpOptions> = {},
): Promise<string> {
  server = await httpServer({
    host: '127.0.0.1',
    port: 0,
    log: fakeLog(),
    unready: () => [],
    metrics: () => Promise.resolve({ status: 200, type: 'text/plain', text: 'none 0\n' }),
    mounts: () => [mountOf(answer)],
    limits: { check: 10, ...limits },
    ...more,
  });
  return server.url;
}

async function lineTo(url: string): Promise<RawLine> {
  const line = await rawLine(url);
  lines.push(line);
  return line;
}

/** Resolves when the server knows of no connection any more. */
async function noConnections(): Promise<void> {
  const open = (): Promise<number> =>
    new Promise((resolve) => server?.app.server.getConnections((_error, count) => resolve(count)));
  await vi.waitFor(async () => expect(await open()).toBe(0), 10_000);
}

const post = (url: string, body: string): Promise<Response> =>
  fetch(`${url}${PATH}`, { method: 'POST', body, headers: SIGNED });

describe('a connection', () => {
  it.each([
    ['says nothing', ''],
    ['does not finish its headers', `POST ${PATH} HTTP/1.1\r\nhost: bot\r\n`],
  ])('that %s is closed when the time for headers is over', async (_what, said) => {
    const line = await lineTo(await serve({ headers: 50, request: 60_000 }));
    line.send(said);
    await line.closed;
    expect(line.heard()).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('that does not finish its body is closed when the time for a request is over', async () => {
    const line = await lineTo(await serve({ headers: 50, request: 100 }));
    line.send(headOf(PATH, { ...SIGNED, 'content-length': 10 }));
    line.send('12345');
    await line.closed;
    expect(line.heard()).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('that sends no further request is closed when the time between two is over', async () => {
    const line = await lineTo(await serve({ keepAlive: 50 }));
    line.send('GET /healthz HTTP/1.1\r\nhost: bot\r\n\r\n');
    await line.hears(/ok\n$/);
    await line.closed;
  });

  it('that reads no answer is closed when it has been silent for too long', async () => {
    const text = 'x'.repeat(64 * MB);
    const metrics = (): Promise<HttpPage> => Promise.resolve({ status: 200, type: 'text/plain', text });
    const line = await lineTo(await serve({ silence: 100 }, sizeOfBody, { metrics }));
    line.pause();
    line.send('GET /metrics HTTP/1.1\r\nhost: bot\r\n\r\n');
    // The sender, who does not read, does not see it either.
    await noConnections();
    expect(line.heard().length).toBeLessThan(text.length);
  });

  it('beyond the limit is closed at once, and the others are served', async () => {
    const url = await serve({ connections: 2 });
    const [first] = [await lineTo(url), await lineTo(url)];
    const third = await lineTo(url);
    await third.closed;
    expect(third.heard()).toBe('');
    first.send('GET /healthz HTTP/1.1\r\nhost: bot\r\n\r\n');
    await first.hears(/ok\n$/);
  });
});

describe('a request to a mount', () => {
  it.each([
    ['declares its length', { 'content-length': MB }],
    ['comes in chunks', { 'transfer-encoding': 'chunked' }],
  ])(
    'without a signature that %s is refused before its body, and its line is closed',
    async (_what, headers) => {
      const line = await lineTo(await serve({ linger: 20, headers: 60_000, request: 60_000 }));
      line.send(headOf(PATH, headers));
      await line.hears(/^HTTP\/1\.1 401 /);
      await line.closed;
    },
  );

  it('that says it is too large is refused before its body', async () => {
    const line = await lineTo(await serve({ linger: 20, headers: 60_000, request: 60_000 }));
    line.send(headOf(PATH, { ...SIGNED, 'content-length': 3 * MB + 1 }));
    await line.hears(/^HTTP\/1\.1 413 /);
    await line.closed;
  });

  it('that turns out too large is refused, and its sender can read why', async () => {
    const url = await serve({});
    expect((await post(url, 'x'.repeat(3 * MB + 1))).status).toBe(413);
    const line = await lineTo(url);
    line.send(headOf(PATH, { ...SIGNED, 'transfer-encoding': 'chunked' }));
    for (let sent = 0; sent < 4; sent += 1) line.send(`${MB.toString(16)}\r\n${'x'.repeat(MB)}\r\n`);
    await line.hears(/^HTTP\/1\.1 413 /);
    // Closing the line now would throw the answer away together with what is still on its way.
    expect(line.heard()).not.toMatch(/^connection: close/im);
  });

  it('as large as may be is answered, however many come', async () => {
    const url = await serve({ bodies: 4 * MB });
    for (let sent = 0; sent < 4; sent += 1) {
      expect(await (await post(url, 'x'.repeat(3 * MB))).text()).toBe(String(3 * MB));
    }
  });

  it('that breaks off leaves its room to others', async () => {
    const url = await serve({ bodies: 4 * MB });
    for (let sent = 0; sent < 4; sent += 1) {
      const line = await lineTo(url);
      line.send(headOf(PATH, { ...SIGNED, 'content-length': 3 * MB }) + 'x'.repeat(2 * MB));
      line.drop();
    }
    await noConnections();
    expect(await (await post(url, 'x'.repeat(3 * MB))).text()).toBe(String(3 * MB));
  });

  it('that is small passes while large ones fill all the room there is', async () => {
    const gate = new EventEmitter();
    const opened = once(gate, 'open');
    const held = async (request: MountedRequest): Promise<HttpPage> => {
      if (request.body.length > MB) await opened;
      return sizeOfBody(request);
    };
    const hour = 3_600_000;
    const url = await serve({ bodies: 4 * MB, headers: hour, request: hour, linger: hour }, held);
    const large = await Promise.all([1, 2, 3].map(() => lineTo(url)));
    const refused: RawLine[] = [];
    const watched = large.map((line) => line.hears(/^HTTP\/1\.1 503 /).then(() => refused.push(line)));
    for (const line of large) {
      line.send(headOf(PATH, { ...SIGNED, 'content-length': 3 * MB }) + 'x'.repeat(2 * MB));
    }
    await Promise.any(watched);
    expect(await (await post(url, 'small')).text()).toBe('5');
    for (const line of large) line.send('x'.repeat(MB));
    await vi.waitFor(() => expect(refused).toHaveLength(2));
    gate.emit('open');
    await Promise.any(large.map((line) => line.hears(new RegExp(`${3 * MB}$`))));
    for (const line of lines) line.drop();
    await Promise.allSettled(watched);
  });

  it('whose answer takes too long is answered once, for it', async () => {
    const late: (() => void)[] = [];
    const slow = (): Promise<HttpPage> =>
      new Promise((resolve) => late.push(() => resolve({ status: 200, type: 'text/plain', text: 'late' })));
    const url = await serve({ answer: 50 }, slow);
    expect((await post(url, '{}')).status).toBe(503);
    late.forEach((answer) => answer());
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('whose answer fails is answered, and so is the next', async () => {
    const url = await serve({}, () => Promise.reject(new Error('broken')));
    expect([(await post(url, '{}')).status, (await post(url, '{}')).status]).toEqual([500, 500]);
  });
});

describe('a greeting', () => {
  it('is answered by its query', async () => {
    const answer = await fetch(`${await serve({})}${PATH}?say=a%2Bb%3Fc&more=1`);
    expect([answer.status, await answer.text()]).toEqual([200, 'a+b?c']);
  });

  it('is not there where a mount has none', async () => {
    const url = await serve({}, sizeOfBody, { mounts: () => [{ ...mountOf(sizeOfBody), greet: null }] });
    expect((await fetch(`${url}${PATH}`)).status).toBe(404);
    expect((await post(url, 'four')).status).toBe(200);
  });
});

describe('a place that does not exist', () => {
  it('is not there before any of a body is read', async () => {
    const line = await lineTo(await serve({ linger: 20, headers: 60_000, request: 60_000 }));
    line.send(headOf('/elsewhere', { 'content-type': 'application/json', 'content-length': MB }));
    await line.hears(/^HTTP\/1\.1 404 /);
    await line.closed;
  });
});

describe('what programs ask', () => {
  const askedOf = (answer: Inquiries['answer']): Partial<HttpOptions> => ({ inquiries: () => ({ answer }) });

  it('is handed on with path, query and authorization, and nobody on the way keeps the answer', async () => {
    const heard: Inquiry[] = [];
    const url = await serve(
      {},
      sizeOfBody,
      askedOf((inquiry) => {
        heard.push(inquiry);
        const headers = { 'retry-after': '7' };
        return Promise.resolve({ status: 429, type: 'application/json', text: '{}', headers });
      }),
    );
    const { status, headers } = await fetch(`${url}/v1/numbers/%2B62?a=%2B1`, {
      headers: { authorization: 'Bearer x' },
    });
    expect([status, headers.get('retry-after'), headers.get('cache-control')]).toEqual([
      429,
      '7',
      'no-store',
    ]);
    expect(heard.map(({ path, query, authorization }) => [path, query.get('a'), authorization])).toEqual([
      ['/v1/numbers/%2B62', '+1', 'Bearer x'],
    ]);
  });

  it('is not there while nobody answers, and nothing is written by asking', async () => {
    const nobody = await serve({}, sizeOfBody, { inquiries: () => null });
    expect((await fetch(`${nobody}/v1/numbers`)).status).toBe(404);
    await server?.close();
    const answer = vi.fn<Inquiries['answer']>();
    const url = await serve({}, sizeOfBody, askedOf(answer));
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect((await fetch(`${url}/v1/numbers`, { method })).status).toBe(404);
    expect(answer).not.toHaveBeenCalled();
  });

  it('is answered with 503 when the answer takes too long', async () => {
    const url = await serve(
      { answer: 50 },
      sizeOfBody,
      askedOf(() => new Promise(() => undefined)),
    );
    expect((await fetch(`${url}/v1/numbers`)).status).toBe(503);
  });
});
