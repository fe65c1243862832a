import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadConfiguration } from '../../../config/load.js';
import { systemClock } from '../../../src/adapters/system/clock.js';
import { init } from '../../../src/cli/init/index.js';
import { Interrupted } from '../../../src/cli/init/prompts.js';
import { HOUR } from '../../../src/domain/time.js';
import { demoAccount, demoMoments } from '../../../src/simulator/stories/demo.js';
import type { Story } from '../../../src/simulator/story.js';
import { usualWords, wordsOf } from '../../../src/words/index.js';
import { secretIn } from '../../support/e2e/secrets.js';
import { openShop, standingStory, type Shop, type ShopChats } from '../../support/e2e/shop.js';
import { fakeLog } from '../../support/fakes/log.js';
import { folderWith } from '../../support/folder.js';
import { scriptedPrompts, type Answer, type ScriptedPrompts } from './scripted-prompts.js';

const slackChannels = [
  { id: 'C0123456789', name: 'alerts' },
  { id: 'C0000000002', name: 'general', member: false },
];

function story(): Story {
  return standingStory(Date.now() - (demoMoments.promoRed + HOUR));
}

async function shopWith(chats: ShopChats = {}, told: Story = story()): Promise<Shop> {
  const shop = await openShop(told, () => Date.now(), { slack: { channels: slackChannels }, ...chats });
  onTestFinished(() => shop.close());
  return shop;
}

interface Run {
  readonly code: number | 'stopped';
  readonly prompts: ScriptedPrompts;
  readonly isWritten: boolean;
}

/** Runs the set-up against the shop; no secret may be said. */
async function run(
  shop: Shop,
  folder: string,
  answers: readonly Answer[],
  more: {
    readonly env?: Readonly<Record<string, string>>;
    readonly stopAt?: number;
    readonly words?: typeof usualWords;
    readonly file?: string;
  } = {},
): Promise<Run> {
  const prompts = scriptedPrompts(answers, more.stopAt);
  const vendors = ['META_GRAPH_URL', 'SLACK_API_URL', 'DISCORD_API_URL'];
  const env = Object.fromEntries(Object.entries(shop.env).filter(([name]) => vendors.includes(name)));
  let isWritten = false;
  const done = init({
    source: {
      cwd: folder,
      env: { ...env, ...more.env },
      ...(more.file === undefined ? {} : { file: more.file }),
    },
    words: more.words ?? usualWords,
    surroundings: { language: 'id-ID', timezone: 'Asia/Jakarta' },
    prompts,
    clock: systemClock,
    log: fakeLog(),
    sendTests: async ({ routes }) =>
      routes.map((route) => [
        route,
        { kind: 'arrived', receipt: { channel: route.channel, message: '1', thread: null } },
      ]),
    onWritten: () => {
      isWritten = true;
    },
  });
  const code = await done.catch((error: unknown) => {
    if (error instanceof Interrupted) return 'stopped' as const;
    throw error;
  });
  expect(secretIn(prompts.said.join('\n'), [...shop.secrets, 'CANARY'])).toBeNull();
  return { code, prompts, isWritten };
}

const general: readonly Answer[] = [
  ['Language of', 'Bahasa Indonesia'],
  ['Time zone', true],
  ['Country', true],
];
const meta = (shop: Shop): readonly Answer[] => [
  ['META_ACCESS_TOKEN', shop.env['META_ACCESS_TOKEN'] ?? ''],
  ['Which portfolios', true],
  ['What people call it', true],
];
const slackSteps = (shop: Shop): readonly Answer[] => [
  ['Set up Slack?', true],
  ['SLACK_BOT_TOKEN', shop.slack.botToken],
  ['SLACK_APP_TOKEN', shop.slack.appToken],
  ['Which channels', ['#alerts']],
  ['What is #alerts to get', 'digest'],
];
const discordSteps = (shop: Shop): readonly Answer[] => [
  ['Set up Discord?', true],
  ['DISCORD_TOKEN', shop.discord.token],
  ['Which channels', ['#alerts, Loopback']],
  ['What is #alerts to get', 'critical'],
];
const written: readonly Answer[] = [
  ['Write it?', true],
  ['Send a test alert', true],
];
const everything = (shop: Shop): readonly Answer[] => [
  ...general,
  ...meta(shop),
  ...slackSteps(shop),
  ...discordSteps(shop),
  ...written,
];

const textIn = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');
const modeOf = (folder: string, name: string): string =>
  (statSync(join(folder, name)).mode & 0o777).toString(8);
const filesOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, textIn(folder, name)]));

describe('the guided set-up', () => {
  it('leads from nothing to settings that are enough, and to test alerts', async () => {
    const shop = await shopWith();
    const folder = folderWith();
    const { code, prompts } = await run(shop, folder, everything(shop));
    expect([code, prompts.said.filter((line) => line.startsWith('no '))]).toEqual([0, []]);
    expect(prompts.said).toContain('ok SLACK_BOT_TOKEN works as @tierwatch in loopback.');
    expect(prompts.said).toContain('ok discord:300000000000000001: it arrived.');
    expect(prompts.said.some((line) => line.startsWith('https://api.slack.com/apps?new_app=1'))).toBe(true);
    expect(prompts.said.some((line) => line.startsWith('https://discord.com/oauth2/authorize?'))).toBe(true);
    const loaded = loadConfiguration({ env: {}, cwd: folder });
    expect(loaded.ok && loaded.configuration).toMatchObject({
      language: 'id',
      timezone: 'Asia/Jakarta',
      portfolios: [{ name: 'Toko Maju', id: demoAccount.portfolioId }],
      routes: [
        { id: 'slack:C0123456789', atLeast: 'warning', digest: '0 8 * * 1-5' },
        { id: 'discord:300000000000000001', atLeast: 'critical', digest: null },
      ],
    });
    expect(modeOf(folder, '.env')).toBe('600');
    expect(textIn(folder, '.env')).toContain(`DISCORD_APPLICATION_ID=${shop.discord.applicationId}\n`);
    expect(textIn(folder, '.env')).toContain(`DISCORD_GUILD_ID=${shop.discord.guildId}\n`);
    expect(readdirSync(folder).sort()).toEqual(['.env', 'tierwatch.yaml']);
    expect(shop.slack.problems()).toEqual([]);
    expect(shop.discord.problems()).toEqual([]);
  });

  it('keeps what works when it is run again, and has nothing to write', async () => {
    const shop = await shopWith();
    const folder = folderWith();
    await run(shop, folder, everything(shop));
    const before = filesOf(folder);
    const again: readonly Answer[] = [
      ['Tell another channel?', false],
      ['Tell another channel?', false],
      ['Send a test alert', false],
    ];
    const { code, prompts } = await run(shop, folder, again);
    expect(code).toBe(0);
    expect(filesOf(folder)).toEqual(before);
    expect(prompts.said).toContain('ok Kept: SLACK_BOT_TOKEN works as @tierwatch in loopback.');
    expect(prompts.said).toContain('ok Kept: The bot can post in #alerts.');
    expect(prompts.said.some((line) => line.startsWith('ok Kept: Toko Maju: 4 numbers seen'))).toBe(true);
    expect(prompts.said).toContain('All is set already, so there is nothing to write.');
  });

  it('leaves all files as they were when it is stopped, at whichever question', async () => {
    const shop = await shopWith();
    const whole = await run(shop, folderWith(), everything(shop));
    const last = whole.prompts.asked.findIndex((question) => question === 'Write it?');
    expect(last).toBeGreaterThan(12);
    const files = { '.env': 'OURS=1\n', 'tierwatch.yaml': '# ours\nmaskNumbers: true\n' };
    for (let stopAt = 0; stopAt <= last; stopAt += 1) {
      const folder = folderWith(files);
      const { code, isWritten, prompts } = await run(shop, folder, everything(shop), { stopAt });
      expect([code, isWritten, prompts.asked.at(-1)]).toEqual([
        'stopped',
        false,
        whole.prompts.asked[stopAt],
      ]);
      expect(filesOf(folder)).toEqual(files);
    }
    const folder = folderWith(files);
    const later = await run(shop, folder, everything(shop), { stopAt: last + 1 });
    expect([later.code, later.isWritten]).toEqual(['stopped', true]);
    expect(loadConfiguration({ env: {}, cwd: folder }).ok).toBe(true);
  });

  it('says why a token does not work, and asks again', async () => {
    const shop = await shopWith();
    const answers: readonly Answer[] = [
      ...general,
      ['META_ACCESS_TOKEN', 'EAAwrong-CANARY'],
      ['What now?', 'Type it again'],
      ...meta(shop),
      ['Set up Slack?', true],
      ['SLACK_BOT_TOKEN', shop.slack.appToken],
      ['SLACK_BOT_TOKEN', 'two words CANARY'],
      ['SLACK_BOT_TOKEN', 'xoxb-wrong-CANARY'],
      ['What now?', 'Skip it'],
      ['Set up Discord?', false],
      ['Print alerts in the terminal', true],
      ...written,
    ];
    const folder = folderWith();
    const { code, prompts } = await run(shop, folder, answers);
    expect(code).toBe(0);
    const bad = prompts.said.filter((line) => line.startsWith('no '));
    expect(bad).toEqual([
      expect.stringMatching(/^no META_ACCESS_TOKEN: Meta cannot read the token\. Copy it whole/),
      'no It starts with xapp-, so it is the value of SLACK_APP_TOKEN. Copy the right one.',
      'no There is a space, a quote or a line break in it. Copy the value alone.',
      "no SLACK_BOT_TOKEN: Slack does not accept the bot's token. Check SLACK_BOT_TOKEN. (invalid_auth)",
    ]);
    expect(textIn(folder, '.env')).not.toContain('CANARY');
    expect(textIn(folder, 'tierwatch.yaml')).toContain('- to: terminal\n');
  });

  it.each<readonly [string, (shop: Shop) => readonly Answer[], RegExp]>([
    [
      'Slack only',
      (shop) => [...slackSteps(shop), ['Set up Discord?', false]],
      /to: slack:C0123456789\n[^]*digest/,
    ],
    [
      'Discord only',
      (shop) => [['Set up Slack?', false], ...discordSteps(shop)],
      /to: discord:3.*\n    atLeast: critical\n$/,
    ],
  ])('sets up %s', async (_, chat, expected) => {
    const shop = await shopWith();
    const folder = folderWith();
    const { code } = await run(shop, folder, [...general, ...meta(shop), ...chat(shop), ...written]);
    expect(code).toBe(0);
    const text = textIn(folder, 'tierwatch.yaml');
    expect(text).toMatch(expected);
    expect(text.match(/- to:/g)).toHaveLength(1);
  });

  it('waits until the bot is in the channel, and on the server', async () => {
    let isInvited = false;
    const shop = await shopWith({ discord: { joined: () => isInvited } });
    const answers: readonly Answer[] = [
      ...general,
      ...meta(shop),
      ['Set up Slack?', true],
      ['SLACK_BOT_TOKEN', shop.slack.botToken],
      ['SLACK_APP_TOKEN', ''],
      ['Which channels', ['#general']],
      ['What now?', 'Try again'],
      ['What now?', 'Leave it out'],
      ['Set up Discord?', true],
      ['DISCORD_TOKEN', shop.discord.token],
      [
        'What now?',
        () => {
          isInvited = true;
          return 'Try again';
        },
      ],
      ['Which channels', ['#alerts']],
      ['to get?', 'Warnings'],
      ...written,
    ];
    const { code, prompts } = await run(shop, folderWith(), answers);
    expect(prompts.said).toContain('Type /invite @Tierwatch in the channel, then try again.');
    expect(prompts.said).toContain(
      'no The bot is on no server with a channel yet. Open the link, choose a server, then try again.',
    );
    // A question that Slack brings would reach nobody: that is still missing.
    expect(code).toBe(1);
    expect(prompts.said.at(-2)).toMatch(/^SLACK_APP_TOKEN: It is not set/);
  });

  it('finds a channel by its name, its link or its id, where there are many or none is listed', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({
      id: `C00000000${String(i + 10)}`,
      name: `team-${String(i)}`,
    }));
    const shop = await shopWith({ slack: { channels: [...slackChannels, ...many] } });
    const answers = (...channels: readonly Answer[]): readonly Answer[] => [
      ...general,
      ...meta(shop),
      ...slackSteps(shop).slice(0, 3),
      ...channels,
      ['Set up Discord?', false],
      ['Write it?', true],
      ['Send a test alert', false],
    ];
    const told: Answer = ['to get?', 'Warnings'];
    const folder = folderWith();
    await run(shop, folder, [
      ...answers(
        ['Channel for alerts', 'no such name'],
        ['Channel for alerts', 'TEAM-3'],
        ['Channel for alerts', '#team-1'],
        ['Channel for alerts', 'team-2'],
        ['Channel for alerts', 'alert'],
        ['Channel for alerts', 'https://loopback.slack.com/archives/C0000000020'],
        ['Channel for alerts', 'eam-39'],
        ['Channel for alerts', 'team-'],
        ['Which one?', '#team-9'],
        ['Channel for alerts', ''],
        ...Array.from({ length: 7 }, () => told),
      ),
    ]);
    const ids = [...textIn(folder, 'tierwatch.yaml').matchAll(/slack:(\w+)/g)].map(([, id]) => id);
    expect(ids).toEqual(
      [13, 11, 12, '0123456789', 20, 49, 19].map((i) =>
        typeof i === 'number' ? `C00000000${String(i)}` : `C${i}`,
      ),
    );
  });

  it('asks for the secret of an app that wants its calls proven', async () => {
    const told = story();
    const start = { ...told.start, app: { ...told.start.app, requiresProof: true } };
    const shop = await shopWith({}, { ...told, start });
    const answers: readonly Answer[] = [
      ...general,
      ['META_ACCESS_TOKEN', shop.env['META_ACCESS_TOKEN'] ?? ''],
      ['META_APP_SECRET', 'wrong-CANARY'],
      ['What now?', 'Type it again'],
      ['META_APP_SECRET', demoAccount.appSecret],
      ['Which portfolios', true],
      ['What people call it', true],
      ['Set up Slack?', false],
      ['Set up Discord?', false],
      ['Print alerts', true],
      ...written,
    ];
    const folder = folderWith();
    expect((await run(shop, folder, answers)).code).toBe(0);
    expect(textIn(folder, '.env')).toContain(`META_APP_SECRET=${demoAccount.appSecret}\n`);
  });

  it('takes ids by hand where Meta names no portfolio: of a portfolio, or of an account', async () => {
    const told = story();
    const start = {
      ...told.start,
      tokens: told.start.tokens.map((token) => ({ ...token, scopes: ['whatsapp_business_management'] })),
    };
    const shop = await shopWith({}, { ...told, start });
    const answers: readonly Answer[] = [
      ...general,
      ['META_ACCESS_TOKEN', shop.env['META_ACCESS_TOKEN'] ?? ''],
      ['Id of a portfolio', 'abc'],
      ['Id of a portfolio', demoAccount.retailId],
      ['What people call it', ''],
      ['What people call it', 'Toko Maju'],
      ['Id of a portfolio', demoAccount.retailId],
      ['Id of a portfolio', ''],
      ['Set up Slack?', false],
      ['Set up Discord?', false],
      ['Print alerts', false],
      ['Write it?', true],
    ];
    const folder = folderWith();
    const { prompts } = await run(shop, folder, answers);
    expect(prompts.said).toContain('no An id has digits only.');
    expect(prompts.said).toContain('no Write a name of at most 80 characters.');
    expect(prompts.said).toContain('no It is watched already.');
    expect(textIn(folder, 'tierwatch.yaml')).toContain(`wabas:\n      - "${demoAccount.retailId}"`);
  });

  it('says nothing was written when nobody wants it written', async () => {
    const shop = await shopWith();
    const folder = folderWith();
    const answers = [
      ...everything(shop).filter(([question]) => question !== 'Write it?'),
      ['Write it?', false] as const,
    ];
    const { code, prompts } = await run(shop, folder, answers);
    expect([code, readdirSync(folder)]).toEqual([1, []]);
    expect(prompts.said.at(-1)).toBe('Stopped. Nothing was written.');
  });
});

