import { afterEach, describe, expect, it, vi } from 'vitest';
import { SLACK_PATH } from '../../src/adapters/slack/slack-path.js';
import { HOME_CHANNEL as DISCORD } from '../support/discord/guild.js';
import { built } from '../support/e2e/built.js';
import { run, start, type Ended, type Running } from '../support/e2e/program.js';
import { filesIn, secretIn } from '../support/e2e/secrets.js';
import {
  openWalledShop,
  proxyPasswords,
  walledSettings,
  writtenCredentials,
  type WalledShop,
} from '../support/e2e/walled-shop.js';
import { folderWith } from '../support/folder.js';
import { HOME_CHANNEL as SLACK } from '../support/slack/workspace.js';

vi.setConfig({ testTimeout: 60_000 });

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function walledShop(): Promise<WalledShop> {
  const walled = await openWalledShop();
  closing.push(() => walled.close());
  return walled;
}

function running({ folder }: WalledShop, env: Readonly<Record<string, string>>): Running {
  const bot = start(built('main'), [], { folder, env });
  closing.push(async () => {
    bot.signal('SIGTERM');
    await bot.ended;
  });
  return bot;
}

const check = ({ folder }: WalledShop, env: Readonly<Record<string, string>>): Promise<Ended> =>
  run(built('cli'), ['check'], { folder, env });

describe('behind a wall', () => {
  it('the bot reaches Meta, Slack, Discord and its monitor through the proxy alone, and nobody sees its password', async () => {
    const walled = await walledShop();
    const { shop, proxy } = walled;
    const bot = running(walled, walled.env);
    await bot.says(/"event":"started"/);
    await Promise.all([shop.slack.connected(20_000), shop.discord.gateway.connected(20_000)]);
    await shop.slack.until('an alert', () => shop.slack.messages.list(SLACK)[0], 20_000);
    await shop.discord.until('an alert', () => shop.discord.messages.list(DISCORD)[0], 20_000);
    await vi.waitFor(() => expect(shop.monitor.pings()).toBeGreaterThan(0), 20_000);
    expect(new Set(proxy.asked)).toEqual(
      new Set(['graph', 'slack', 'discord', 'monitor'].map((name) => `${name}.loopback.test:443`)),
    );
    bot.signal('SIGTERM');
    const { code, out, err } = await bot.ended;
    expect(code).toBe(0);
    const store = filesIn(walled.folder).map(([, text]) => text);
    expect(secretIn([out, err, ...store].join('\n'), [...shop.secrets, ...proxyPasswords])).toBeNull();
  });

  it('people ask over both chats and are answered, and a line that is lost is made again through the proxy', async () => {
    const walled = await walledShop();
    const { slack, discord } = walled.shop;
    const bot = running(walled, walled.env);
    await bot.says(/"event":"started"/);
    await Promise.all([slack.connected(20_000), discord.gateway.connected(20_000)]);
    const before = walled.proxy.asked.length;
    await slack.dropSocket();
    await discord.gateway.close(4000);
    await Promise.all([slack.connected(20_000), discord.gateway.connected(20_000)]);
    const again = walled.proxy.asked.slice(before);
    expect(again).toEqual(expect.arrayContaining(['slack.loopback.test:443', 'discord.loopback.test:443']));
    const [answer] = await slack.sendSlash({ command: '/numbers' }).posted();
    const reply = await discord.sendCommand({ name: 'numbers' }).reply();
    for (const one of [answer, reply]) expect(JSON.stringify(one)).toContain('Toko Maju');
    expect([...slack.problems(), ...discord.problems()]).toEqual([]);
  });

  it('Slack over signed requests is answered through the proxy too', async () => {
    const walled = await walledShop();
    const { slack } = walled.shop;
    const bot = running(walled, { ...walled.env, SLACK_APP_TOKEN: '' });
    const [, url = ''] = await bot.says(/"http":"([^"]+)".*"event":"started"/);
    await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), 30_000);
    slack.deliverTo(`${url}${SLACK_PATH}`);
    const [answer] = await slack.sendSlash({ command: '/numbers' }).posted();
    expect(JSON.stringify(answer)).toContain('Toko Maju');
    expect(slack.connections()).toBe(0);
    expect(walled.proxy.asked).toContain('slack.loopback.test:443');
    expect(slack.problems()).toEqual([]);
  });

  it('NO_PROXY leads around the proxy, whose address may even be dead', async () => {
    const far = await walledShop();
    const straight = (name: string): string =>
      `https://localhost:${far.ports[name as keyof typeof far.ports]}`;
    const { code, out } = await check(far, {
      ...far.env,
      META_GRAPH_URL: straight('graph'),
      HEARTBEAT_URL: `${straight('monitor')}/CANARY-heartbeat`,
      NO_PROXY: 'localhost',
    });
    expect(out).toMatch(
      /^ok {2} Proxy, 127\.0\.0\.1:\d+: It leads to slack\.loopback\.test, discord\.loopback\.test, as HTTPS_PROXY says\. NO_PROXY has it left out for localhost\.$/m,
    );
    expect(far.proxy.asked).not.toContainEqual(expect.stringContaining('localhost'));
    expect(out).toMatch(/^ok {2} Heartbeat: The monitor took a ping\.$/m);
    expect(code).toBeLessThan(2);
  });

  it.each([
    [
      'a password that is not its own',
      'http://tierwatch:CANARY-wrong@',
      null,
      /does not take the user and password in HTTPS_PROXY \(HTTP 407\)/,
    ],
    ['no password', 'http://', null, /asks for a user and a password \(HTTP 407\)/],
    [
      'a host that it does not lead to',
      `http://${writtenCredentials}@`,
      403,
      /does not let the bot through to graph\.loopback\.test \(HTTP 403\)/,
    ],
  ])('check says when the proxy refuses: %s', async (_what, begin, status, sentence) => {
    const walled = await walledShop();
    walled.proxy.refuse(status);
    const { code, out, err } = await check(walled, {
      ...walled.env,
      HTTPS_PROXY: `${begin}127.0.0.1:${walled.proxy.port}`,
    });
    expect(out).toMatch(sentence);
    expect(out.match(/^FIX {2}Proxy/gm)?.length).toBeGreaterThan(0);
    expect(code).toBe(1);
    expect(secretIn(out + err, [...proxyPasswords, 'CANARY'])).toBeNull();
  });

  it.each([
    'proxy.example:3128',
    'socks5://127.0.0.1:1080',
    'http://127.0.0.1:3128/CANARY',
    'http://a:%zz@127.0.0.1',
  ])('an address that names no proxy is told in one sentence: %s', async (address) => {
    const { code, err } = await run(built('cli'), ['check'], {
      folder: folderWith({ 'tierwatch.yaml': walledSettings }),
      env: { HTTPS_PROXY: address },
    });
    expect(err.match(/HTTPS_PROXY: This is no address of an HTTP proxy; write one like http:/g)).toHaveLength(
      1,
    );
    expect(err).not.toContain('CANARY');
    expect(code).toBe(2);
  });
});
