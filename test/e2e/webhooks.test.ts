import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { demoAccount, demoMoments, demoStory } from '../../src/simulator/stories/demo.js';
import { HOUR } from '../../src/domain/time.js';
import { headOf, rawLine, type RawLine } from '../adapters/http/raw-line.js';
import { built } from '../support/e2e/built.js';
import { run, start, type Running } from '../support/e2e/program.js';
import { openShop, type Shop } from '../support/e2e/shop.js';
import { folderWith } from '../support/folder.js';
import { bodyOf, changeOf, signedWith } from '../support/meta-webhooks.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const MB = 1024 * 1024;
const PATH = '/webhooks/meta';
const secret = demoAccount.appSecret;
const channel = 'C0123456789';

let shop: Shop;
let bot: Running;
let url: string;
let folder: string;

beforeEach(async () => {
  // The hour before anything goes wrong in the story.
  shop = await openShop(demoStory(Date.now() - demoMoments.promoYellow + HOUR), () => Date.now());
  folder = folderWith({
    'tierwatch.yaml': `portfolios: [{ name: Toko Maju, id: "${demoAccount.portfolioId}" }]\nroutes: [{ to: "slack:${channel}" }]\n`,
  });
  bot = start(built('main'), [], { folder, env: { ...shop.env, PORT: '0' } });
  [, url = ''] = await bot.says(/"http":"(http:[^"]+)"/);
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), 30_000);
});
afterEach(async () => {
  bot.signal('SIGTERM');
  expect((await bot.ended).code).toBe(0);
  await shop.close();
});

async function send(body: string, headers = signedWith(secret, body)): Promise<number> {
  return (await fetch(`${url}${PATH}`, { method: 'POST', body, headers })).status;
}

const review = (decision: string, seconds: number): string =>
  JSON.stringify(bodyOf([changeOf('account_review_update', { decision })], seconds, demoAccount.retailId));
const now = (): number => Math.floor(Date.now() / 1000) + 2;
const said = (): readonly string[] => shop.slack.messages.list(channel).map((one) => JSON.stringify(one));

describe('the built bot', () => {
  it('shakes hands with whoever knows the token', async () => {
    const greet = async (token: string): Promise<readonly [number, string]> => {
      const query = new URLSearchParams({
        'hub.mode': 'subscribe',
        'hub.challenge': '42',
        'hub.verify_token': token,
      });
      const answer = await fetch(`${url}${PATH}?${query.toString()}`);
      return [answer.status, await answer.text()];
    };
    expect(await greet(shop.env['META_WEBHOOK_VERIFY_TOKEN'] ?? '')).toEqual([200, '42']);
    expect(await greet('guess')).toEqual([403, '']);
  });

  it('refuses what is forged, unsigned, cut or too large, and does nothing of it', async () => {
    const body = review('REJECTED', now());
    expect(await send(body, {})).toBe(401);
    expect(await send(body, signedWith('guess', body))).toBe(401);
    expect(await send(body.slice(0, -1), signedWith(secret, body))).toBe(401);
    const large = 'x'.repeat(10 * MB);
    expect(await send(large)).toBe(413);
    const line = await rawLine(url);
    line.send(headOf(PATH, { ...signedWith(secret, large), 'transfer-encoding': 'chunked' }));
    for (let sent = 0; sent < 10; sent += 1) line.send(`${MB.toString(16)}\r\n${'x'.repeat(MB)}\r\n`);
    await line.hears(/^HTTP\/1\.1 413 /);
    line.drop();
    const stranger = bodyOf([changeOf('account_review_update', { decision: 'REJECTED' })], now(), '404');
    expect(await send(JSON.stringify(stranger))).toBe(200);
    expect(said()).toEqual([]);
  });

  it('goes on while a thousand connections send a byte a second', async () => {
    const body = review('APPROVED', now());
    const lines: RawLine[] = [];
    const head = headOf(PATH, { ...signedWith(secret, body), 'content-length': body.length });
    for (let n = 0; n < 1_000; n += 1) lines.push(await rawLine(url));
    const trickle = (at: number): void => lines.forEach((line) => line.send(head[at] ?? ' '));
    let at = 0;
    trickle(at);
    const timer = setInterval(() => trickle((at += 1)), 1_000);
    try {
      const answer = await shop.discord.sendCommand({ name: 'numbers' }).reply();
      expect(JSON.stringify(answer.embeds)).toContain('Toko Maju');
      await Promise.all(lines.map(({ closed }) => closed));
      expect(await send(body)).toBe(200);
    } finally {
      clearInterval(timer);
      lines.forEach((line) => line.drop());
    }
  });

  it('tells what was announced once, however often it is sent', async () => {
    const body = review('DISABLED', now());
    expect(await Promise.all(Array.from({ length: 20 }, () => send(body)))).toEqual(Array(20).fill(200));
    await vi.waitFor(() => expect(said().join()).toContain('Meta disabled the account'), 20_000);
    expect(said().filter((one) => one.includes('Meta disabled the account'))).toHaveLength(1);
    const { code, out } = await run(built('cli'), ['webhooks', 'status', '--json'], {
      folder,
      env: shop.env,
    });
    const { ok, heard } = JSON.parse(out) as { ok: boolean; heard: readonly object[] };
    expect([code, ok]).toEqual([0, true]);
    expect(heard).toEqual([
      expect.objectContaining({ account: demoAccount.retailId, field: 'account_review_update' }),
    ]);
  });
});
