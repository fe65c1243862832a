import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openLine, type GraphHttp, type LineOptions } from '../../../src/adapters/graph/http-client.js';
import { appSecretProof } from '../../../src/adapters/graph/secrets.js';
import { appSecret, token } from './graph-answers.js';

// These tests are about sockets, so nothing may stand between.
beforeAll(() => {
  nock.restore();
});
afterAll(() => {
  nock.activate();
});

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function listening(server: Server | TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
    },
  });
  return (server.address() as AddressInfo).port;
}

async function lineTo(listener: RequestListener, changes: Partial<LineOptions> = {}): Promise<GraphHttp> {
  const port = await listening(createServer(listener));
  return line({ baseUrl: `http://127.0.0.1:${port}`, ...changes });
}

function line(changes: Partial<LineOptions>): GraphHttp {
  const made = openLine({
    baseUrl: 'http://127.0.0.1:1',
    appSecret: null,
    connectTimeout: 5_000,
    responseTimeout: 5_000,
    bodyCap: 100_000,
    sockets: 4,
    tunnel: null,
    ...changes,
  });
  open.push(made);
  return made;
}

const get = (to: GraphHttp, ms = 10_000, query: Record<string, string> = {}) =>
  to.get({ path: 'v26.0/1', query, token, signal: AbortSignal.timeout(ms) });

const causeOf = async (to: GraphHttp, ms?: number) => {
  const { outcome } = await get(to, ms);
  return outcome.ok ? outcome : outcome.failure.cause;
};

test('connections are kept and used again', async () => {
  const ports = new Set<number | undefined>();
  const to = await lineTo((request, response) => {
    ports.add(request.socket.remotePort);
    response.end('{"a":1}');
  });
  for (let n = 0; n < 5; n++) expect((await get(to)).outcome).toEqual({ ok: true, value: { a: 1 } });
  expect(ports.size).toBe(1);
});

test('the token is in a header, never in the address; the proof is in the address', async () => {
  const requests: IncomingMessage[] = [];
  const to = await lineTo(
    (request, response) => {
      requests.push(request);
      response.end('{}');
    },
    { appSecret },
  );
  await get(to, 10_000, { fields: 'id,name' });
  expect(requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
  expect(requests[0]?.url).not.toContain(token);
  const query = new URL(requests[0]?.url ?? '', 'http://x').searchParams;
  expect(query.get('fields')).toBe('id,name');
  expect(query.get('appsecret_proof')).toBe(appSecretProof(token, appSecret));
});

test('the proof is the HMAC-SHA256 of the token under the app secret', () => {
  expect(appSecretProof('what do ya want for nothing?', 'Jefe')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test('a redirect is not followed, so the token goes nowhere else', async () => {
  let visited = 0;
  const port = await listening(
    createServer((_request, response) => {
      visited++;
      response.end('{}');
    }),
  );
  for (const status of [301, 302, 303, 307, 308]) {
    const to = await lineTo((_request, response) => {
      response.writeHead(status, { location: `http://127.0.0.1:${port}/` }).end();
    });
    expect(await causeOf(to)).toBe('redirect');
  }
  expect(visited).toBe(0);
});

describe('an answer that does not come', () => {
  test('silence ends at the response time-out', async () => {
    expect(await causeOf(await lineTo(() => undefined, { responseTimeout: 100 }))).toBe('timeout');
  });

  test('headers and then silence end too', async () => {
    const to = await lineTo(
      (_request, response) => {
        response.writeHead(200).flushHeaders();
      },
      { responseTimeout: 100 },
    );
    expect(await causeOf(to)).toBe('timeout');
  });

  test('a byte now and then ends at the deadline', async () => {
    const to = await lineTo((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => {
        clearInterval(timer);
      });
    });
    const started = performance.now();
    expect(await causeOf(to, 300)).toBe('timeout');
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  test('a TLS handshake that never ends is given up', async () => {
    const port = await listening(
      createTcpServer((socket) => {
        open.push({ close: () => socket.destroy() });
      }),
    );
    const started = performance.now();
    const { outcome } = await get(line({ baseUrl: `https://127.0.0.1:${port}`, connectTimeout: 100 }));
    expect(outcome).toMatchObject({
      ok: false,
      failure: { cause: 'timeout', note: { kind: 'no-connection' } },
    });
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  test('nobody listening is a broken connection', async () => {
    const server = createServer();
    const port = await listening(server);
    server.close();
    const { outcome } = await get(line({ baseUrl: `http://127.0.0.1:${port}` }));
    expect(outcome).toMatchObject({
      ok: false,
      failure: { cause: 'connection', note: { kind: 'network', code: 'ECONNREFUSED' } },
    });
  });

  test.each([
    ['before a byte', (): string => ''],
    ['in the middle', (): string => 'HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"a":'],
    ['without being HTTP', (): string => 'SSH-2.0-nothing\r\n\r\n'],
  ])('a connection that ends %s is a broken connection', async (_when, bytes) => {
    const port = await listening(
      createTcpServer((socket) => {
        socket.on('error', () => undefined).once('data', () => socket.end(bytes()));
      }),
    );
    expect(await causeOf(line({ baseUrl: `http://127.0.0.1:${port}` }))).toBe('connection');
  });
});

describe('an answer that is not what it should be', () => {
  test.each([
    ['cut JSON', '{"data":[{"id"'],
    ['a page', '<!doctype html><title>Log in</title>'],
    ['nothing', ''],
    ['a list', '[]'],
    ['a text', '"fine"'],
  ])('%s with status 200 is an answer nobody can read', async (_what, body) => {
    expect(await causeOf(await lineTo((_request, response) => response.end(body)))).toBe('unreadable');
  });

  test('an error inside a 200 is an error', async () => {
    const to = await lineTo((_request, response) => response.end('{"error":{"code":190}}'));
    expect((await get(to)).outcome).toMatchObject({ ok: false, failure: { cause: 'refused', code: 190 } });
  });

  test('too many bytes are not read', async () => {
    const to = await lineTo((_request, response) => response.end(JSON.stringify({ a: 'x'.repeat(200_000) })));
    expect(await causeOf(to)).toBe('too-large');
  });

  test('few bytes that unpack to too many are not read either', async () => {
    // Packed beforehand: the server shares its thread with the line, whose time would run meanwhile.
    const packed = gzipSync(JSON.stringify({ a: 'x'.repeat(5_000_000) }));
    const to = await lineTo((_request, response) => {
      response.setHeader('content-encoding', 'gzip').end(packed);
    });
    expect(await causeOf(to)).toBe('too-large');
  });

  test('packed answers within the cap are read', async () => {
    const to = await lineTo((_request, response) => {
      response.setHeader('content-encoding', 'gzip').end(gzipSync('{"id":12345678901234567890}'));
    });
    expect((await get(to)).outcome).toEqual({ ok: true, value: { id: '12345678901234567890' } });
  });
});

test('a proxy in the environment is not handed the token', async () => {
  let asked = 0;
  const proxy = await listening(
    createServer((_request, response) => {
      asked++;
      response.end('{}');
    }),
  );
  process.env['http_proxy'] = `http://127.0.0.1:${proxy}`;
  try {
    const to = await lineTo((_request, response) => response.end('{"direct":true}'));
    expect((await get(to)).outcome).toEqual({ ok: true, value: { direct: true } });
    expect(asked).toBe(0);
  } finally {
    delete process.env['http_proxy'];
  }
});
