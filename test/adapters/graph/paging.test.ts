import type nock from 'nock';
import { expect, test } from 'vitest';
import {
  errorJson,
  graphAt,
  graphForEachTest,
  numberJson,
  onGraph,
  planOf,
  pointJson,
  testSource,
  token,
  waba,
  wabaJson,
} from './graph-answers.js';
import { seenBy } from './seen.js';

graphForEachTest();

const phone = (n: number) => `+62812${String(n).padStart(8, '0')}`;
const page = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => numberJson(String(from + i + 1), phone(from + i + 1)));
const next = (after: string) => ({
  cursors: { before: 'x', after },
  // Elsewhere on purpose: whoever follows it hands the token to a stranger.
  next: `https://stranger.invalid/v26.0/${waba}/phone_numbers?access_token=${token}&after=${after}`,
});

function firstPage(points: readonly object[] = []): void {
  graphAt(waba).reply(200, {
    ...wabaJson([], points),
    phone_numbers: { data: page(0, 100), paging: next('p2') },
  });
}

function later(after: string | null, reply: object, status = 200): nock.Scope {
  return onGraph()
    .get(`/v26.0/${waba}/phone_numbers`)
    .query((query) => (query['after'] ?? null) === after && query['limit'] === '100')
    .reply(status, reply);
}

test('all pages are read by their cursors', async () => {
  firstPage([pointJson(30, phone(230).slice(1), 70)]);
  later('p2', { data: page(100, 200), paging: next('p3') });
  later('p3', { data: page(200, 250), paging: { cursors: { before: 'a', after: 'b' } } });
  const snapshot = await seenBy(testSource(), planOf());
  expect(snapshot.numbers).toHaveLength(250);
  expect(snapshot.gaps).toEqual([]);
  expect(snapshot.numbers[229]?.usage).toMatchObject({ known: true, value: { recipients: 70 } });
});

test('numbers on a page we could not read are a gap, not gone', async () => {
  firstPage([pointJson(30, phone(230).slice(1), 70)]);
  onGraph().persist().get(`/v26.0/${waba}/phone_numbers`).query(true).reply(500, '<html>');
  const snapshot = await seenBy(testSource(), planOf());
  expect(snapshot.numbers).toHaveLength(100);
  expect(snapshot.gaps).toMatchObject([{ waba, part: 'numbers', problem: 'unreachable' }]);
  expect(snapshot.usage).toMatchObject({ known: true, value: { recipients: 70 } });
});

test('a list that leads back to itself ends as a gap', async () => {
  firstPage();
  const loop = later('p2', { data: page(100, 101), paging: next('p2') });
  const snapshot = await seenBy(testSource(), planOf());
  expect(loop.isDone()).toBe(true);
  expect(snapshot.numbers).toHaveLength(101);
  expect(snapshot.gaps).toMatchObject([{ part: 'numbers', problem: 'unintelligible' }]);
});

test.each([errorJson(131059), errorJson(100, 'Invalid parameter: cursor is malformed or expired')])(
  'a cursor Meta no longer knows starts the list again, once: %j',
  async (error) => {
    firstPage();
    later('p2', error, 400);
    later(null, { data: page(0, 100), paging: next('p2b') });
    later('p2b', { data: page(100, 130) });
    const snapshot = await seenBy(testSource(), planOf());
    expect(snapshot.numbers).toHaveLength(130);
    expect(snapshot.gaps).toEqual([]);
  },
);

test('a cursor that is refused twice is a gap', async () => {
  firstPage();
  later('p2', errorJson(131059), 400);
  later(null, { data: page(0, 100), paging: next('p2b') });
  later('p2b', errorJson(131059), 400);
  const snapshot = await seenBy(testSource(), planOf());
  expect(snapshot.numbers).toHaveLength(100);
  expect(snapshot.gaps).toMatchObject([{ part: 'numbers', problem: 'unintelligible' }]);
  expect(snapshot.gaps[0]?.cause).toMatchObject({ reason: 'cursor-lost', code: 131059 });
});

test('a number on two pages is one number', async () => {
  firstPage();
  later('p2', { data: page(90, 110) });
  expect((await seenBy(testSource(), planOf())).numbers).toHaveLength(110);
});

test('a list that is left out is asked for before it counts as empty', async () => {
  graphAt(waba).reply(200, { ...wabaJson([]), phone_numbers: undefined });
  const asked = later(null, { data: [] });
  const snapshot = await seenBy(testSource(), planOf());
  expect(asked.isDone()).toBe(true);
  expect(snapshot.numbers).toEqual([]);
  expect(snapshot.gaps).toEqual([]);
});

test('one bad number does not hide the others', async () => {
  const numbers: unknown[] = page(0, 99);
  numbers.splice(40, 0, { id: { nested: true }, display_phone_number: 5 });
  graphAt(waba).reply(200, { ...wabaJson([]), phone_numbers: { data: numbers } });
  const snapshot = await seenBy(testSource(), planOf());
  expect(snapshot.numbers).toHaveLength(99);
  expect(snapshot.gaps).toMatchObject([{ part: 'numbers', problem: 'unintelligible' }]);
});
