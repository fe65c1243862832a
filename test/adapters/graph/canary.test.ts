import { inspect } from 'node:util';
import nock from 'nock';
import { afterEach, describe, expect, test } from 'vitest';
import { withoutSecrets, appSecretProof } from '../../../src/adapters/graph/secrets.js';
import {
  appSecret,
  business,
  errorJson,
  keptLog,
  now,
  numberJson,
  onGraph,
  planOf,
  testSource,
  token,
  waba,
  wabaJson,
} from './graph-answers.js';

afterEach(() => {
  nock.cleanAll();
  nock.abortPendingRequests();
});

const proof = appSecretProof(token, appSecret);

/** A look at a Graph that answers everything alike; returns all that leaves the source, as text. */
async function everythingSaid(prepare: (graph: nock.Interceptor) => void): Promise<string> {
  prepare(onGraph().persist().get(/.*/));
  const log = keptLog();
  const source = testSource({ log, appSecret, templates: () => true });
  const said: unknown[] = [];
  for (let look = 0; look < 3; look++) {
    said.push(await source.observe(planOf({ business }), now, () => now).catch((error: unknown) => error));
  }
  expect(log.lines.length).toBeGreaterThan(0);
  return [inspect(said, { depth: 20, showHidden: true }), JSON.stringify(said), ...log.lines].join('\n');
}

const echo = `Malformed access token ${token} with appsecret_proof=${proof} for https://x.invalid/?access_token=${token}`;

describe('no secret leaves the source', () => {
  test.each<readonly [string, (graph: nock.Interceptor) => void]>([
    ['all goes well', (graph) => graph.reply(200, wabaJson([numberJson('1', '+628111111111')]))],
    ['Meta echoes it in a known error', (graph) => graph.reply(400, errorJson(190, echo))],
    [
      'Meta echoes it in an unknown error',
      (graph) => graph.reply(400, errorJson(987, echo, { fbtrace_id: token })),
    ],
    ['Meta echoes it in a refused field', (graph) => graph.reply(400, errorJson(100, echo))],
    ['a page echoes it', (graph) => graph.reply(502, `<html>${echo}</html>`)],
    [
      'a redirect carries it',
      (graph) => graph.reply(302, '', { location: `https://x.invalid/?access_token=${token}` }),
    ],
    [
      'a page of a list carries it',
      (graph) =>
        graph.reply(200, {
          data: [],
          paging: { cursors: { after: 'c' }, next: `https://x.invalid/?access_token=${token}` },
        }),
    ],
    [
      'the connection breaks',
      (graph) =>
        graph.replyWithError(Object.assign(new Error(`connect failed ${echo}`), { code: 'ECONNRESET' })),
    ],
    [
      'the error has an odd code',
      (graph) => graph.replyWithError(Object.assign(new Error('x'), { code: `E_${token}` })),
    ],
  ])('when %s', async (_when, prepare) => {
    const said = await everythingSaid(prepare);
    for (const secret of [token, appSecret, proof]) expect(said).not.toContain(secret);
    expect(said).not.toContain('Bearer');
    expect(said).not.toContain('AxiosError');
  });

  test('when the source itself breaks', async () => {
    const log = keptLog();
    const source = testSource({
      log,
      tokenOf: () => {
        throw new Error(`no luck with ${token}`);
      },
    });
    const { observation } = await source.observe(planOf({ wabas: [waba] }), now, () => now);
    expect(observation).toMatchObject({ kind: 'blind', problem: 'unintelligible' });
    expect([inspect(observation), ...log.lines].join()).not.toContain(token);
  });
});

test.each([
  ['a token EAAGm0PX4ZCpsBAKq9vZB in a text', 'a token ••• in a text'],
  ['?access_token=abc&x=1', '?access_token=•••&x=1'],
  ['line\nbreak\u202e turned', 'line break  turned'],
  ['say hunter2 twice: hunter2', 'say ••• twice: •••'],
])('%j is cleaned', (text, clean) => {
  expect(withoutSecrets(text, ['hunter2', null, ''])).toBe(clean);
});

test('long words of others are cut short', () => {
  expect(withoutSecrets('no '.repeat(500), []).length).toBeLessThan(250);
});
