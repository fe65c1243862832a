import type { FastifyReply } from 'fastify';
import pTimeout from 'p-timeout';
import type { HttpPage } from '../../ports.js';

/** An answer that was not there in time. */
class Late extends Error {
  override readonly name = 'Late';
  readonly statusCode = 503;
}

/**
 * Sends a page when it is there; throws when that takes more than `ms` milliseconds. Fastify's own limit on handlers
 * ends with the body. Where a request has a body, that is before the handler begins.
 */
export async function sendWithin(
  reply: FastifyReply,
  work: Promise<HttpPage>,
  ms: number,
): Promise<FastifyReply> {
  const message = new Late('The answer was not there in time.');
  const page = await pTimeout(work, { milliseconds: ms, message });
  return reply
    .status(page.status)
    .headers(page.headers ?? {})
    .type(page.type)
    .send(page.text);
}
