import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Log, Mount } from '../../ports.js';
import { answered } from './answered.js';
import type { BodyBudget } from './body-budget.js';

/** Serves a mount: its greeting; else its guards first, then its body, then its one answer. */
export function serveMount(
  app: FastifyInstance,
  mount: Mount,
  parts: { readonly budget: BodyBudget; readonly answerWithin: number; readonly log: Log },
): void {
  const { budget, answerWithin, log } = parts;
  app.register((scope, _options, done) => {
    scope.addContentTypeParser('*', (request: FastifyRequest) => budget.read(request.raw, mount.largestBody));
    const { greet } = mount;
    if (greet) {
      scope.get(mount.path, { exposeHeadRoute: false }, ({ url }, reply) => {
        const { status, type, text } = greet(new URLSearchParams(url.split('?').slice(1).join('?')));
        return reply.status(status).type(type).send(text);
      });
    }
    scope.post(
      mount.path,
      {
        async onRequest(request, reply) {
          const { headers } = request;
          const status = !mount.admits(headers)
            ? 401
            : Number(headers['content-length'] ?? 0) > mount.largestBody
              ? 413
              : null;
          if (status === null) {
            reply.raw.once('close', () => budget.release(request.raw));
            return;
          }
          log.debug('http.refused', { path: mount.path, status });
          await reply.status(status).send();
        },
      },
      ({ headers, body }, reply) => {
        const request = { headers, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) };
        return answered(reply, mount.answer(request), answerWithin);
      },
    );
    done();
  });
}
