import { describe, expect, it } from 'vitest';
import { networkCode, neverSent } from '../../src/kit/network-code.js';

const coded = (code: unknown, more: ErrorOptions = {}): Error =>
  Object.assign(new Error('it failed', more), { code });

describe('the code of a failed request', () => {
  it.each([
    ['the error itself', coded('ECONNRESET')],
    ['what fetch hides', new TypeError('fetch failed', { cause: coded('ECONNRESET') })],
    ['what a vendor hides', coded('slack_webapi_request_error', { cause: coded('ECONNRESET') })],
    ['the first of several addresses', new AggregateError([coded('ECONNRESET'), coded('EPIPE')])],
    ['the innermost', coded('UND_ERR_SOCKET', { cause: coded('ECONNRESET') })],
  ])('is found in %s', (_where, error) => expect(networkCode(error)).toBe('ECONNRESET'));

  it.each([
    ['there is none', new Error('ECONNRESET')],
    ['it is no network code', coded('https://user:secret@a.example')],
    ['it is no text', coded(104)],
    ['there is no error', 'ECONNRESET'],
  ])('is not told when %s', (_why, error) => expect(networkCode(error)).toBeNull());

  it('is looked for behind a few errors only, in case they stand in a circle', () => {
    const round = new Error('round');
    round.cause = round;
    expect(networkCode(round)).toBeNull();
  });
});

it('a request never left when there was no connection, and may have arrived when it broke', () => {
  expect(['ECONNREFUSED', 'ENOTFOUND', 'CERT_HAS_EXPIRED'].map(neverSent)).toEqual([true, true, true]);
  expect(['ECONNRESET', 'UND_ERR_SOCKET', null].map(neverSent)).toEqual([false, false, false]);
});
