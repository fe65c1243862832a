import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { httpServer, type HttpServer } from '../../../src/adapters/http/server.js';
import type { ChatPlatform } from '../../../src/ports.js';
import { startSlackServer, type SlackServer } from '../../support/slack/server.js';
import { postSignedRequest, type SigningOptions } from '../../support/slack/signed-request.js';
import { bot, command, readableLog, scripted } from './bot.js';

let server: SlackServer;
let slack: ChatPlatform;
let front: HttpServer;
let url: string;

beforeEach(async () => {
  server = await startSlackServer();
  slack = bot(server, readableLog(), { appToken: null, signingSecret: server.signingSecret });
  front = await httpServer({
    host: '127.0.0.1',
    port: 0,
    log: readableLog(),
    unready: () => [],
    metrics: () => Promise.reject(new Error('There are no figures here.')),
    mounts: () => (slack.http === null ? [] : [slack.http]),
  });
  url = `${front.url}/slack/events`;
  server.deliverTo(url);
});

afterEach(async () => {
  await slack.stop();
  await front.close();
  await server.close();
});

const payload = {
  command: '/quota',
  text: '7890',
  user_id: 'U0000000001',
  channel_id: 'C0123456789',
  trigger_id: 't.1',
};

async function statusOf(parts: Partial<SigningOptions>): Promise<number> {
  const { status } = await postSignedRequest(url, payload, { signingSecret: server.signingSecret, ...parts });
  return status;
}

describe('Slack by signed requests', () => {
  it('answers a command without any socket', async () => {
    await slack.start([command('quota')], scripted());
    const asked = server.sendSlash({ command: '/quota', text: '7890' });
    await asked.acked();
    await asked.posted();
    expect(server.connections()).toBe(0);
    expect(slack.ready()).toBe(true);
    expect(server.problems()).toEqual([]);
  });

  it('handles once what Slack sends again', async () => {
    const responder = scripted();
    await slack.start([command('quota')], responder);
    const asked = server.sendSlash({ command: '/quota' });
    await asked.posted();
    server.redeliver(asked);
    await server.until('the second ack', () => (asked.acks.length > 1 ? true : undefined));
    expect(responder.questions).toHaveLength(1);
  });

  it('refuses what is forged, stale or from the future, unread', async () => {
    const responder = scripted();
    await slack.start([command('quota')], responder);
    const now = Math.floor(Date.now() / 1000);
    expect(await statusOf({ signature: null })).toBe(401);
    expect(await statusOf({ signature: 'v0=00' })).toBe(401);
    expect(await statusOf({ signingSecret: 'another' })).toBe(401);
    expect(await statusOf({ timestamp: now - 360 })).toBe(401);
    expect(await statusOf({ timestamp: now + 360 })).toBe(401);
    expect(responder.questions).toEqual([]);
    expect(await statusOf({})).toBe(200);
  });

  it('refuses a huge request and knows no other place', async () => {
    await slack.start([command('quota')], scripted());
    const huge = await postSignedRequest(url, `text=${'x'.repeat(1_100_000)}`, {
      signingSecret: server.signingSecret,
    });
    expect(huge.status).toBe(413);
    const elsewhere = await fetch(url.replace('/slack/events', '/elsewhere'), { method: 'POST' });
    expect(elsewhere.status).toBe(404);
  });
});
