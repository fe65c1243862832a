import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { underWay } from '../../src/kit/under-way.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('an end waits for all that began, also for what fails, and hands each outcome to whoever asked', async () => {
  const running = underWay();
  const well = running.track(new Promise((resolve) => setTimeout(resolve, 100, 'well')));
  const badly = running
    .track(new Promise((_, reject) => setTimeout(() => reject(new Error('badly')), 200)))
    .catch(String);
  const settled = vi.fn();
  const waited = running.settled(1_000).then(settled);
  await vi.advanceTimersByTimeAsync(199);
  expect(settled).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await waited;
  expect([await well, await badly]).toEqual(['well', 'Error: badly']);
  await running.settled(1_000);
  expect(vi.getTimerCount()).toBe(0);
});

it('an end waits no longer than it may', async () => {
  const running = underWay();
  void running.track(new Promise(() => undefined));
  const settled = running.settled(1_000);
  await vi.advanceTimersByTimeAsync(1_000);
  await expect(settled).resolves.toBeUndefined();
});
