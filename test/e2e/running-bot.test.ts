import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { HOUR } from '../../src/domain/time.js';
import { demoAccount, demoMoments } from '../../src/simulator/stories/demo.js';
import { discordFault } from '../support/discord/faults.js';
import { HOME_CHANNEL as DISCORD } from '../support/discord/guild.js';
import { built } from '../support/e2e/built.js';
import { pollDocument } from '../support/e2e/poll-document.js';
import { run, start, type Ended, type Running } from '../support/e2e/program.js';
import { secretIn } from '../support/e2e/secrets.js';
import { openShop, standingStory, type Shop } from '../support/e2e/shop.js';
import { slackFault } from '../support/slack/faults.js';
import { HOME_CHANNEL as SLACK } from '../support/slack/workspace.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const settings = `portfolios:
  - name: Toko Maju
    id: "${demoAccount.portfolioId}"
routes:
  - to: slack:${SLACK}
    digest: "0 8 * * 1-5"
  - to: discord:${DISCORD}
`;

let shop: Shop;
let folder: string;
let bot: Running;

async function startBot(): Promise<void> {
  bot = start(built('main'), [], { folder, env: shop.env });
  await bot.says(/"http":"http:/);
  await Promise.all([shop.slack.connected(30_000), shop.discord.gateway.connected(30_000)]);
}

beforeAll(async () => {
  const begins = Date.now() - (demoMoments.promoRed + HOUR);
  shop = await openShop(standingStory(begins, { [demoAccount.promoId]: { quality: 'RED' } }), () =>
    Date.now(),
  );
  folder = mkdtempSync(join(tmpdir(), 'tierwatch-running-'));
  writeFileSync(join(folder, 'tierwatch.yaml'), settings);
  await startBot();
  // What is wrong, the red number and the usage, is told before any test begins.
  await shop.slack.until('the alerts', () => shop.slack.messages.list()[1], 30_000);
  await shop.discord.until('the alerts', () => shop.discord.messages.list()[1], 30_000);
});
afterEach(() => {
  shop.slack.faults.clear();
  shop.discord.faults.clear();
});
afterAll(async () => {
  bot.signal('SIGTERM');
  await bot.ended;
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command line beside the bot, without a token of its own. */
async function beside(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const ended = await run(built('cli'), args, {
    folder,
    env: { STORE_URL: shop.env['STORE_URL'] ?? '', ...more },
  });
  expect(secretIn(ended.out + ended.err, shop.secrets)).toBeNull();
  return ended;
}

const posts = (): readonly number[] => [
  shop.slack.messages.list().length,
  shop.discord.messages.list().length,
];

describe('while the bot runs', () => {
  it('a test alert goes through it and says where it arrived', async () => {
    const [slack = 0, discord = 0] = posts();
    const all = await beside(['alert-test']);
    expect([all.code, all.err]).toEqual([0, '']);
    expect(posts()).toEqual([slack + 1, discord + 1]);
    const last = shop.slack.messages.list().at(-1);
    expect(last?.text).toMatch(/test/i);
    expect(all.out).toContain(`slack:${SLACK}: delivered, as message ${last?.ts ?? '?'}`);
    expect(all.out).toContain(`discord:${DISCORD}: delivered`);
  });

  it('a test alert that a chat refuses says why, and is not sent later', async () => {
    shop.discord.faults.always(/POST .*messages$/, discordFault.missingPermissions);
    shop.slack.faults.always('chat.postMessage', slackFault.refused('is_archived'));
    const before = posts();
    const refused = await beside(['alert-test']);
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(/discord:\d+: not delivered\. The bot lacks a permission/);
    expect(refused.out).toMatch(/slack:\w+: not delivered\. .*archived/);
    shop.slack.faults.clear();
    shop.discord.faults.clear();
    expect((await beside(['alert-test', `slack:${SLACK}`])).code).toBe(0);
    const [slack = 0, discord = 0] = before;
    expect(posts()).toEqual([slack + 1, discord]);
  });

  it('a route it does not know is named as such', async () => {
    const unknown = await beside(['alert-test', 'slack:C0000000009']);
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain(`slack:${SLACK}`);
  });

  it('it is asked for a look, and the look is printed as ever', async () => {
    const calls = shop.meta.calls.length;
    const look = await beside(['poll', '--json']);
    expect([look.code, look.err]).toEqual([0, '']);
    const [portfolio] = pollDocument.parse(JSON.parse(look.out)).portfolios;
    expect(portfolio).toMatchObject({ id: demoAccount.portfolioId, seen: true });
    expect(portfolio?.findings.map((one) => one.rule)).toContain('quality');
    expect(shop.meta.calls.length).toBeGreaterThan(calls);
    const words = await beside(['poll']);
    expect(words.out).toMatch(/Toko Maju: 4 numbers seen/);
  });

  it('a dry look and a check go on beside it with tokens of their own', async () => {
    const before = posts();
    const dry = await beside(['poll', '--dry-run', '--json'], shop.env);
    expect(pollDocument.parse(JSON.parse(dry.out)).portfolios).toHaveLength(1);
    const check = await beside(['check'], shop.env);
    expect([dry.code, check.code]).toEqual([0, 0]);
    expect(posts()).toEqual(before);
  });

  it('the digest is sent by it', async () => {
    const before = posts();
    const digest = await beside(['digest']);
    expect([digest.code, digest.err]).toEqual([0, '']);
    expect(digest.out).toContain(`slack:${SLACK}: delivered`);
    expect(posts()[0]).toBeGreaterThan(before[0] ?? 0);
  });

  it('an alert can be acknowledged from the terminal', async () => {
    const open = await beside(['ask', '/incidents']);
    const id = /red\) .* ([a-z0-9]{7})$/m.exec(open.out)?.[1] ?? '';
    const done = await beside(['ask', `/ack ${id}`]);
    expect([done.code, done.err]).toEqual([0, '']);
    await shop.slack.until('the alert to say so', () =>
      shop.slack.messages.list().find((one) => one.text.includes('Acknowledged')),
    );
  });

  it('and after it was killed, commands work by themselves, and the next bot listens again', async () => {
    bot.signal('SIGKILL');
    await bot.ended;
    expect(existsSync(join(folder, 'data/tierwatch.sqlite.sock'))).toBe(true);
    const alone = await beside(['alert-test', `slack:${SLACK}`], shop.env);
    expect([alone.code, alone.err]).toEqual([0, '']);
    await startBot();
    expect((await beside(['alert-test', `slack:${SLACK}`])).code).toBe(0);
    bot.signal('SIGTERM');
    expect((await bot.ended).code).toBe(0);
    expect(existsSync(join(folder, 'data/tierwatch.sqlite.sock'))).toBe(false);
  });
});
