import { expect, it, vi } from 'vitest';
import { demoAccount, demoMoments } from '../../src/simulator/stories/demo.js';
import { built } from '../support/e2e/built.js';
import { start, type Running } from '../support/e2e/program.js';
import { openShop, standingStory } from '../support/e2e/shop.js';
import { folderWith } from '../support/folder.js';
import { describeWithPostgres, sharedPostgres } from '../support/postgres.js';
import { HOME_CHANNEL as SLACK } from '../support/slack/workspace.js';

vi.setConfig({ testTimeout: 180_000 });

const settings = `portfolios:
  - name: Toko Maju
    id: "${demoAccount.portfolioId}"
routes:
  - to: slack:${SLACK}
`;

describeWithPostgres('processes that each do a part of the work', () => {
  it('do that part and no other, and are ready for it', async () => {
    const red = standingStory(Date.now() - demoMoments.promoRed, {
      [demoAccount.promoId]: { quality: 'RED' },
    });
    const shop = await openShop(red, () => Date.now());
    const url = await (await sharedPostgres()).newStore();
    const begun: Running[] = [];
    /** Starts a process, and tells its address once it calls itself ready. */
    const ready = async (roles: string): Promise<string> => {
      const folder = folderWith({ 'tierwatch.yaml': settings });
      const bot = start(built('main'), [], {
        folder,
        env: { ...shop.env, STORE_URL: url, WORKER_ROLES: roles },
      });
      begun.push(bot);
      const [, address = ''] = await bot.says(/"http":"(http:[^"]+)"/);
      await vi.waitFor(async () => expect((await fetch(`${address}/readyz`)).status).toBe(200), 20_000);
      return address;
    };
    const told = (): number => shop.slack.messages.list(SLACK).length;
    const webhook = async (address: string): Promise<number> =>
      (await fetch(`${address}/webhooks/meta?hub.mode=subscribe`)).status;

    const http = await ready('http');
    expect(await webhook(http)).not.toBe(404);
    expect([shop.meta.calls.filter(({ path }) => path.includes(demoAccount.promoId)).length, told()]).toEqual(
      [0, 0],
    );
    expect([shop.slack.connections(), shop.discord.gateway.connections()]).toEqual([0, 0]);

    const look = await ready('look');
    expect(await webhook(look)).toBe(404);
    expect([told(), shop.slack.connections()], 'it tells nobody').toEqual([0, 0]);

    await ready('deliver');
    await vi.waitFor(() => expect(told()).toBeGreaterThan(0), 20_000);
    expect(shop.slack.connections(), 'it answers nobody').toBe(0);

    await ready('chat');
    await shop.slack.connected(20_000);
    await shop.discord.gateway.connected(20_000);
    const page = await (await fetch(`${look}/metrics`)).text();
    for (const role of ['look', 'deliver', 'chat', 'http'])
      expect(page).toContain(`tierwatch_workers{role="${role}"} 1`);

    for (const bot of begun) bot.signal('SIGTERM');
    expect((await Promise.all(begun.map((bot) => bot.ended))).map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    await shop.close();
  });
});
