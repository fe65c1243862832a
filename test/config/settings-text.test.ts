import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { keysIn, withSettings, type SettingsAddition } from '../../config/settings-text.js';
import { configured } from './configured.js';

const comments = {
  file: 'Settings.\nSecond line.',
  keys: { language: 'The language.', portfolios: 'What is watched.', routes: 'Who is told.' },
};
const nothing: SettingsAddition = { values: {}, portfolios: [], routes: [] };
const all: SettingsAddition = {
  values: { language: 'id', timezone: 'Asia/Jakarta' },
  portfolios: [
    { name: 'Toko: Maju #1', id: '506914307656634', wabas: [] },
    { name: 'Lain', id: null, wabas: ['102290129340398'] },
  ],
  routes: [
    { to: 'slack:C0123456789', note: '#alerts', atLeast: null, digest: '0 8 * * 1-5' },
    { to: 'discord:1098765432109876543', note: '', atLeast: 'critical', digest: null },
  ],
};
const put = (text: string | null, addition: SettingsAddition): string =>
  withSettings(text, addition, comments);

describe('the text of a settings file', () => {
  it('is written anew with comments, and is understood', () => {
    const text = put(null, all);
    expect(text).toBe(`# Settings.
# Second line.

# The language.
language: id
timezone: Asia/Jakarta
# What is watched.
portfolios:
  - name: "Toko: Maju #1"
    id: "506914307656634"
  - name: Lain
    wabas:
      - "102290129340398"
# Who is told.
routes:
  # #alerts
  - to: slack:C0123456789
    digest: "0 8 * * 1-5"
  - to: discord:1098765432109876543
    atLeast: critical
`);
    const env = { META_ACCESS_TOKEN: 'EAA1', SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
    const { routes, portfolios } = configured(text, {
      ...env,
      DISCORD_TOKEN: 'd',
      DISCORD_APPLICATION_ID: '1',
    });
    expect(routes.map(({ id }) => id)).toEqual(['slack:C0123456789', 'discord:1098765432109876543']);
    expect(portfolios.map(({ id }) => id)).toEqual(['506914307656634', 'waba:102290129340398']);
  });

  it('keeps comments, unknown keys, the order and the form of what stands there', () => {
    const before = `# Ours; do not touch.
ours: { kept: yes } # really

portfolios: # two
- name: 'Toko Maju' # the first
  id: "506914307656634"
  aliases: { "+6281234567890": "Promo, that one of which everybody speaks so much that this line is long" }

# The end.
language: en
`;
    const after = put(before, { ...all, values: { ...all.values, language: 'id' } });
    for (const line of before.split('\n')) expect(after.split('\n')).toContain(line);
    const said = parse(after) as { language: string; timezone: string; portfolios: { name: string }[] };
    expect(said).toMatchObject({ ours: { kept: 'yes' }, language: 'en', timezone: 'Asia/Jakarta' });
    expect(said.portfolios.map(({ name }) => name)).toEqual(['Toko Maju', 'Toko: Maju #1', 'Lain']);
  });

  it('stays to the byte when nothing is added', () => {
    const odd = 'portfolios:   [ ]\n\n\n  # odd\nlanguage:\n';
    expect(put(odd, nothing)).toBe(odd);
  });

  it.each([
    ['an empty file', ''],
    ['comments alone', '# nothing yet\n'],
    ['keys without values', 'portfolios:\nroutes:\nlanguage:\n'],
    ['empty lists', 'portfolios: []\nroutes: []\n'],
    ['lists in brackets', 'portfolios: [{ name: A, id: "1" }]\nroutes: [{ to: terminal }]\n'],
  ])('takes more into %s', (_, before) => {
    const said = parse(put(before, all)) as { portfolios: unknown[]; routes: unknown[]; language: string };
    expect([said.portfolios.at(-1), said.routes.at(-2), said.language]).toEqual([
      { name: 'Lain', wabas: ['102290129340398'] },
      { to: 'slack:C0123456789', digest: '0 8 * * 1-5' },
      'id',
    ]);
  });

  it('can be the file that explains every setting', () => {
    const before = readFileSync(join(import.meta.dirname, '../../config/default.yaml'), 'utf8');
    const after = put(before, { ...all, values: {} });
    const gone = before.split('\n').filter((line) => !after.split('\n').includes(line));
    expect(gone).toEqual(['portfolios: []', 'routes: []']);
  });

  it('knows which keys say something', () => {
    expect([...keysIn('a: 1\nb:\nc: []\nd: ~\n')]).toEqual(['a', 'c']);
    expect([...keysIn('- a\n'), ...keysIn('')]).toEqual([]);
  });
});
