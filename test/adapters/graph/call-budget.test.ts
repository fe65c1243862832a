import { expect, test } from 'vitest';
import { callsOfShare, createCallBudget } from '../../../src/adapters/graph/call-budget.js';
import { after, HOUR, MINUTE } from '../../../src/domain/time.js';
import { now } from './graph-answers.js';

test('a budget lets as many calls be made in any hour as its share of two hundred', () => {
  const budget = createCallBudget(callsOfShare(0.02));
  for (let i = 0; i < 4; i++) {
    expect(budget.freeAt('a', after(now, i * MINUTE))).toBeNull();
    budget.spend('a', after(now, i * MINUTE));
  }
  expect(budget.spent('a', after(now, 10 * MINUTE))).toBe(1);
  expect(budget.freeAt('a', after(now, 10 * MINUTE))).toBe(after(now, HOUR));
  expect(budget.freeAt('a', after(now, HOUR))).toBeNull();
  expect(budget.spent('a', after(now, HOUR))).toBe(0.75);
});

test('a budget counts each account by itself', () => {
  const budget = createCallBudget(callsOfShare(0.005));
  budget.spend('a', now);
  expect(budget.freeAt('a', now)).not.toBeNull();
  expect(budget.freeAt('b', now)).toBeNull();
});

test('a budget says how far apart rounds must be that cost what this one did', () => {
  const budget = createCallBudget(callsOfShare(0.5));
  budget.spend('a', after(now, -10 * MINUTE));
  for (let i = 0; i < 10; i++) budget.spend('a', now);
  expect(budget.spacing('a', now, now)).toBe(6 * MINUTE);
  expect(budget.spacing('b', now, now)).toBe(0);
});

test('a budget does not wait for calls that a clock put back leaves in the future', () => {
  const budget = createCallBudget(callsOfShare(0.005));
  budget.spend('a', after(now, 2 * HOUR));
  expect(budget.freeAt('a', now)).toBeNull();
});

test('a budget allows one call an hour, however small it is', () => {
  const budget = createCallBudget(callsOfShare(0));
  expect(budget.freeAt('a', now)).toBeNull();
  budget.spend('a', now);
  expect(budget.freeAt('a', now)).toBe(after(now, HOUR));
});
