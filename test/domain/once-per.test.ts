import { expect, it } from 'vitest';
import { oncePer } from '../../src/domain/once-per.js';

it('a value is worked out once for each object, null and undefined included', () => {
  const asked: object[] = [];
  const answers: unknown[] = [null, undefined, 3];
  const ask = oncePer((key: object) => {
    asked.push(key);
    return answers[asked.length - 1];
  });
  const [a, b, c] = [{}, {}, {}];
  expect([ask(a), ask(a), ask(b), ask(b), ask(c), ask(a)]).toEqual([
    null,
    null,
    undefined,
    undefined,
    3,
    null,
  ]);
  expect(asked).toEqual([a, b, c]);
});

it('a value is worked out again after a failure', () => {
  let tries = 0;
  const ask = oncePer(() => {
    tries += 1;
    if (tries === 1) throw new Error('not yet');
    return tries;
  });
  const key = {};
  expect(() => ask(key)).toThrow('not yet');
  expect(ask(key)).toBe(2);
});