describe('files that are there already', () => {
  const ours = {
    '.env': '# ours\nOURS=kept # and why\nSLACK_BOT_TOKEN=\nHTTPS_TOKEN=x',
    'tierwatch.yaml': '# by hand\nlanguage: en\nmaskNumbers: true # of course\nx-ours: kept\n',
  };

  it('keep their comments and what nobody knows; mistakes in them are told', async () => {
    const shop = await shopWith();
    const folder = folderWith(ours);
    chmodSync(join(folder, 'tierwatch.yaml'), 0o640);
    chmodSync(join(folder, '.env'), 0o644);
    const { code, prompts } = await run(shop, folder, everything(shop));
    expect(prompts.asked).not.toContain('Language of alerts and digests');
    expect(prompts.said).toContain('Others may read .env; from now on only its owner may.');
    expect(prompts.said.filter((line) => line.startsWith('tierwatch.yaml:4 x-ours: '))).toHaveLength(2);
    // The bot does not start with it, and it is not ours to take it out.
    expect(code).toBe(1);
    for (const name of ['.env', 'tierwatch.yaml'] as const)
      for (const line of ours[name].split('\n').filter((one) => one !== 'SLACK_BOT_TOKEN='))
        expect(textIn(folder, name).split('\n')).toContain(line);
    expect([modeOf(folder, '.env'), modeOf(folder, 'tierwatch.yaml')]).toEqual(['600', '640']);
  });

  it('are not touched when they are no settings at all', async () => {
    const shop = await shopWith();
    for (const text of ['language: "en\n', '- a list\n']) {
      const files = { 'tierwatch.yaml': text };
      const folder = folderWith(files);
      const { code, prompts } = await run(shop, folder, []);
      expect([code, filesOf(folder)]).toEqual([2, files]);
      expect(prompts.said.some((line) => line.startsWith('tierwatch.yaml'))).toBe(true);
    }
    const folder = folderWith();
    mkdirSync(join(folder, '.env'));
    const { code, prompts } = await run(shop, folder, []);
    expect([code, prompts.said.at(-1)]).toEqual([
      2,
      'no .env: the file cannot be read: it is a folder. Let this user read it.',
    ]);
  });

  it('are not written over what somebody else wrote meanwhile', async () => {
    const shop = await shopWith();
    const folder = folderWith();
    const answers: readonly Answer[] = [
      ...everything(shop).slice(0, -2),
      [
        'Write it?',
        () => {
          writeFileSync(join(folder, 'tierwatch.yaml'), 'language: id\n');
          return true;
        },
      ],
    ];
    const { code, prompts } = await run(shop, folder, answers);
    expect(prompts.said.at(-1)).toMatch(/^no tierwatch\.yaml was changed meanwhile, so nothing is written\./);
    expect([code, filesOf(folder)]).toEqual([1, { 'tierwatch.yaml': 'language: id\n' }]);
  });

  it('may be named by the command line', async () => {
    const shop = await shopWith();
    const folder = folderWith({ 'conf/bot.yaml': '' });
    await run(shop, folder, everything(shop), { file: 'conf/bot.yaml' });
    expect([existsSync(join(folder, 'tierwatch.yaml')), readdirSync(join(folder, 'conf'))]).toEqual([
      false,
      ['bot.yaml'],
    ]);
    expect(textIn(folder, 'conf/bot.yaml')).toContain('slack:C0123456789');
  });
});

