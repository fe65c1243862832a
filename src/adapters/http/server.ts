import fastify, { type FastifyInstance } from 'fastify';
import { createServer, type RequestListener } from 'node:http';
import type { Log } from '../../ports.js';

/** A page the server answers with; `text` is sent as it is. */
interface Page {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** What the HTTP server shows of the bot. */
export interface HttpOptions {
  readonly host: string;
  readonly port: number;
  readonly log: Log;
  /** Names what is not ready, in words without secrets; none when all is. */
  readonly unready: () => readonly string[];
  readonly metrics: () => Promise<Page>;
  /** Paths whose requests are answered elsewhere, their bodies unread: signatures are made over raw bytes. */
  readonly mounts: readonly { readonly path: string; readonly handle: RequestListener }[];
}

/** The running HTTP server. */
export interface HttpServer {
  readonly url: string;
  readonly app: FastifyInstance;
  close(): Promise<void>;
}

/** Serves `/healthz`, `/readyz` and `/metrics`. Throws when the address cannot be bound. */
export async function httpServer(options: HttpOptions): Promise<HttpServer> {
  const app = fastify({
    logger: false,
    serverFactory: (handler) =>
      createServer((request, response) => {
        const path = request.url?.split('?')[0];
        const mount = options.mounts.find((one) => one.path === path);
        if (mount) mount.handle(request, response);
        else handler(request, response);
      }),
    bodyLimit: 4 * 1024 * 1024,
    requestTimeout: 10_000,
    forceCloseConnections: true,
  });
  app.get('/healthz', (_request, reply) => reply.type('text/plain; charset=utf-8').send('ok\n'));
  app.get('/readyz', (_request, reply) => {
    const missing = options.unready();
    return reply
      .status(missing.length === 0 ? 200 : 503)
      .type('application/json')
      .send({ ready: missing.length === 0, missing });
  });
  app.get('/metrics', async (_request, reply) => {
    const page = await options.metrics();
    return reply.status(page.status).type(page.type).send(page.text);
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) options.log.error('http.failed', { reason: error.message });
    return reply
      .status(status)
      .type('text/plain; charset=utf-8')
      .send('This request could not be answered.\n');
  });
  const url = await app.listen({ host: options.host, port: options.port });
  return { url, app, close: () => app.close() };
}
