import { expect, it } from 'vitest';
import type { Verdict } from '../../../src/domain/finding.js';
import { judged } from '../../../src/domain/rules/judged.js';
import { numberSubject } from '../../../src/domain/rules/subjects.js';
import { clear } from '../../../src/domain/rules/verdicts.js';
import { numberOf } from '../../support/looks.js';

const subject = numberSubject(numberOf(1));
const throwing = (error: unknown): Verdict =>
  judged('quality', subject, () => {
    throw error;
  });

it('a rule that does not throw speaks for itself', () => {
  expect(judged('quality', subject, () => clear('quality', subject))).toEqual(clear('quality', subject));
});

it.each([
  ['an error with its message', new TypeError('no figures'), 'no figures'],
  ['an error without a message', new Error(''), 'an error without a message'],
  ['something that is no error', { message: 'not ours' }, 'an error without a message'],
  ['nothing at all', null, 'an error without a message'],
])('a rule that breaks by %s is said to have broken', (_what, error, why) => {
  expect(throwing(error)).toEqual({ kind: 'unknown', rule: 'quality', subject, why });
});
