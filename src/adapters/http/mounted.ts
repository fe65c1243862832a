import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Log, Mount } from '../../ports.js';
import { sendWithin } from './send-within.js';
import type { BodyBudget } from './body-budget.js';
import { partsOf } from './parts.js';

/**
 * Serves the mounts there are at the moment of a request: the greeting of one; else its guards first, then its body, then
 * its one answer.
 */
export function serveMounts(
  app: FastifyInstance,
  mounts: () => readonly Mount[],
  parts: { readonly budget: BodyBudget; readonly answerWithin: number; readonly log: Log },
): void {
  const { budget, answerWithin, log } = parts;
  const asked = new WeakMap<FastifyRequest, Mount>();
  app.register((scope, _options, done) => {
    scope.addContentTypeParser('*', (request: FastifyRequest) =>
      budget.read(request.raw, asked.get(request)?.largestBody ?? 0),
    );
    scope.get('*', { exposeHeadRoute: false }, ({ url }, reply) => {
      const { path, query } = partsOf(url);
      const greet = mounts().find((mount) => mount.path === path)?.greet;
      if (!greet) {
        reply.callNotFound();
        return reply;
      }
      const { status, type, text } = greet(new URLSearchParams(query));
      return reply.status(status).type(type).send(text);
    });
    scope.post(
      '*',
      {
        async onRequest(request, reply) {
          const { headers, url } = request;
          const { path } = partsOf(url);
          const mount = mounts().find((one) => one.path === path);
          if (!mount) {
            reply.callNotFound();
            return reply;
          }
          asked.set(request, mount);
          const status = !mount.admits(headers)
            ? 401
            : Number(headers['content-length'] ?? 0) > mount.largestBody
              ? 413
              : null;
          if (status === null) {
            reply.raw.once('close', () => budget.release(request.raw));
            return undefined;
          }
          log.debug('http.refused', { path, status });
          return reply.status(status).send();
        },
      },
      (request, reply) => {
        const { headers, body } = request;
        const mount = asked.get(request);
        if (!mount) throw new Error('A body was read for nobody.');
        const whole = { headers, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) };
        return sendWithin(reply, mount.answer(whole), answerWithin);
      },
    );
    done();
  });
}
