import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOUR } from '../../src/domain/time.js';
import { demoAccount, demoMoments, demoStory } from '../../src/simulator/stories/demo.js';
import { HOME_CHANNEL as DISCORD } from '../support/discord/guild.js';
import { built } from '../support/e2e/built.js';
import { start, type Running } from '../support/e2e/program.js';
import { secretIn } from '../support/e2e/secrets.js';
import { openShop, type Shop } from '../support/e2e/shop.js';
import { folderWith } from '../support/folder.js';
import type { JsonObject } from '../support/loopback/json.js';
import { HOME_CHANNEL as SLACK } from '../support/slack/workspace.js';

vi.setConfig({ testTimeout: 60_000 });

const settings = `portfolios:
  - name: Toko Maju
    id: "${demoAccount.portfolioId}"
routes:
  - to: slack:${SLACK}
  - to: discord:${DISCORD}
`;

let shop: Shop;
let folder: string;
let running: Running[] = [];

beforeEach(async () => {
  const begins = Date.now() - demoMoments.promoYellow - HOUR / 4;
  shop = await openShop(demoStory(begins), () => Date.now());
  folder = folderWith({ 'tierwatch.yaml': settings });
});
afterEach(async () => {
  for (const one of running) one.signal('SIGKILL');
  await Promise.all(running.map((one) => one.ended));
  running = [];
  await shop.close();
});

/** The built bot; `beside` is a script that runs in the same process, as a library of a vendor's would. */
function bot(beside = ''): Running {
  const env = { ...shop.env, PORT: '0' };
  const args = ['--import', `data:text/javascript,${encodeURIComponent(beside)}`, built('main')];
  const [file = '', ...rest] = args;
  const one = start(file, rest, { folder, env });
  running.push(one);
  return one;
}

async function connected(one: Running): Promise<string> {
  const [, url = ''] = await one.says(/"http":"(http:[^"]+)"/);
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), 20_000);
  return url;
}

/** Everybody is told of the yellow number, once. */
async function told(): Promise<void> {
  const isThere = (): boolean =>
    shop.slack.messages.list().length === 1 && shop.discord.messages.list().length === 1;
  await vi.waitFor(() => expect(isThere()).toBe(true), 20_000);
}

/** The environment's secret is named, so that it stands neither in the script nor in its address. */
const trouble = "new Error('the line broke: ' + process.env.SLACK_BOT_TOKEN)";

describe('a promise that is rejected with nobody to hear it', () => {
  it('is logged without its secret, and the looks and both chats go on', async () => {
    const one = bot(`process.on('SIGUSR2', () => Promise.reject(${trouble}))`);
    const url = await connected(one);
    one.signal('SIGUSR2');
    const [line] = await one.says(/^.*"event":"unhandled".*$/m);
    expect(JSON.parse(line)).toMatchObject({ level: 50, reason: 'the line broke: [secret]' });

    // The library of Discord rejects into nowhere when it is sent what Discord's documentation does not know.
    const nothing = null as unknown as JsonObject;
    for (const event of ['GUILD_CREATE', 'CHANNEL_UPDATE', 'MESSAGE_CREATE', 'INTERACTION_CREATE']) {
      for (const data of [nothing, {}, { id: '1', type: 2 }]) shop.discord.gateway.dispatch(event, data);
    }
    const frames = ['', '{', 'null', '7', '[]', '{"op":99}', '{"op":0}', '{"op":0,"t":"READY","d":null}'];
    for (const frame of frames) shop.discord.gateway.frame(frame);
    await one.says(/Cannot read properties.*"event":"unhandled"/);

    const answer = await shop.discord.sendCommand({ name: 'numbers' }).reply();
    expect(JSON.stringify(answer.embeds)).toContain('Toko Maju');
    const other = await shop.slack.sendSlash({ command: '/numbers' }).posted();
    expect(JSON.stringify(other[0]?.body)).toContain('Toko Maju');
    await told();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    one.signal('SIGTERM');
    const { code, err } = await one.ended;
    expect(code).toBe(0);
    expect(secretIn(err, shop.secrets)).toBeNull();
  });
});

describe('an error that nobody catches', () => {
  it('is logged without its secret, and the looks and both chats go on', async () => {
    const one = bot(`process.on('SIGUSR2', () => setTimeout(() => { throw ${trouble} }, 1))`);
    const url = await connected(one);
    one.signal('SIGUSR2');
    const [line] = await one.says(/^.*"event":"uncaught".*$/m);
    expect(JSON.parse(line)).toMatchObject({ level: 50, reason: 'the line broke: [secret]' });

    await told();
    const answer = await shop.discord.sendCommand({ name: 'numbers' }).reply();
    expect(JSON.stringify(answer.embeds)).toContain('Toko Maju');
    const other = await shop.slack.sendSlash({ command: '/numbers' }).posted();
    expect(JSON.stringify(other[0]?.body)).toContain('Toko Maju');
    const figures = await (await fetch(`${url}/metrics`)).text();
    expect(figures).toContain('tierwatch_events_total{event="uncaught",level="error"} 1');
    one.signal('SIGTERM');
    const { code, out, err } = await one.ended;
    expect(code).toBe(0);
    expect(secretIn(out + err, shop.secrets)).toBeNull();
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('and comes again and again ends the process, and the next one goes on where it was', async () => {
    const one = bot(`process.on('SIGUSR2', () => setInterval(() => { throw ${trouble} }, 1))`);
    await connected(one);
    await told();
    one.signal('SIGUSR2');
    const { code, out, err } = await one.ended;
    expect(code).toBe(1);
    expect(err).toContain('"event":"beyond-repair"');
    expect(secretIn(out + err, shop.secrets)).toBeNull();

    const again = bot();
    await connected(again);
    await again.says(/"event":"look.seen"/);
    again.signal('SIGTERM');
    expect((await again.ended).code).toBe(0);
    expect([shop.slack.messages.list().length, shop.discord.messages.list().length]).toEqual([1, 1]);
  });
});
