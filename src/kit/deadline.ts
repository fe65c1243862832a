import { setMaxListeners } from 'node:events';

/** The work took longer than it may; its name is the one that fetch gives to a time-out. */
class TooLate extends Error {
  override readonly name = 'TimeoutError';
}

/**
 * Runs work whose signal aborts after `ms` milliseconds or with `stopped`; rejects as the work does.
 *
 * The timer is our own. Node 20 drops time-out signals behind `AbortSignal.any` when memory is swept. Then nothing ever
 * ends: https://github.com/nodejs/node/issues/57736
 */
export async function withDeadline<T>(
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
  stopped?: AbortSignal,
): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => controller.abort(stopped?.reason);
  if (stopped !== undefined) {
    if (stopped.aborted) stop();
    // However many works are under way, each forgets the signal in the end.
    setMaxListeners(0, stopped);
    stopped.addEventListener('abort', stop);
  }
  const timer = setTimeout(() => controller.abort(new TooLate('There was no answer in time.')), ms);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    stopped?.removeEventListener('abort', stop);
  }
}

/** Whether an error, or the reason of a signal, is that the deadline has passed. */
export function isTooLate(error: unknown): boolean {
  return error instanceof TooLate;
}
