import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { httpServer, type HttpServer } from '../../../src/adapters/http/server.js';
import type { ChatPlatform } from '../../../src/ports.js';
import { brokenShapes, jsonOrNothing } from '../../support/loopback/broken-shapes.js';
import { isObject } from '../../support/loopback/json.js';
import { slackSamples } from '../../support/slack/samples.js';
import { startSlackServer, type SlackServer } from '../../support/slack/server.js';
import { postSignedRequest } from '../../support/slack/signed-request.js';
import { bot, command, readableLog, scripted } from './bot.js';
import { translated } from '../../support/translated.js';

let server: SlackServer;
let slack: ChatPlatform;
let front: HttpServer;
let nowhere: string;
const stray: unknown[] = [];
const keep = (reason: unknown): void => void stray.push(reason);

beforeAll(async () => {
  server = await startSlackServer();
  nowhere = `${server.apiUrl}nowhere`;
  slack = bot(server, readableLog(), { appToken: null, signingSecret: server.signingSecret });
  await slack.start(
    [command('quota'), command('check', { onMessage: translated({ en: 'Check', id: 'Cek' }) })],
    scripted(),
  );
  front = await httpServer({
    host: '127.0.0.1',
    port: 0,
    log: readableLog(),
    unready: () => [],
    metrics: () => Promise.reject(new Error('There are no figures here.')),
    mounts: () => (slack.http === null ? [] : [slack.http]),
  });
});
afterAll(async () => {
  await slack.stop();
  await front.close();
  await server.close();
});
beforeEach(() => {
  stray.length = 0;
  process.on('unhandledRejection', keep).on('uncaughtException', keep);
});
afterEach(() => void process.off('unhandledRejection', keep).off('uncaughtException', keep));

/** What a body is answered with, and whether a second answer stood behind the first. */
async function statusOf(body: string, contentType: string): Promise<number> {
  const response = await postSignedRequest(`${front.url}/slack/events`, body, {
    signingSecret: server.signingSecret,
    headers: { 'content-type': contentType },
  });
  await response.text();
  return response.status;
}

async function statusesOf(
  requests: readonly (readonly [body: string, contentType: string])[],
): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>();
  const left = [...requests];
  const work = async (): Promise<void> => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) {
      const status = await statusOf(...one);
      counts.set(status, (counts.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
  return counts;
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
let serial = 0;
/** Slack repeats nothing of these: each has ids of its own. */
function renewed(value: unknown): unknown {
  if (!isObject(value)) return value;
  const ids = Object.entries(value).filter(([name]) => name === 'trigger_id' || name === 'event_id');
  serial += 1;
  return {
    ...value,
    ...Object.fromEntries(ids.map(([name, id]) => [name, typeof id === 'string' ? `${id}-${serial}` : id])),
  };
}

describe('a signed request', () => {
  it.each(slackSamples('').map((sample, at) => [at, String(sample['type'] ?? sample['command'])] as const))(
    'of kind %i (%s) is answered once, whatever part of it is missing or of another kind',
    async (at) => {
      const sample = slackSamples(nowhere)[at];
      const requests = brokenShapes(sample)
        .map((broken) => jsonOrNothing(renewed(broken)))
        .map((text, index) =>
          index % 2 === 0
            ? ([text, JSON_TYPE] as const)
            : ([new URLSearchParams({ payload: text }).toString(), FORM] as const),
        );
      const statuses = await statusesOf(requests);
      expect([...statuses.values()].reduce((sum, count) => sum + count)).toBe(requests.length);
      expect([200, 400, 404]).toEqual(expect.arrayContaining([...statuses.keys()]));
      expect(stray).toEqual([]);
    },
  );

  it('with a body that is nothing of Slack’s is answered once', async () => {
    const bodies = [
      '',
      'null',
      '7',
      '[]',
      '"text"',
      '{',
      '\u0000',
      '{"__proto__":null}',
      '['.repeat(100_000),
    ];
    const forms = [
      'payload=null',
      'payload=',
      'payload=[]',
      'payload={',
      'payload=null&payload={}',
      'a',
      '%',
      '&=&',
    ];
    const statuses = await statusesOf([
      ...bodies.flatMap((body) => [JSON_TYPE, FORM, 'text/plain'].map((type) => [body, type] as const)),
      ...forms.map((body) => [body, FORM] as const),
    ]);
    expect([400, 404]).toEqual(expect.arrayContaining([...statuses.keys()]));
    expect(stray).toEqual([]);
  });
});
