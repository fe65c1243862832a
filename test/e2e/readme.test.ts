import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { HOUR } from '../../src/domain/time.js';
import { demoMoments, demoStory } from '../../src/simulator/stories/demo.js';
import { startDiscordServer } from '../support/discord/server.js';
import { built } from '../support/e2e/built.js';
import { run, start } from '../support/e2e/program.js';
import { secretIn } from '../support/e2e/secrets.js';
import { openShop } from '../support/e2e/shop.js';
import { folderWith } from '../support/folder.js';

vi.setConfig({ testTimeout: 180_000 });

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

/** What the reader does at one place: sets variables, writes the file, runs commands. */
interface Step {
  readonly variables: readonly string[];
  readonly file: string | null;
  readonly commands: readonly string[];
}

/** The steps of the set-up in the order of the page: list items, paragraphs and the sample of the file. */
function stepsOf(page: string): readonly Step[] {
  const from = page.indexOf('### 1. ');
  const setUp = page.slice(from, page.indexOf('\n## ', from));
  return setUp.split(/\n(?=\d\. |```yaml|\n)/).map((text) => {
    const spoken = text.replaceAll(/\s+/g, ' ');
    return {
      variables: [...spoken.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, name = '']) => name),
      file: /^```yaml\n([^]*?)```/.exec(text)?.[1] ?? null,
      commands: [...spoken.matchAll(/`(npm start|npx --no -- tierwatch [^`>]*)/g)].map(([, line = '']) =>
        line.trim(),
      ),
    };
  });
}

it('the set-up of the README can be followed in its order, from nothing to a test alert', async () => {
  const steps = stepsOf(readme);
  const sample = steps.find(({ file }) => file !== null)?.file ?? '';
  const channel = /discord:(\d+)/.exec(sample)?.[1] ?? '';
  const role = /critical: '(\d+)'/.exec(sample)?.[1] ?? '';
  const shop = await openShop(demoStory(Date.now() - (demoMoments.promoRed + HOUR)), () => Date.now());
  const discord = await startDiscordServer({ channels: [{ id: channel }], roles: { [role]: 'on-call' } });
  onTestFinished(() => Promise.all([shop.close(), discord.close()]).then(() => undefined));
  const all: Readonly<Record<string, string>> = {
    ...shop.env,
    DISCORD_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_GUILD_ID: discord.guildId,
    DISCORD_API_URL: discord.apiUrl,
  };
  const folder = folderWith();
  // Where the vendors are is no step: on this machine instead of in the world.
  const env: Record<string, string> = Object.fromEntries(
    Object.entries(all).filter(([name]) => /_URL$|^PORT$/.test(name)),
  );
  delete env['HEARTBEAT_URL'];
  const done: string[] = [];
  let bot: ReturnType<typeof start> | null = null;

  for (const { variables, file, commands } of steps) {
    for (const name of variables) {
      expect(Object.hasOwn(all, name), `${name} is a variable of the bot`).toBe(true);
      env[name] = all[name] ?? '';
    }
    if (file !== null) writeFileSync(join(folder, 'tierwatch.yaml'), file);
    for (const line of commands) {
      if (line === 'npm start') {
        bot = start(built('main'), [], { folder, env });
        await bot.says(/"http":"http:/);
        done.push(line);
        continue;
      }
      const words = line.replace('npx --no -- tierwatch ', '').split(' ');
      const { code, out, err } = await run(built('cli'), words, { folder, env });
      expect(secretIn(out + err, [...shop.secrets, discord.token])).toBeNull();
      expect(err, line).toBe('');
      done.push(`${words[0] ?? ''} ${String(code)}`);
      if (words[0] === 'check') expect(out).toMatch(/^ok {3}Discord, invite link: https:\/\/discord\.com\//m);
      if (words[0] === 'slack-manifest') expect(JSON.parse(out)).toHaveProperty('oauth_config');
    }
  }
  bot?.signal('SIGTERM');
  expect((await bot?.ended)?.code).toBe(0);
  expect(done).toEqual([
    'slack-manifest 0',
    'slack-manifest 0',
    'check 1',
    'discord-register 0',
    'check 0',
    'npm start',
    'alert-test 0',
    'webhooks 0',
    'webhooks 0',
  ]);
  const said = [...shop.slack.messages.list(), ...discord.messages.list(channel)];
  expect(said.map((message) => JSON.stringify(message)).filter((text) => /uji/i.test(text))).toHaveLength(2);
});
