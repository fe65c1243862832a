import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DAY, HOUR } from '../../src/domain/time.js';
import { firstTime } from '../../src/kit/first-time.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

it('what comes again is known, wherever the clock was moved', () => {
  const isNew = firstTime(100);
  expect(isNew('1')).toBe(true);
  for (const ms of [2 * DAY, -2 * DAY, -3 * HOUR]) {
    vi.setSystemTime(Date.now() + ms);
    expect(isNew('1')).toBe(false);
  }
});

it('the last ones are remembered, however many come', () => {
  const isNew = firstTime(100);
  for (let i = 1; i <= 101; i += 1) isNew(String(i));
  expect(isNew('2')).toBe(false);
  expect(isNew('1')).toBe(true);
});

it('a thing with several marks is known by any of them', () => {
  const isNew = firstTime(100);
  expect(isNew('envelope-1', 'event-1')).toBe(true);
  expect(isNew('envelope-2', 'event-1')).toBe(false);
  expect(isNew('envelope-2')).toBe(false);
});

it('a thing without marks is always new', () => {
  const isNew = firstTime(100);
  expect([isNew(), isNew()]).toEqual([true, true]);
});
