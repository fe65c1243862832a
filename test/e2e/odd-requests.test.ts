import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOUR } from '../../src/domain/time.js';
import { demoAccount, demoMoments, demoStory } from '../../src/simulator/stories/demo.js';
import { built } from '../support/e2e/built.js';
import { start, type Running } from '../support/e2e/program.js';
import { openShop, type Shop } from '../support/e2e/shop.js';
import { folderWith } from '../support/folder.js';
import { postSignedRequest } from '../support/slack/signed-request.js';

vi.setConfig({ testTimeout: 60_000 });

let shop: Shop;
let bot: Running;
let url: string;

beforeEach(async () => {
  shop = await openShop(demoStory(Date.now() - demoMoments.promoYellow - HOUR / 4), () => Date.now());
  const folder = folderWith({
    'tierwatch.yaml': `portfolios: [{ name: Toko Maju, id: "${demoAccount.portfolioId}" }]\nroutes: []\n`,
  });
  bot = start(built('main'), [], { folder, env: { ...shop.env, SLACK_APP_TOKEN: '', PORT: '0' } });
  [, url = ''] = await bot.says(/"http":"(http:[^"]+)"/);
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), 20_000);
});
afterEach(async () => {
  bot.signal('SIGKILL');
  await bot.ended;
  await shop.close();
});

const bodies = [
  '{"type":"block_actions","actions":[{}]}',
  '{"type":"event_callback","event":null}',
  'null',
  'payload=null',
  '7',
  '[]',
  'payload={"type":"view_submission","view":null}',
];

describe('a signed request from Slack of an odd shape', () => {
  it('is answered, and the bot lives on', async () => {
    const statuses = await Promise.all(
      bodies.map(async (body) => {
        const headers = body.startsWith('payload=') ? {} : { 'content-type': 'application/json' };
        const { signingSecret } = shop.slack;
        const { status } = await postSignedRequest(`${url}/slack/events`, body, { signingSecret, headers });
        return status;
      }),
    );
    expect(statuses).toEqual(bodies.map(() => 400));
    // The vendor's own limit is three seconds: only after it would a second answer have been tried.
    await new Promise((resolve) => setTimeout(resolve, 3_200));
    const answer = await shop.discord.sendCommand({ name: 'numbers' }).reply();
    expect(JSON.stringify(answer.embeds)).toContain('Toko Maju');
    bot.signal('SIGTERM');
    expect((await bot.ended).code).toBe(0);
  });
});
