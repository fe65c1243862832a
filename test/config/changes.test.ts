import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../config/changes.js';
import type { Configuration } from '../../config/configuration.js';
import { effectOf, lastingVariables, takenOver } from '../../config/effects.js';
import type { Settings } from '../../config/schema.js';
import { readAgain } from '../../src/reload.js';
import { settings } from '../repo/settings-table.js';
import { configured, enough, load, token } from './configured.js';

const usual = (): Configuration => configured(enough);

/** What changes between two files, in one line each. */
function told(from: string, to: string): readonly string[] {
  return changesBetween(configured(from), configured(to)).map(({ setting, say }) => `${setting}: ${say}`);
}

/** Another value for each setting. */
const others: Readonly<Record<keyof Settings, string>> = {
  portfolios: '  - { name: Toko Lain, id: "777" }\n',
  routes: 'routes: [{ to: terminal }]\n',
  language: 'language: id\n',
  timezone: 'timezone: Asia/Jakarta\n',
  defaultCountry: 'defaultCountry: MY\n',
  maskNumbers: 'maskNumbers: true\n',
  commandPrefix: 'commandPrefix: wa-\n',
  rulebook: 'rulebook: per-number-2023\n',
  alerts: 'alerts: { usage: { thresholds: [85] } }\n',
  poll: 'poll: { every: "*/10 * * * *" }\n',
  graph: 'graph: { concurrency: 2 }\n',
  webhooks: 'webhooks: { stopPhrases: [halt] }\n',
  maintenance: 'maintenance: [{ hours: "01:00-03:00" }]\n',
  access: 'access: { act: [] }\n',
  history: 'history: { days: 400d }\n',
};

describe('every setting', () => {
  it('takes effect at once or at the next start, as one table says', () => {
    const effects = new Map(settings().map(({ path }) => [path.split(/[.[]/)[0] ?? '', effectOf(path)]));
    expect([...effects.keys()].sort()).toEqual(Object.keys(others).sort());
    expect([...effects].filter(([, effect]) => effect === 'restart')).toEqual([['history', 'restart']]);
  });

  it.each(Object.entries(others))(
    '%s is told when it changes, and taken over as the table says',
    (name, text) => {
      const before = usual();
      const next = configured(`${enough}${text}`);
      const changes = changesBetween(before, next);
      expect(changes.map(({ setting }) => setting.split(/[.[]/)[0])).toEqual([name]);
      expect(changes.map(({ effect }) => effect)).toEqual([effectOf(name)]);
      const left = changesBetween(takenOver(before, next), next);
      expect(left).toEqual(effectOf(name) === 'restart' ? changes : []);
    },
  );
});

describe('every variable', () => {
  const set = {
    META_ACCESS_TOKEN: 'EAAother987654321',
    META_APP_SECRET: 'secret-of-app',
    META_WEBHOOK_VERIFY_TOKEN: 'verify-token',
    META_GRAPH_URL: 'http://127.0.0.1:9',
    SLACK_BOT_TOKEN: 'xoxb-secret-1',
    SLACK_APP_TOKEN: 'xapp-secret-2',
    DISCORD_TOKEN: 'discord-secret-3',
    DISCORD_APPLICATION_ID: '123456789012345678',
    STORE_URL: 'sqlite://elsewhere.sqlite',
    HOST: '127.0.0.2',
    PORT: '4000',
    LOG_LEVEL: 'debug',
    HEARTBEAT_URL: 'https://monitor.example/secret-4',
  };

  it.each(Object.entries(set))(
    '%s is told when it changes, without its value where that is secret',
    (name, value) => {
      const needed = name.startsWith('SLACK')
        ? { SLACK_BOT_TOKEN: set.SLACK_BOT_TOKEN, SLACK_APP_TOKEN: set.SLACK_APP_TOKEN }
        : name.startsWith('DISCORD')
          ? { DISCORD_TOKEN: set.DISCORD_TOKEN, DISCORD_APPLICATION_ID: set.DISCORD_APPLICATION_ID }
          : { [name]: value };
      const before = usual();
      const next = configured(enough, { ...token, ...needed });
      const changes = changesBetween(before, next);
      expect(changes.map(({ setting }) => setting).sort()).toEqual(Object.keys(needed).sort());
      expect(JSON.stringify(changes)).not.toMatch(/secret|EAA|verify-token|elsewhere/);
      const left = changesBetween(takenOver(before, next), next).map(({ setting }) => setting);
      expect(left).toEqual(lastingVariables.includes(name) ? [name] : []);
    },
  );

  it('that holds another secret than before is told as changed, and one that is gone as no longer set', () => {
    const with1 = configured(enough, { ...token, META_APP_SECRET: 'app-secret-1' });
    const with2 = configured(enough, { ...token, META_APP_SECRET: 'app-secret-2' });
    const say = (a: typeof with1, b: typeof with1): unknown => changesBetween(a, b)[0]?.say;
    expect([say(usual(), with1), say(with1, with2), say(with2, usual())]).toEqual([
      'set',
      'changed',
      'no longer set',
    ]);
  });
});

describe('what changed', () => {
  it('names portfolios and routes that came and went, and what changed of one', () => {
    const one = `${enough}routes:\n  - { to: terminal, atLeast: critical }\n`;
    const other =
      'portfolios:\n  - { name: Toko Baru, id: "777" }\nroutes:\n  - { to: terminal, digest: "0 8 * * *" }\n';
    expect(told(one, other)).toEqual([
      'portfolios: "Toko Maju" (506914307656634) removed',
      'portfolios: "Toko Baru" (777) added',
      'routes[terminal].atLeast: "critical" → none',
      'routes[terminal].digest: none → "0 8 * * *"',
    ]);
  });

  it('gives both values of a plain setting', () => {
    expect(told(enough, `${enough}alerts: { usage: { thresholds: [85, 90] } }\n`)).toEqual([
      'alerts.usage.thresholds: [80,90,100] → [85,90]',
    ]);
  });

  it('is nothing where the file only says the same in other words', () => {
    expect(told(enough, `# a comment\nlanguage: en\n${enough}`)).toEqual([]);
  });

  it('is told when only the order of the portfolios changed', () => {
    const [a, b] = ['  - { name: A, id: "1" }\n', '  - { name: B, id: "2" }\n'];
    expect(told(`portfolios:\n${a}${b}`, `portfolios:\n${b}${a}`)).toEqual(['portfolios: in another order']);
  });
});

describe('settings that are read again', () => {
  it('are refused whole when anything is wrong, with its file and line', () => {
    const { outcome, next } = readAgain(usual(), load(`${enough}language: xx\nroutes: []\n`));
    expect(next).toBeNull();
    expect(outcome).toMatchObject({
      kind: 'refused',
      why: [expect.stringMatching(/^tierwatch\.yaml:4 language: /)],
    });
  });

  it('leave the bot as it is when they only change what waits for a restart, and say so again next time', () => {
    const loaded = load(enough, { ...token, PORT: '4000' });
    for (let time = 0; time < 2; time += 1) {
      const { outcome, next } = readAgain(usual(), loaded);
      expect(next).toBeNull();
      expect(outcome).toMatchObject({ kind: 'taken', changes: [], lasting: [{ setting: 'PORT' }] });
    }
  });
});
