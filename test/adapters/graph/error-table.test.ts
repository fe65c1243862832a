import { describe, expect, test } from 'vitest';
import { failureOf, type FailedCall } from '../../../src/adapters/graph/failure.js';
import { causeOf, mostTelling, problemOf } from '../../../src/adapters/graph/problem.js';
import { instantOf } from '../../../src/domain/time.js';

const refused = (code: number | null, more: Partial<FailedCall> = {}) =>
  failureOf('refused', { status: 400, code, ...more });

describe('the code decides, whatever the HTTP status', () => {
  test.each([
    [0, 'unauthorised', 'no', 'token'],
    [1, 'unreachable', 'soon', 'nothing'],
    [2, 'unreachable', 'soon', 'nothing'],
    [3, 'forbidden', 'no', 'nothing'],
    [4, 'throttled', 'later', 'token'],
    [10, 'forbidden', 'no', 'nothing'],
    [17, 'throttled', 'later', 'token'],
    [32, 'throttled', 'later', 'token'],
    [33, 'forbidden', 'no', 'nothing'],
    [100, 'unintelligible', 'no', 'nothing'],
    [102, 'unauthorised', 'no', 'token'],
    [104, 'unauthorised', 'no', 'token'],
    [190, 'unauthorised', 'no', 'token'],
    [200, 'forbidden', 'no', 'nothing'],
    [230, 'forbidden', 'no', 'nothing'],
    [299, 'forbidden', 'no', 'nothing'],
    [341, 'throttled', 'later', 'token'],
    [368, 'forbidden', 'no', 'nothing'],
    [613, 'throttled', 'later', 'token'],
    [803, 'forbidden', 'no', 'nothing'],
    [80001, 'throttled', 'later', 'account'],
    [80007, 'throttled', 'later', 'account'],
    [80008, 'throttled', 'later', 'account'],
    [130429, 'throttled', 'later', 'account'],
    [130497, 'forbidden', 'no', 'nothing'],
    [131000, 'unreachable', 'soon', 'nothing'],
    [131016, 'unreachable', 'soon', 'nothing'],
    [131026, 'forbidden', 'no', 'nothing'],
    [131031, 'forbidden', 'no', 'nothing'],
    [131042, 'forbidden', 'no', 'nothing'],
    [131047, 'forbidden', 'no', 'nothing'],
    [131048, 'throttled', 'later', 'account'],
    [131049, 'forbidden', 'no', 'nothing'],
    [131050, 'forbidden', 'no', 'nothing'],
    [131056, 'unreachable', 'soon', 'nothing'],
    [131057, 'unreachable', 'soon', 'nothing'],
    [131059, 'unintelligible', 'no', 'nothing'],
    [132015, 'forbidden', 'no', 'nothing'],
    [132016, 'forbidden', 'no', 'nothing'],
    [133004, 'unreachable', 'soon', 'nothing'],
    [133010, 'forbidden', 'no', 'nothing'],
    [133016, 'forbidden', 'no', 'nothing'],
    [200005, 'unintelligible', 'no', 'nothing'],
    [200006, 'unintelligible', 'no', 'nothing'],
    [200007, 'unintelligible', 'no', 'nothing'],
    [2494100, 'unreachable', 'later', 'account'],
  ] as const)('%i is %s, retried %s, rests %s', (code, problem, retried, rests) => {
    for (const status of [200, 400, 401, 403, 429, 500, 503]) {
      expect(problemOf(refused(code, { status }))).toMatchObject({ problem, retried, rests });
    }
  });
});

describe('subcodes say more', () => {
  test.each([458, 459, 460, 463, 464, 467, 492])('190/%i has a reason of its own', (subcode) => {
    const plain = problemOf(refused(190)).reason;
    const meaning = problemOf(refused(190, { subcode }));
    expect(meaning).toMatchObject({ problem: 'unauthorised', retried: 'no', rests: 'token' });
    expect(meaning.reason).not.toBe(plain);
  });

  test.each([1349174, 1349175, 1349176])('200/%i has a reason of its own', (subcode) => {
    expect(problemOf(refused(200, { subcode })).reason).not.toBe(problemOf(refused(200)).reason);
  });

  test('100/33 is an object that is gone or hidden', () => {
    expect(problemOf(refused(100, { subcode: 33 })).problem).toBe('forbidden');
  });

  test('an unfamiliar subcode changes nothing', () => {
    expect(problemOf(refused(190, { subcode: 1 }))).toEqual(problemOf(refused(190)));
  });
});

