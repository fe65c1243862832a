import { expect, test } from 'vitest';
import { turnsOf, type Turns } from '../../../src/adapters/graph/turns.js';

/** Work that goes on until it is told to end, and how much of it is under way by token. */
function workshop(turns: Turns) {
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

test('gives one token alone all turns', async () => {
  const { underWay, ends, start, settled } = workshop(turnsOf(4));
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

test('keeps a turn for other tokens when one has much to do', async () => {
  const { underWay, ends, start, settled } = workshop(turnsOf(4));
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

test('goes on after work that fails', async () => {
  const turns = turnsOf(1);
  await expect(turns.take('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await turns.take('a', () => Promise.resolve(7))).toBe(7);
});
