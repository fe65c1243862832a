import { expect, test } from 'vitest';
import { createFlow, type FlowSign } from '../../../src/adapters/graph/flow.js';
import { SECOND } from '../../../src/domain/time.js';

/** A flow that hears signs, and a clock that is moved by hand. */
function flowUpTo(most: number) {
  const now = { ms: 0 };
  const flow = createFlow({ most, elapsed: () => now.ms });
  const hears = (sign: FlowSign, times = 1): void => {
    for (let i = 0; i < times; i++) flow.heard(sign);
  };
  return { flow, now, hears };
}

test('a flow is four wide at first, or as wide as it may be', () => {
  expect(flowUpTo(16).flow.width()).toBe(4);
  expect(flowUpTo(2).flow.width()).toBe(2);
});

test('a flow grows by one with as many easy answers as it is wide, up to the most', () => {
  const { flow, hears } = flowUpTo(6);
  hears('easy', 3);
  expect(flow.width()).toBe(4);
  hears('easy');
  expect(flow.width()).toBe(5);
  hears('easy', 5);
  expect(flow.width()).toBe(6);
  hears('easy', 50);
  expect(flow.width()).toBe(6);
});

test('a flow stays as it is while answers say that enough is asked', () => {
  const { flow, hears } = flowUpTo(16);
  hears('steady', 100);
  expect(flow.width()).toBe(4);
});

test('a flow is halved once by answers that were under way together, and again by later ones, never below one', () => {
  const { flow, now, hears } = flowUpTo(16);
  hears('strained', 4);
  expect(flow.width()).toBe(2);
  now.ms += 5 * SECOND;
  hears('strained', 4);
  expect(flow.width()).toBe(1);
  now.ms += 5 * SECOND;
  hears('strained');
  expect(flow.width()).toBe(1);
  hears('easy');
  expect(flow.width()).toBe(2);
});

test('a flow tells of each change, and of nothing else', () => {
  const { flow, hears } = flowUpTo(5);
  const widths: number[] = [];
  flow.onChange(() => widths.push(flow.width()));
  hears('easy', 30);
  hears('steady');
  hears('strained', 2);
  expect(widths).toEqual([5, 2]);
});
