import { describe, expect, it } from 'vitest';
import { onePerTurn } from '../../../src/adapters/slack/one-per-turn.js';

describe('turns', () => {
  it('let something else happen between any two pieces of work', async () => {
    const turn = onePerTurn();
    const order: string[] = [];
    const work = async (name: string): Promise<void> => {
      await turn();
      order.push(name);
      setImmediate(() => order.push(`after ${name}`));
    };
    await Promise.all([work('one'), work('two'), work('three')]);
    expect(order).toEqual(['one', 'after one', 'two', 'after two', 'three']);
  });

  it('hold up nobody while a piece of work waits', async () => {
    const turn = onePerTurn();
    const slow = turn().then(() => new Promise((resolve) => setTimeout(resolve, 500, 'slow')));
    const quick = turn().then(() => 'quick');
    expect(await Promise.race([slow, quick])).toBe('quick');
  });
});
