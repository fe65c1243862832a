import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ChatPlatform } from '../../../src/ports.js';
import { brokenShapes, jsonOrNothing } from '../../support/loopback/broken-shapes.js';
import { slackSamples } from '../../support/slack/samples.js';
import { startSlackServer, type SlackServer } from '../../support/slack/server.js';
import { bot, command, readableLog, scripted, type ReadableLog } from './bot.js';

let server: SlackServer;
let line: WebSocketServer;
let log: ReadableLog;
let slack: ChatPlatform;
const stray: unknown[] = [];
const keep = (reason: unknown): void => void stray.push(reason);

beforeEach(async () => {
  stray.length = 0;
  process.on('unhandledRejection', keep);
  server = await startSlackServer();
  line = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  line.on('connection', (socket) => socket.send(JSON.stringify({ type: 'hello' })));
  await once(line, 'listening');
  server.faults.always('apps.connections.open', {
    kind: 'answer',
    answer: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ok: true, url: `ws://127.0.0.1:${(line.address() as AddressInfo).port}/` }),
    },
  });
  log = readableLog();
  slack = bot(server, log);
});
afterEach(async () => {
  await slack.stop();
  for (const socket of line.clients) socket.terminate();
  line.close();
  await server.close();
  process.off('unhandledRejection', keep);
});

const quota = (envelope: string, text = ''): string =>
  JSON.stringify({
    envelope_id: envelope,
    type: 'slash_commands',
    accepts_response_payload: true,
    payload: {
      command: '/quota',
      text,
      user_id: 'U0000000001',
      user_name: 'sari',
      channel_id: 'C0123456789',
      trigger_id: envelope,
      response_url: `${server.apiUrl}nowhere`,
    },
  });

const frame = (parts: object): string => JSON.stringify({ envelope_id: 'odd', ...parts });
const payloads: readonly unknown[] = [
  undefined,
  null,
  7,
  'text',
  [],
  {},
  { event: null },
  { type: 'block_actions' },
];
const broken = slackSamples('http://127.0.0.1:9/').map((sample) => {
  const type = 'event' in sample ? 'events_api' : 'command' in sample ? 'slash_commands' : 'interactive';
  const what = `is ${type} (${String(sample['type'] ?? sample['command'])}) with a part missing or of another kind`;
  const frames = brokenShapes(sample).map((payload, at) =>
    frame({ envelope_id: `broken-${at}`, type, payload }),
  );
  return [what, frames] as const;
});
/** What the vendor's library calls its own doings, as the name of something that came from outside. */
const inside = [
  'ws_message',
  'slack_event',
  'connecting',
  'authenticated',
  'outgoing_message',
  'newListener',
];
const odd: readonly (readonly [string, readonly (string | Buffer)[]])[] = [
  ['is no JSON', ['', '{', 'pong', '\u0000']],
  ['is binary', [Buffer.from([0, 255, 1])]],
  ['is JSON of another kind', ['null', '7', '[]', '"hello"', '{}', '{"type":7}', '{"type":null}']],
  [
    'names a type that Node takes for an error',
    [frame({ type: 'error' }), frame({ type: 'error', payload: {} })],
  ],
  [
    'is an event called error',
    [frame({ type: 'events_api', payload: { event: { type: 'error' }, type: 'event_callback' } })],
  ],
  [
    'bears a name from inside the library',
    inside.flatMap((type) => [
      frame({ type, payload: {} }),
      frame({ type: 'events_api', payload: { type: 'event_callback', event: { type } } }),
    ]),
  ],
  [
    'is an envelope with a part missing or of another kind',
    brokenShapes(
      JSON.parse(
        frame({
          type: 'interactive',
          payload: { type: 'shortcut' },
          accepts_response_payload: true,
          retry_attempt: 1,
        }),
      ),
    ).map(jsonOrNothing),
  ],
  ...(['slash_commands', 'interactive', 'events_api', 'unheard_of'] as const).map(
    (type) =>
      [`is ${type} with an odd payload`, payloads.map((payload) => frame({ type, payload }))] as const,
  ),
];

describe('a frame from Slack that', () => {
  it.each(odd)('%s is passed over, and the next question is answered', async (_what, frames) => {
    const responder = scripted();
    await slack.start([command('quota')], responder);
    const [socket] = [...line.clients] as [WebSocket];
    for (const one of frames) socket.send(one);
    socket.send(quota('good'));
    await vi.waitFor(() => expect(responder.questions).toHaveLength(1));
    expect(slack.ready()).toBe(true);
    // A rejection that nobody handles is reported when the microtasks have run.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(stray).toEqual([]);
  });
});

describe('a payload from Slack that', () => {
  it.each(broken)('%s harms nothing, and nobody without a name is listened to', async (_what, frames) => {
    const responder = scripted();
    await slack.start([command('quota')], responder);
    const [socket] = [...line.clients] as [WebSocket];
    for (const one of frames) socket.send(one);
    socket.send(quota('good', 'the last one'));
    await vi.waitFor(() => expect(responder.questions.map(({ text }) => text)).toContain('the last one'));
    const names: readonly unknown[] = responder.questions.map(({ asker }) => asker.user);
    expect(names.filter((name) => typeof name !== 'string' || name === '')).toEqual([]);
    expect(slack.ready()).toBe(true);
    expect(stray).toEqual([]);
  });
});
