import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HOUR } from '../../src/domain/time.js';
import { demoAccount, demoMoments, demoStory } from '../../src/simulator/stories/demo.js';
import { HOME_CHANNEL as DISCORD } from '../support/discord/guild.js';
import { built } from '../support/e2e/built.js';
import { run, type Ended } from '../support/e2e/program.js';
import { filesIn, secretIn } from '../support/e2e/secrets.js';
import { openShop, type Shop } from '../support/e2e/shop.js';
import { folderWith } from '../support/folder.js';
import { HOME_CHANNEL as SLACK } from '../support/slack/workspace.js';

vi.setConfig({ testTimeout: 120_000 });

let shop: Shop;
beforeAll(async () => {
  shop = await openShop(demoStory(Date.now() - (demoMoments.promoRed + HOUR)), () => Date.now());
});
afterAll(() => shop.close());

const portfolio = `portfolios:
  - { name: Toko Maju, id: "${demoAccount.portfolioId}" }
`;
const routed = `${portfolio}routes:
  - to: slack:${SLACK}
  - to: discord:${DISCORD}
`;

/** Those variables of the shop whose names fit. Where the chats and Meta are is no secret and always set. */
function only(names: RegExp): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(shop.env).filter(([name]) => names.test(name) || /_URL$|^PORT$/.test(name)),
  );
}

async function tierwatch(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {},
): Promise<Ended & { readonly folder: string }> {
  const folder = folderWith(files);
  const ended = await run(built('cli'), args, { folder, env: { ...env, HEARTBEAT_URL: '' } });
  expect(secretIn(ended.out + ended.err, shop.secrets)).toBeNull();
  return { ...ended, folder };
}

const nothing = /^$/;

describe('before there is a settings file', () => {
  it('check says what is missing and leaves with 1', async () => {
    const { code, out, err, folder } = await tierwatch(['check'], only(nothing));
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/^FIX {2}tierwatch\.yaml: There is no such file/m);
    expect(out).toMatch(/^FIX {2}META_ACCESS_TOKEN: It is not set/m);
    expect(out).toMatch(/^ok {3}Slack: It is not used/m);
    expect(filesIn(folder)).toEqual([]);
  });

  it('check prints the invite link with nothing but the application id', async () => {
    const { code, out } = await tierwatch(['check'], only(/^DISCORD_APPLICATION_ID$/));
    expect(code).toBe(1);
    const [, link = ''] = /^ok {3}Discord, invite link: (\S+)$/m.exec(out) ?? [];
    const { searchParams } = new URL(link);
    expect(searchParams.get('client_id')).toBe(shop.discord.applicationId);
    expect(BigInt(searchParams.get('permissions') ?? '0')).toBeGreaterThan(0n);
  });

  it('check tries the tokens that are set, and finds the application of a Discord token', async () => {
    const { code, out } = await tierwatch(
      ['check', '--json'],
      only(/^META_ACCESS_TOKEN$|^SLACK_BOT|^DISCORD_TOKEN$/),
    );
    expect(code).toBe(1);
    const { trials } = JSON.parse(out) as { trials: { what: string; ok: boolean; say: string }[] };
    const of = (what: string): readonly boolean[] =>
      trials.filter((trial) => trial.what === what).map((trial) => trial.ok);
    expect(of('Meta, token META_ACCESS_TOKEN')).toEqual([true]);
    expect(of('Slack, bot token')).toEqual([true]);
    expect(of('SLACK_APP_TOKEN')).toEqual([false]);
    expect(of('Discord, bot token')).toEqual([true]);
    expect(of('DISCORD_APPLICATION_ID')).toEqual([false]);
    const application = trials.find((trial) => trial.what === 'Discord, application');
    expect(application?.say).toContain(shop.discord.applicationId);
    expect(of('Discord, invite link')).toEqual([true]);
  });

  it('discord-register needs Discord and nothing else', async () => {
    const { code, out, err } = await tierwatch(['discord-register'], only(/^DISCORD_/));
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('/quota');
  });

  it('discord-register names each variable it lacks', async () => {
    const { code, out, err } = await tierwatch(['discord-register'], only(nothing));
    expect([code, out]).toEqual([2, '']);
    expect(err.trim().split('\n')).toEqual([
      expect.stringMatching(/^DISCORD_TOKEN: It is not set; /),
      expect.stringMatching(/^DISCORD_APPLICATION_ID: It is not set; /),
    ]);
  });

  it.each(['slack-manifest', 'config-schema'])('%s needs nothing', async (command) => {
    const { code, out, err } = await tierwatch([command], only(nothing));
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toBeTypeOf('object');
  });
});

