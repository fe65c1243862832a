import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isTooLate, withDeadline } from '../../src/kit/deadline.js';
import { run } from '../support/e2e/program.js';
import { folderWith } from '../support/folder.js';

/** Work that ends only by its signal, with the reason that it gives. */
const endless = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

describe('work with a deadline', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is told to end when the deadline has passed, and not before', async () => {
    const ended = vi.fn();
    const work = withDeadline(1_000, endless).catch(ended);
    await vi.advanceTimersByTimeAsync(999);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await work;
    expect(isTooLate(ended.mock.calls[0]?.[0])).toBe(true);
  });

  it.each(['while it goes on', 'before it began'])('is told to end when all stops %s', async (when) => {
    const stop = new AbortController();
    if (when === 'before it began') stop.abort();
    const work = withDeadline(1_000, endless, stop.signal).catch((error: unknown) => error);
    stop.abort();
    expect(isTooLate(await work)).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves nothing behind when it is done in time', async () => {
    const stop = new AbortController();
    const listens = vi.spyOn(stop.signal, 'addEventListener');
    const forgets = vi.spyOn(stop.signal, 'removeEventListener');
    expect(await withDeadline(1_000, () => Promise.resolve('done'), stop.signal)).toBe('done');
    expect(forgets.mock.calls.length).toBe(listens.mock.calls.length);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('work that nobody answers is ended also when memory is swept meanwhile', async () => {
  const built = fileURLToPath(new URL('../../dist/src/kit/deadline.js', import.meta.url));
  const script = `import { withDeadline } from ${JSON.stringify(built)};
    const endless = (signal) => new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason)));
    withDeadline(200, endless, new AbortController().signal).catch((error) => console.log(error.name));
    setTimeout(() => gc(), 50);`;
  const { out } = await run('--expose-gc', ['--input-type=module', '-e', script], {
    folder: folderWith(),
    env: {},
  });
  expect(out).toBe('TimeoutError\n');
});
