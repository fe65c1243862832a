import fastify, { type FastifyInstance } from 'fastify';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Inquiries, Log, Mount, HttpPage } from '../../ports.js';
import { sendWithin } from './send-within.js';
import { bodyBudget, BodyRefused } from './body-budget.js';
import { usualLimits, type HttpLimits } from './limits.js';
import { listenTrouble } from './listen-trouble.js';
import { serveInquiries } from './inquiries.js';
import { serveMounts } from './mounted.js';

/** What the HTTP server shows of the bot. */
export interface HttpOptions {
  readonly host: string;
  readonly port: number;
  readonly log: Log;
  /** Names what is not ready, in words without secrets; none when all is. */
  readonly unready: () => readonly string[];
  readonly metrics: () => Promise<HttpPage>;
  /** Where vendors send requests now. */
  readonly mounts: () => readonly Mount[];
  /** What answers programs now; null, and when absent: nobody does. */
  readonly inquiries?: () => Inquiries | null;
  readonly limits?: Partial<HttpLimits>;
}

/** The running HTTP server. */
export interface HttpServer {
  readonly url: string;
  readonly app: FastifyInstance;
  close(): Promise<void>;
}

/** Serves `/healthz`, `/readyz`, `/metrics`, the mounts, and what programs ask below `/v1/`. Throws when the address cannot be bound. */
export async function httpServer(options: HttpOptions): Promise<HttpServer> {
  const { log } = options;
  const limits: HttpLimits = { ...usualLimits, ...options.limits };
  const app = fastify({
    logger: false,
    // Fastify hands its time limits only to a server that it makes itself, and knows no limit of connections.
    serverFactory: (handler) => limitedServer(handler, limits, log),
    forceCloseConnections: true,
  });
  // Nothing but a mount reads a body, not even to say that there is no such place.
  app.removeAllContentTypeParsers();
  app.get('/healthz', (_request, reply) => reply.type('text/plain; charset=utf-8').send('ok\n'));
  app.get('/readyz', (_request, reply) => {
    const missing = options.unready();
    return reply
      .status(missing.length === 0 ? 200 : 503)
      .type('application/json')
      .send({ ready: missing.length === 0, missing });
  });
  app.get('/metrics', (_request, reply) => sendWithin(reply, options.metrics(), limits.answer));
  serveInquiries(app, options.inquiries ?? (() => null), limits.answer);
  const budget = bodyBudget(limits.bodies);
  serveMounts(app, options.mounts, { budget, answerWithin: limits.answer, log });
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (error instanceof BodyRefused) log.debug('http.refused', { status });
    else if (status >= 500) log.error('http.failed', { reason: error.message });
    return reply
      .status(status)
      .removeHeader('connection')
      .type('text/plain; charset=utf-8')
      .send('This request could not be answered.\n');
  });
  // Closing at once would tear down the line before the sender has read the answer.
  app.addHook('onResponse', (request, _reply, done) => {
    const { raw } = request;
    if (!raw.complete) {
      const timer = setTimeout(() => raw.destroy(), limits.linger);
      raw.once('close', () => clearTimeout(timer));
    }
    done();
  });
  const { host, port } = options;
  const url = await app.listen({ host, port }).catch((error: unknown) => {
    throw listenTrouble(error, host, port);
  });
  return { url, app, close: () => app.close() };
}

function limitedServer(handler: RequestListener, limits: HttpLimits, log: Log): Server {
  const server = createServer(
    {
      headersTimeout: limits.headers,
      requestTimeout: limits.request,
      keepAliveTimeout: limits.keepAlive,
      connectionsCheckingInterval: limits.check,
    },
    handler,
  );
  server.maxConnections = limits.connections;
  server.timeout = limits.silence;
  server.on('drop', () => log.debug('http.connection-dropped'));
  return server;
}