describe('a command asks for what it needs', () => {
  it('discord-register takes the prefix of a settings file in which other things are wrong', async () => {
    const files = { 'tierwatch.yaml': `${routed}commandPrefix: wa-\ntimezone: Mars/Base\n` };
    const { code, out } = await tierwatch(['discord-register'], only(/^DISCORD_/), files);
    expect(code).toBe(0);
    expect(out).toContain('/wa-quota');
  });

  it.each(['discord-register', 'slack-manifest'])(
    '%s does not guess a prefix that is wrong',
    async (command) => {
      const files = { 'tierwatch.yaml': `${portfolio}commandPrefix: "WA "\n` };
      const { code, out, err } = await tierwatch([command], only(/^DISCORD_/), files);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/^tierwatch\.yaml:3 commandPrefix: /);
    },
  );

  it('a test alert to one route needs the token of that chat', async () => {
    const files = { 'tierwatch.yaml': routed };
    const posted = shop.slack.messages.list().length;
    const slack = await tierwatch(['alert-test', `slack:${SLACK}`], only(/^SLACK_BOT_TOKEN$/), files);
    expect([slack.code, slack.err]).toEqual([0, '']);
    expect(shop.slack.messages.list().length).toBe(posted + 1);
    const discord = await tierwatch(['alert-test', `discord:${DISCORD}`], only(/^DISCORD_TOKEN$/), files);
    expect([discord.code, discord.err]).toEqual([0, '']);
    const neither = await tierwatch(['alert-test'], only(/^DISCORD_TOKEN$/), files);
    expect([neither.code, neither.out]).toEqual([2, '']);
    expect(neither.err).toMatch(/^SLACK_BOT_TOKEN: It is not set, and a route leads to Slack; .*\n$/);
  });

  it('a dry look needs Meta, and no chat', async () => {
    const files = { 'tierwatch.yaml': routed };
    const { code, err } = await tierwatch(['poll', '--dry-run'], only(/^META_ACCESS_TOKEN$/), files);
    expect([code, err]).toEqual([0, '']);
    const blind = await tierwatch(['poll', '--dry-run'], only(/^SLACK_|^DISCORD_/), files);
    expect(blind.code).toBe(2);
    expect(blind.err).toMatch(/^META_ACCESS_TOKEN: It is not set/);
  });

  it.each([[['ask', '/help']], [['history']], [['digest', '--dry-run']], [['digest']]])(
    '%j needs no token at all',
    async (args) => {
      const { code, err } = await tierwatch(args, only(nothing), { 'tierwatch.yaml': routed });
      expect([code, err]).toEqual([0, '']);
    },
  );

  it('check goes on where a token is missing', async () => {
    const files = { 'tierwatch.yaml': routed };
    const { code, out } = await tierwatch(['check'], only(/^META_ACCESS_TOKEN$|^SLACK_/), files);
    expect(code).toBe(1);
    expect(out).toMatch(/^ok {3}Meta, Toko Maju: 4 numbers seen/m);
    expect(out).toMatch(new RegExp(`^ok {3}Slack, channel ${SLACK}: `, 'm'));
    expect(out).toMatch(/^FIX {2}DISCORD_TOKEN: It is not set, and a route leads to Discord/m);
  });

  it('check tries nothing while something is wrong, and leaves with 2', async () => {
    const requests = shop.slack.requests.length;
    const files = { 'tierwatch.yaml': `${routed}timezone: Mars/Base\n` };
    const { code, out, err } = await tierwatch(['check'], only(/^SLACK_/), files);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/timezone: "Mars\/Base" does not fit here/);
    expect(err).toMatch(/^META_ACCESS_TOKEN: It is not set/m);
    expect(shop.slack.requests.length).toBe(requests);
  });
});
