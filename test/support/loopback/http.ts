import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';

/** One request, read to its end. */
export interface Incoming {
  readonly verb: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What goes back. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** An answer, or nothing at all: the line stays open and silent, or it is cut. */
export type Outcome = Answer | 'silence' | 'reset';

/** A server on 127.0.0.1 with a port picked by the system. */
export interface Loopback {
  readonly port: number;
  readonly server: Server;
  /** Ends every connection, also the silent ones. */
  close(): Promise<void>;
}

/** A JSON answer. */
export function jsonAnswer(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function deliver(response: ServerResponse, outcome: Outcome): void {
  if (outcome === 'silence') return;
  if (outcome === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(outcome.status, outcome.headers);
  response.end(outcome.body);
}

/** Serves `handle` on loopback; an error in it is answered with 500 and its message. */
export async function listenOnLoopback(handle: (incoming: Incoming) => Promise<Outcome>): Promise<Loopback> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    readBody(request)
      .then((body) =>
        handle({
          verb: request.method ?? 'GET',
          path: url.pathname,
          query: url.searchParams,
          headers: request.headers,
          body,
        }),
      )
      .catch((error: unknown): Outcome => ({ status: 500, body: `The test server failed: ${String(error)}` }))
      .then((outcome) => deliver(response, outcome))
      .catch(() => request.destroy());
  });
  // Client and server share a process: where that is busy for seconds, an idle line would be closed as it is used again.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
  return {
    port: address.port,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
