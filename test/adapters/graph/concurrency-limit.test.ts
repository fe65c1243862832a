import { expect, test } from 'vitest';
import type { Flow } from '../../../src/adapters/graph/flow.js';
import { concurrencyLimitOf, type ConcurrencyLimit } from '../../../src/adapters/graph/concurrency-limit.js';

/** Work that goes on until it is told to end, and how much of it is under way by token. */
function workshop(turns: ConcurrencyLimit) {
  const underWay: string[] = [];
  const ends: (() => void)[] = [];
  const start = (token: string): Promise<void> =>
    turns.take(token, async () => {
      underWay.push(token);
      await new Promise<void>((resolve) => ends.push(resolve));
      underWay.splice(underWay.indexOf(token), 1);
    });
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));
  return { underWay, ends, start, settled };
}

/** A flow as wide as that until it is told to be another one. */
function flowOf(width: number): Pick<Flow, 'width' | 'onChange'> & { becomes: (other: number) => void } {
  let now = width;
  let heard = (): void => undefined;
  return {
    width: () => now,
    onChange: (listener) => (heard = listener),
    becomes(other) {
      now = other;
      heard();
    },
  };
}

test('a limit gives one token alone all turns', async () => {
  const { underWay, ends, start, settled } = workshop(concurrencyLimitOf(flowOf(4)));
  const all = Array.from({ length: 6 }, () => start('a'));
  await settled();
  expect(underWay).toEqual(['a', 'a', 'a', 'a']);
  while (ends.length > 0) {
    ends.shift()?.();
    await settled();
  }
  await Promise.all(all);
  expect(underWay).toEqual([]);
});

test('a limit keeps a turn for other tokens when one has much to do', async () => {
  const { underWay, ends, start, settled } = workshop(concurrencyLimitOf(flowOf(4)));
  const all = [start('b')];
  await settled();
  ends.shift()?.();
  await settled();
  for (let i = 0; i < 6; i++) all.push(start('a'));
  await settled();
  expect(underWay).toEqual(['a', 'a', 'a']);
  all.push(start('b'));
  await settled();
  expect(underWay).toContain('b');
  while (ends.length > 0) {
    ends.shift()?.();
    await settled();
  }
  await Promise.all(all);
});

test('a limit goes on after work that fails', async () => {
  const turns = concurrencyLimitOf(flowOf(1));
  await expect(turns.take('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await turns.take('a', () => Promise.resolve(7))).toBe(7);
});

test('a limit follows a flow that grows wider or narrower while work waits', async () => {
  const flow = flowOf(4);
  const { underWay, ends, start, settled } = workshop(concurrencyLimitOf(flow));
  const all = Array.from({ length: 12 }, () => start('a'));
  await settled();
  expect(underWay).toHaveLength(4);
  flow.becomes(6);
  await settled();
  expect(underWay).toHaveLength(6);
  flow.becomes(1);
  while (ends.length > 2) {
    ends.shift()?.();
    await settled();
  }
  expect(underWay).toHaveLength(2);
  while (ends.length > 0) {
    ends.shift()?.();
    await settled();
    expect(underWay.length).toBeLessThanOrEqual(1);
  }
  await Promise.all(all);
});
