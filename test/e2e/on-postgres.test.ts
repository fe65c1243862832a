import { expect, it, vi } from 'vitest';
import { HOUR } from '../../src/domain/time.js';
import { demoAccount, demoMoments } from '../../src/simulator/stories/demo.js';
import { built } from '../support/e2e/built.js';
import { pollDocument } from '../support/e2e/poll-document.js';
import { run, start, type Ended } from '../support/e2e/program.js';
import { secretIn } from '../support/e2e/secrets.js';
import { openShop, standingStory } from '../support/e2e/shop.js';
import { folderWith } from '../support/folder.js';
import { describeWithPostgres, postgresUser, startPostgres } from '../support/postgres.js';
import { HOME_CHANNEL as SLACK } from '../support/slack/workspace.js';

vi.setConfig({ testTimeout: 300_000 });

const settings = `portfolios:
  - name: Toko Maju
    id: "${demoAccount.portfolioId}"
routes:
  - to: slack:${SLACK}
`;

describeWithPostgres('the bot on PostgreSQL', () => {
  it('looks, tells once, answers, lives on when the server is away, and is asked while it runs', async () => {
    const begins = Date.now() - (demoMoments.promoRed + HOUR);
    const red = standingStory(begins, { [demoAccount.promoId]: { quality: 'RED' } });
    const shop = await openShop(red, () => Date.now());
    const server = await startPostgres();
    const url = await server.newStore();
    const folder = folderWith({ 'tierwatch.yaml': settings, 'store-url': `${url}\n` });
    const others = Object.entries(shop.env).filter(([name]) => name !== 'STORE_URL');
    const env = { ...Object.fromEntries(others), STORE_URL_FILE: 'store-url' };
    const secrets = [...shop.secrets, postgresUser.password, encodeURIComponent(postgresUser.password)];
    const tierwatch = async (...args: readonly string[]): Promise<Ended> => {
      const ended = await run(built('cli'), args, { folder, env });
      expect(secretIn(ended.out + ended.err, secrets)).toBeNull();
      return ended;
    };
    const told = (): readonly string[] => shop.slack.messages.list(SLACK).map(({ text }) => text);

    const polled = await tierwatch('poll', '--json');
    expect(pollDocument.parse(JSON.parse(polled.out)).portfolios).toHaveLength(1);
    expect(told().length).toBeGreaterThan(0);
    const first = told();

    const bot = start(built('main'), [], { folder, env: { ...env, PORT: '0' } });
    await bot.says(/"event":"looked"|"http":"http:/);
    await shop.slack.connected(30_000);
    expect((await tierwatch('check')).out).toMatch(
      /Store, 127\.0\.0\.1:\d+\/stores: PostgreSQL \d+\.\d+\. 1 process shares it: \S+ \(look, deliver, chat, http\)\..* At this moment no look is due; the last look/,
    );
    expect((await tierwatch('ask', '/quota')).out).toContain('Toko Maju');

    await server.crash();
    await bot.says(/store-lost/);
    await server.startAgain();
    await bot.says(/store-found-again/);
    expect((await tierwatch('poll', '--json')).code).toBe(0);
    expect((await tierwatch('history', '--json')).out).toContain('Promo');

    bot.signal('SIGTERM');
    const { code, err } = await bot.ended;
    expect(code).toBe(0);
    expect(secretIn(err, secrets)).toBeNull();
    expect(told(), 'nothing is told twice').toEqual(first);

    const copy = await run(built('cli'), ['store', 'copy', 'OLD_STORE', 'sqlite://./moved.sqlite'], {
      folder,
      env: { OLD_STORE_FILE: 'store-url' },
    });
    expect([copy.code, copy.err]).toEqual([0, '']);
    expect(secretIn(copy.out, secrets)).toBeNull();
    const moved = { ...Object.fromEntries(others), STORE_URL: 'sqlite://./moved.sqlite' };
    const asked = await run(built('cli'), ['ask', '/quota'], { folder, env: moved });
    expect(asked.out).toContain('Toko Maju');
    expect(asked.out).not.toContain('never');

    await server.crash();
    const without = await run(built('main'), [], { folder, env: { ...env, PORT: '0' } });
    expect(without).toMatchObject({
      code: 1,
      err: `The store postgres://127.0.0.1:${String(server.port)}/stores cannot be reached. Check that PostgreSQL runs there and lets this machine in (ECONNREFUSED).\n`,
    });
    await shop.close();
  });
});