describe('a token that is set already', () => {
  it('is told where to change when it comes from the shell or a file', async () => {
    const shop = await shopWith();
    const folder = folderWith({ '.env': 'META_ACCESS_TOKEN_FILE=token\n', token: 'EAAold-CANARY' });
    const answers: readonly Answer[] = [
      ...general,
      ['Set up Discord?', false],
      ['Print alerts', false],
      ['Write it?', false],
    ];
    const env = { SLACK_BOT_TOKEN: 'xoxb-old-CANARY' };
    const { prompts } = await run(shop, folder, answers, { env });
    expect(prompts.said).toContain(
      'META_ACCESS_TOKEN comes from the file that META_ACCESS_TOKEN_FILE names. Change it in that file.',
    );
    expect(prompts.said).toContain(
      'SLACK_BOT_TOKEN is set in this shell, which goes before .env. Change it there, or unset it.',
    );
  });

  it('is asked for again when it no longer works', async () => {
    const shop = await shopWith();
    const folder = folderWith({ '.env': 'SLACK_BOT_TOKEN=xoxb-old-CANARY # of March\n' });
    const { code, prompts } = await run(
      shop,
      folder,
      everything(shop).filter(([question]) => question !== 'Set up Slack?'),
    );
    expect(code).toBe(0);
    expect(prompts.said.some((line) => line.startsWith('no SLACK_BOT_TOKEN: Slack does not accept'))).toBe(
      true,
    );
    expect(textIn(folder, '.env')).toContain(`SLACK_BOT_TOKEN=${shop.slack.botToken} # of March\n`);
  });
});

it('the guided set-up speaks Indonesian where that is wanted', async () => {
  const shop = await shopWith();
  const answers: readonly Answer[] = [
    ['Bahasa peringatan', true],
    ['Zona waktu', true],
    ['Negara', true],
    ['META_ACCESS_TOKEN', shop.env['META_ACCESS_TOKEN'] ?? ''],
    ['Portofolio mana', true],
    ['Nama sebutannya', true],
    ['Siapkan Slack?', false],
    ['Siapkan Discord?', false],
    ['Tampilkan peringatan di terminal', true],
    ['Tulis sekarang?', true],
    ['Kirim peringatan uji', true],
  ];
  const folder = folderWith();
  const { code, prompts } = await run(shop, folder, answers, { words: wordsOf.id });
  expect(code).toBe(0);
  expect(prompts.said).toContain('ok .env sudah ditulis; hanya Anda yang boleh membacanya.');
  expect(textIn(folder, 'tierwatch.yaml')).toContain('# Portofolio bisnis yang dipantau.');
});
