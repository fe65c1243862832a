import type { IncomingMessage } from 'node:http';

/** A body that is not taken; `statusCode` is what to answer. */
export class BodyRefused extends Error {
  override readonly name = 'BodyRefused';
  readonly statusCode: 400 | 413 | 503;
  constructor(statusCode: BodyRefused['statusCode'], message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

/** Reads bodies of requests, which together never hold more bytes than it was made for. */
export interface BodyBudget {
  /** The whole body, which counts until it is released. Throws BodyRefused. */
  read(request: IncomingMessage, largest: number): Promise<Buffer>;
  release(request: IncomingMessage): void;
}

interface Holder {
  bytes: number;
  /** Null: the body is whole, and is being answered. */
  refuse: ((why: BodyRefused) => void) | null;
}

/**
 * A budget of `total` bytes. Where it does not reach, the largest body that is still coming in is refused: so whoever
 * sends much and slowly does not keep out what is small.
 */
export function bodyBudget(total: number): BodyBudget {
  const holders = new Map<IncomingMessage, Holder>();
  let held = 0;

  function release(request: IncomingMessage): void {
    held -= holders.get(request)?.bytes ?? 0;
    holders.delete(request);
  }

  function makeRoom(): void {
    const [largest] = [...holders.values()].filter((one) => one.refuse).sort((a, b) => b.bytes - a.bytes);
    largest?.refuse?.(new BodyRefused(503, 'Too much is being sent at once.'));
  }

  return {
    release,
    read: (request, largest) =>
      new Promise((resolve, reject) => {
        const chunks: Buffer[] = [];
        const end = (): void => {
          request.off('data', take).off('end', finish).off('error', breakOff);
        };
        const refuse = (why: BodyRefused): void => {
          end();
          release(request);
          chunks.length = 0;
          // The rest is thrown away: a sender who cannot send does not read the answer either.
          request.resume();
          reject(why);
        };
        const holder: Holder = { bytes: 0, refuse };
        const take = (chunk: Buffer): void => {
          if (holder.bytes + chunk.length > largest) {
            refuse(new BodyRefused(413, 'The body is too large.'));
            return;
          }
          chunks.push(chunk);
          holder.bytes += chunk.length;
          held += chunk.length;
          if (held > total) makeRoom();
        };
        const finish = (): void => {
          end();
          holder.refuse = null;
          resolve(Buffer.concat(chunks, holder.bytes));
        };
        const breakOff = (): void => refuse(new BodyRefused(400, 'The body broke off.'));
        holders.set(request, holder);
        request.on('data', take).once('end', finish).once('error', breakOff);
      }),
  };
}
