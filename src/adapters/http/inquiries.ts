import type { FastifyInstance } from 'fastify';
import type { Inquiries } from '../../ports.js';
import { sendWithin } from './send-within.js';
import { partsOf } from './parts.js';

/** Hands on what programs ask, which nobody on the way is to keep; where nobody answers, nothing is there. */
export function serveInquiries(
  app: FastifyInstance,
  inquiries: () => Inquiries | null,
  answerWithin: number,
): void {
  app.get('/v1/*', { exposeHeadRoute: false }, ({ url, headers }, reply) => {
    const now = inquiries();
    if (now === null) {
      reply.callNotFound();
      return reply;
    }
    const { path, query } = partsOf(url);
    const { authorization } = headers;
    reply.header('cache-control', 'no-store');
    return sendWithin(
      reply,
      now.answer({ path, query: new URLSearchParams(query), authorization }),
      answerWithin,
    );
  });
}