describe('without a code the status decides', () => {
  test.each([
    [401, 'unauthorised', 'no'],
    [403, 'forbidden', 'no'],
    [404, 'unintelligible', 'no'],
    [408, 'unreachable', 'soon'],
    [418, 'unintelligible', 'no'],
    [429, 'throttled', 'later'],
    [500, 'unreachable', 'soon'],
    [502, 'unreachable', 'soon'],
    [599, 'unreachable', 'soon'],
  ] as const)('%i is %s, retried %s', (status, problem, retried) => {
    expect(problemOf(refused(null, { status }))).toMatchObject({ problem, retried });
    expect(problemOf(failureOf('unreadable', { status }))).toMatchObject({ problem, retried });
    expect(problemOf(refused(987654, { status }))).toMatchObject({ problem, retried });
  });

  test.each([
    ['connection', 'unreachable', 'soon'],
    ['timeout', 'unreachable', 'soon'],
    ['unreadable', 'unintelligible', 'soon'],
    ['too-large', 'unintelligible', 'no'],
    ['redirect', 'unintelligible', 'no'],
  ] as const)('%s is %s, retried %s', (cause, problem, retried) => {
    expect(problemOf(failureOf(cause, { status: 200 }))).toMatchObject({ problem, retried });
  });
});

test('what Meta calls transient is tried again, but a dead token is not', () => {
  expect(problemOf(refused(100, { transient: true })).retried).toBe('soon');
  expect(problemOf(refused(555555, { transient: true })).retried).toBe('soon');
  expect(problemOf(refused(190, { transient: true })).retried).toBe('no');
  expect(problemOf(refused(80007, { transient: true })).retried).toBe('later');
});

test('a call that asks for too much is not tried as it is', () => {
  const failure = refused(1, { message: "Please reduce the amount of data you're asking for" });
  expect(problemOf(failure)).toMatchObject({ retried: 'no' });
});

test.each([
  [190, 'Invalid OAuth access token - Cannot parse access token', 'token-unreadable'],
  [190, 'Malformed access token EAAB', 'token-unreadable'],
  [190, 'The access token could not be decrypted', 'token-unreadable'],
  [190, 'The user has not authorized the application', 'token-dead'],
  [100, 'API calls from the server require an appsecret_proof argument', 'proof-wanted'],
  [100, 'Invalid appsecret_proof provided in the API argument', 'proof-wrong'],
  [2500, 'Unknown path components: /v20.0/1', 'version-ended'],
  [2635, '(#2635) You are calling a deprecated version of the Ads API', 'version-ended'],
  [2500, 'Unknown path components: /owned_whatsapp_business_accounts', 'not-a-portfolio'],
  [
    100,
    '(#100) Tried accessing nonexisting field (client_whatsapp_business_accounts) on node type (WhatsAppBusinessAccount)',
    'not-a-portfolio',
  ],
  [100, '(#100) Tried accessing nonexisting field (phone_numbers) on node type (X)', 'not-an-account'],
  [100, '(#100) Tried accessing nonexisting field (name) on node type (X)', 'field-refused'],
] as const)('%i with the words "%s" is %s, and is not tried again', (code, message, reason) => {
  expect(problemOf(refused(code, { message }))).toMatchObject({ reason, retried: 'no' });
});

test("a cause has Meta's numbers, and Meta's words where its code does not say what to do", () => {
  expect(causeOf(refused(190, { subcode: 463, message: 'Session has expired', trace: 'AbC' }))).toEqual({
    reason: 'token-expired',
    code: 190,
    subcode: 463,
    trace: 'AbC',
  });
  expect(causeOf(refused(555555, { message: 'Something new' }))).toEqual({
    reason: 'call-refused',
    code: 555555,
    quote: 'Something new',
  });
  expect(causeOf(refused(100, { message: '(#100) Bad field' })).quote).toBe('(#100) Bad field');
  expect(causeOf(refused(4, { heldUntil: instantOf(0) })).heldUntil).toBe(0);
  expect(causeOf(failureOf('timeout', { note: { kind: 'no-connection' } }))).toEqual({
    reason: 'too-slow',
    note: { kind: 'no-connection' },
  });
});

test('of many failures the one with the most to do about it is told', () => {
  const all = [failureOf('connection'), refused(4), refused(10), refused(100), refused(190)];
  expect(mostTelling(all)?.code).toBe(190);
  expect(mostTelling(all.slice(0, 4))?.code).toBe(10);
  expect(mostTelling(all.slice(0, 2))?.code).toBe(4);
  expect(mostTelling([])).toBeNull();
});
