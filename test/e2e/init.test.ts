import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { HOUR } from '../../src/domain/time.js';
import { demoMoments } from '../../src/simulator/stories/demo.js';
import { built } from '../support/e2e/built.js';
import { run, start } from '../support/e2e/program.js';
import { keys, startInTerminal, type InTerminal } from '../support/e2e/pseudo-terminal.js';
import { secretIn } from '../support/e2e/secrets.js';
import { openShop, standingStory, type Shop } from '../support/e2e/shop.js';
import { folderWith } from '../support/folder.js';

vi.setConfig({ testTimeout: 180_000 });

/** What is waited for on the screen, and what is typed then. */
type Step = readonly [says: string, type: string];

async function openedShop(): Promise<Shop> {
  const shop = await openShop(standingStory(Date.now() - (demoMoments.promoRed + HOUR)), () => Date.now());
  onTestFinished(() => shop.close());
  return shop;
}

/** Where the vendors are is no answer: on this machine instead of in the world. */
function vendorsOf(shop: Shop): Readonly<Record<string, string>> {
  const names = ['META_GRAPH_URL', 'SLACK_API_URL', 'DISCORD_API_URL', 'PORT', 'HEARTBEAT_URL'];
  return Object.fromEntries(Object.entries(shop.env).filter(([name]) => names.includes(name)));
}

function begun(shop: Shop, folder: string, ...args: readonly string[]): InTerminal {
  return startInTerminal(built('cli'), ['init', ...args], { folder, env: vendorsOf(shop) });
}

async function answer(terminal: InTerminal, steps: readonly Step[]): Promise<void> {
  for (const [says, type] of steps) {
    await terminal.says(says);
    // A question listens to keys once its last line is drawn.
    await terminal.says('└');
    terminal.type(type);
  }
}

const { enter, space, down } = keys;

function stepsWith(shop: Shop): readonly Step[] {
  return [
    ['Language of alerts', enter],
    ['Time zone of alerts', enter],
    ['Country of numbers', enter],
    ['META_ACCESS_TOKEN (hidden', `EAAwrong-CANARY${enter}`],
    ['What now?', enter],
    ['META_ACCESS_TOKEN (hidden', `${shop.env['META_ACCESS_TOKEN'] ?? ''}${enter}`],
    ['Which portfolios', enter],
    ['What people call it', enter],
    ['Set up Slack?', enter],
    ['SLACK_BOT_TOKEN (hidden', `${shop.slack.botToken}${enter}`],
    ['SLACK_APP_TOKEN (hidden', `${shop.slack.appToken}${enter}`],
    ['Which channels', `${space}${enter}`],
    ['What is #alerts to get', enter],
    ['Set up Discord?', enter],
    ['DISCORD_TOKEN (hidden', `${shop.discord.token}${enter}`],
    ['Which channels', `${space}${enter}`],
    ['What is #alerts to get', `${down}${enter}`],
    ['Write it?', enter],
    ['Send a test alert', enter],
  ];
}

/** What the files of a folder say, without those in folders of their own. */
function filesOf(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map(({ name }) => [name, readFileSync(join(folder, name), 'utf8')]));
}

describe('init in a terminal', () => {
  it('leads from nothing to a test alert, a check that finds all well, and a bot that starts', async () => {
    const shop = await openedShop();
    const folder = folderWith();
    const terminal = begun(shop, folder);
    await answer(terminal, stepsWith(shop));
    expect(await terminal.ended).toBe(0);
    const said = terminal.said();
    expect(said).toContain('META_ACCESS_TOKEN: Meta cannot read the token.');
    expect(said).toContain('SLACK_BOT_TOKEN works as @tierwatch in loopback.');
    expect(secretIn(said, [...shop.secrets, 'CANARY'])).toBeNull();
    expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600);
    expect([shop.slack.messages.list().length, shop.discord.messages.list().length]).toEqual([1, 1]);

    const place = { folder, env: vendorsOf(shop) };
    const check = await run(built('cli'), ['check'], place);
    expect([check.code, check.out.match(/^FIX.*$/m), check.err]).toEqual([0, null, '']);
    const bot = start(built('main'), [], place);
    await bot.says(/"http":"http:/);
    bot.signal('SIGKILL');
    await bot.ended;

    const before = filesOf(folder);
    const again = begun(shop, folder, '--locale', 'id');
    await answer(again, [
      ['Beri tahu kanal lain?', enter],
      ['Beri tahu kanal lain?', enter],
      ['Kirim peringatan uji', `${down}${enter}`],
    ]);
    expect(await again.ended).toBe(0);
    expect(again.said()).toContain(
      'Tetap dipakai: SLACK_BOT_TOKEN berfungsi sebagai @tierwatch di loopback.',
    );
    expect(filesOf(folder)).toEqual(before);
  });

  it.each<readonly [string, (terminal: InTerminal) => void]>([
    ['Ctrl-C', (terminal) => terminal.type(keys.ctrlC)],
    ['the end of its input', (terminal) => terminal.type(keys.ctrlD)],
    ['a line that is cut', (terminal) => terminal.hangUp()],
  ])('writes nothing when %s stops it, and says so', async (_, stop) => {
    const shop = await openedShop();
    const files = { '.env': 'OURS=1\n', 'tierwatch.yaml': '# ours\nlanguage: en\n' };
    const folder = folderWith(files);
    const terminal = begun(shop, folder);
    await answer(terminal, stepsWith(shop).slice(1, 3));
    await terminal.says('META_ACCESS_TOKEN (hidden');
    await terminal.says('└');
    stop(terminal);
    expect(await terminal.ended).toBe(1);
    expect(terminal.said()).toContain('Stopped. Nothing was written.');
    expect(filesOf(folder)).toEqual(files);
  });

  it('writes nothing when it is killed at its last question', async () => {
    const shop = await openedShop();
    const folder = folderWith();
    const terminal = begun(shop, folder);
    const steps = stepsWith(shop);
    await answer(terminal, steps.slice(0, 3));
    await answer(terminal, [
      ['META_ACCESS_TOKEN (hidden', `${shop.env['META_ACCESS_TOKEN'] ?? ''}${enter}`],
      ['Which portfolios', enter],
      ['What people call it', enter],
      ['Set up Slack?', `n`],
      ['Set up Discord?', `n`],
      ['Print alerts', enter],
    ]);
    await terminal.says('Write it?');
    terminal.kill();
    await terminal.ended;
    expect(readdirSync(folder)).toEqual([]);
  });

  it('asks again after Escape, which is pressed by mistake', async () => {
    const shop = await openedShop();
    const terminal = begun(shop, folderWith());
    await answer(terminal, [
      ['Language of alerts', keys.escape],
      ['Language of alerts', enter],
      ['Time zone of alerts', keys.ctrlC],
    ]);
    expect(await terminal.ended).toBe(1);
  });
});

it('init needs a terminal, and says so in the language of the machine', async () => {
  const place = { folder: folderWith(), env: { LANG: 'id_ID.UTF-8' } };
  const { code, out, err } = await run(built('cli'), ['init'], place);
  expect([code, out, err]).toEqual([
    2,
    '',
    'init mengajukan pertanyaan, jadi memerlukan terminal. Tanpa terminal, ikuti README.md, bagian “Set it up for real”.\n',
  ]);
});
