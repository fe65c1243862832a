import { lstatSync, unlinkSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Log } from '../../ports.js';

/** What the running bot lets its operator ask of it. */
export interface ControlOptions {
  /** Where to listen, as `socketPath` gives it. Only the process that holds the store may listen there. */
  readonly path: string;
  readonly log: Log;
  /** Does what is asked and resolves to the answer, as JSON. */
  readonly run: (request: unknown) => Promise<unknown>;
}

/** A control socket that is open. */
export interface Control {
  /** Refuses what is new, waits for nothing, and removes the socket. */
  close(): Promise<void>;
}

/** Requests are a few words. */
const longestRequest = 16_384;
const mostConnections = 8;
const requestWithin = 5_000;

/**
 * Listens on a Unix socket that only this user can reach: one POST with JSON, one answer with JSON. Throws when the
 * socket cannot be made.
 */
export async function openControl({ path, log, run }: ControlOptions): Promise<Control> {
  const server = createServer((request, response) => {
    answer(request, run).then(
      (body) => send(response, 200, body),
      (error: unknown) => {
        log.warn('control.failed', { reason: error instanceof Error ? error.message : 'unknown' });
        send(response, 500, { error: error instanceof Error ? error.message : 'unknown' });
      },
    );
  });
  server.maxConnections = mostConnections;
  server.headersTimeout = requestWithin;
  server.requestTimeout = requestWithin;
  removeLeftOver(path);
  await listenPrivately(server, path);
  server.on('error', (error) => log.warn('control.failed', { reason: error.message }));
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A bot that was killed leaves its socket behind; whoever holds the store now may take its place. */
function removeLeftOver(path: string): void {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there === undefined) return;
  if (!there.isSocket()) throw new Error(`${path} is in the way of the control socket; move it away.`);
  unlinkSync(path);
}

function listenPrivately(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => {
      server.off('error', reject);
      resolve();
    });
    // The socket is made within this call, so it is never open to others, not even for a moment.
    const before = process.umask(0o177);
    try {
      server.listen(path);
    } finally {
      process.umask(before);
    }
  });
}

async function answer(request: IncomingMessage, run: ControlOptions['run']): Promise<unknown> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > longestRequest) throw new Error('The request is too long.');
    parts.push(part);
  }
  return run(JSON.parse(Buffer.concat(parts).toString('utf8')));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify(body));
}
