import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../config/load.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const [, sample = ''] = /Write `tierwatch\.yaml`.*\n+```yaml\n([^]*?)```/.exec(readme) ?? [];
const folder = mkdtempSync(join(tmpdir(), 'tierwatch-sample-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the settings file that the README shows', () => {
  it('is taken as it stands, and speaks to every channel in one language and time zone', () => {
    writeFileSync(join(folder, 'tierwatch.yaml'), sample);
    const env = {
      META_ACCESS_TOKEN: 'x'.repeat(40),
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      DISCORD_TOKEN: 'x'.repeat(60),
      DISCORD_APPLICATION_ID: '1098765432109876543',
    };
    const loaded = loadConfiguration({ env, cwd: folder });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
    const { routes, language, timezone } = loaded.configuration;
    expect(routes.map(({ platform, locale, timezone: zone }) => `${platform} ${locale} ${zone}`)).toEqual([
      'slack id Asia/Jakarta',
      'discord id Asia/Jakarta',
    ]);
    expect([language, timezone]).toEqual(['id', 'Asia/Jakarta']);
  });
});
