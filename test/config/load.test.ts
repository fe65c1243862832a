import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../config/load.js';
import { printMistake } from '../../config/mistake.js';
import { defaultPolicy } from '../../src/domain/incident.js';
import { defaultThresholds } from '../../src/domain/thresholds.js';
import { HOUR, MINUTE } from '../../src/domain/time.js';
import { folderWith } from '../support/folder.js';
import { configured, enough, load, mistakesOf, token } from './configured.js';

const whole = `portfolios:
  - name: Toko Maju
    id: "506914307656634"
    wabas: ["102290129340398"]
    token: \${META_ACCESS_TOKEN}
    rulebook: portfolio-2025
    aliases: { "+62 812-3456-7890": "Promo" }
  - name: Toko Dua
    wabas: ["102290129340399"]
    token: \${META_TOKEN_DUA}
    rulebook: per-number-2023
routes:
  - to: slack:C0123456789
    locale: id
    timezone: Asia/Jakarta
    atLeast: warning
    portfolios: [Toko Maju]
    mention: { critical: "@oncall-group-or-role-id" }
    digest: "0 8 * * 1-5"
    quiet: 22:00-07:00
  - to: discord:1098765432109876543
    portfolios: [toko dua]
    resolved: false
  - to: terminal
alerts:
  usage: { thresholds: [100, 80, 90], clearBelow: 70, numbers: { "+6281234567890": [95, 85] } }
  confirm: { clear: { quality: 3 } }
  remindAfter: never
  escalate: { after: 1h30m, to: "discord:1098765432109876543" }
  severities: { quality.yellow: info }
poll: { every: "*/10 * * * *" }
defaultCountry: SG
access:
  act:
    - groups: ["slack:S0123456789"]
      portfolios: [Toko Dua]
`;

const everything = {
  META_ACCESS_TOKEN: 'EAAone',
  META_TOKEN_DUA: 'EAAtwo',
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
  DISCORD_TOKEN: 'discord-1',
  DISCORD_APPLICATION_ID: '42',
};

describe('a good configuration', () => {
  const made = () => configured(whole, everything);

  it('names portfolios as the operator did, by business or else by the first WABA', () => {
    expect(made().portfolios).toEqual([
      {
        id: '506914307656634',
        name: 'Toko Maju',
        business: '506914307656634',
        wabas: ['102290129340398'],
        rulebook: 'portfolio-2025',
        aliases: { '+6281234567890': 'Promo' },
      },
      {
        id: 'waba:102290129340399',
        name: 'Toko Dua',
        business: null,
        wabas: ['102290129340399'],
        rulebook: 'per-number-2023',
        aliases: {},
      },
    ]);
  });

  it('gives each portfolio the token its line names, under a name that is not the token', () => {
    const { tokens } = made().secrets;
    const shown = Object.entries(tokens).map(([id, { label, value }]) => [id, label, value.reveal()]);
    expect(shown).toEqual([
      ['506914307656634', 'META_ACCESS_TOKEN', 'EAAone'],
      ['waba:102290129340399', 'META_TOKEN_DUA', 'EAAtwo'],
    ]);
  });

  it('turns routes into channels with their reader, and finds portfolios whatever the case', () => {
    expect(made().routes).toEqual([
      {
        id: 'slack:C0123456789',
        platform: 'slack',
        channel: 'C0123456789',
        locale: 'id',
        timezone: 'Asia/Jakarta',
        atLeast: 'warning',
        portfolios: ['506914307656634'],
        mention: { critical: 'oncall-group-or-role-id' },
        digest: '0 8 * * 1-5',
        resolved: true,
        quiet: { from: 1320, to: 420, weekdays: null, zone: 'Asia/Jakarta' },
      },
      expect.objectContaining({
        id: 'discord:1098765432109876543',
        platform: 'discord',
        channel: '1098765432109876543',
        locale: 'en',
        timezone: 'UTC',
        portfolios: ['waba:102290129340399'],
        digest: null,
        resolved: false,
      }),
      expect.objectContaining({
        id: 'terminal',
        platform: 'terminal',
        channel: 'terminal',
        portfolios: null,
      }),
    ]);
  });

  it('lays the operator’s settings over the defaults key by key', () => {
    const { thresholds, policy, escalateTo, poll, defaultCountry } = made();
    expect(thresholds).toEqual({
      ...defaultThresholds,
      usage: [80, 90, 100],
      usageClearBelow: 70,
      usageOf: { '+6281234567890': [85, 95] },
      severities: { 'quality.yellow': 'info' },
    });
    expect(policy).toEqual({
      ...defaultPolicy,
      clearLooks: { default: 1, quality: 3, status: 2, health: 2 },
      remindAfter: null,
      escalateAfter: 90 * MINUTE,
    });
    expect(escalateTo).toBe('discord:1098765432109876543');
    expect(poll.every).toBe('*/10 * * * *');
    expect(defaultCountry).toBe('SG');
  });

  it('lets everyone ask, and only the named act on the named', () => {
    const nobody = { users: null, groups: null, channels: null, portfolios: null };
    expect(made().access).toEqual({
      ask: [nobody],
      act: [{ ...nobody, groups: ['slack:S0123456789'], portfolios: ['waba:102290129340399'] }],
    });
  });

  it('takes an app token or a signing secret for Slack', () => {
    expect(made().chats.slack.state).toBe('ready');
    const http = { ...everything, SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 's' };
    expect(configured(whole, http).chats.slack.state).toBe('ready');
    const neither = { ...everything, SLACK_APP_TOKEN: '' };
    expect(mistakesOf(whole, neither)).toEqual([expect.stringContaining('SLACK_APP_TOKEN: It is not set')]);
  });

  it('needs no route and no chat', () => {
    const { chats, routes } = configured(enough);
    expect(new Set(Object.values(chats).map(({ state }) => state))).toEqual(new Set(['unused']));
    expect(routes).toEqual([]);
  });

  it('takes ids without quotes while they are exact, and empty lines as not written', () => {
    const { portfolios, poll } = configured(
      'portfolios:\n  - name: A\n    id: 506914307656634\n    wabas:\npoll:\n',
    );
    expect(portfolios[0]?.id).toBe('506914307656634');
    expect(poll.every).toBe('*/5 * * * *');
  });
});

describe('the defaults', () => {
  it('in the file are those in the code', () => {
    const { thresholds, policy, historyKept } = configured(enough);
    expect(thresholds).toEqual(defaultThresholds);
    expect(policy).toEqual(defaultPolicy);
    expect(historyKept).toEqual({ halfHours: 192 * HOUR, hours: 1_440 * HOUR, days: 17_520 * HOUR });
  });
});

describe('a wrong configuration', () => {
  const route = (text: string) => `${enough}routes:\n  - { to: terminal, ${text} }\n`;
  const cases: readonly [string, string, string][] = [
    [
      'a setting that does not exist',
      `${enough}pol: {}\n`,
      'tierwatch.yaml:4 pol: There is no such setting; did you mean poll?',
    ],
    [
      'a typing slip in a route',
      route('timezon: UTC'),
      'tierwatch.yaml:5 routes[0].timezon: There is no such setting; did you mean timezone?',
    ],
    [
      'a time zone on Mars',
      route('timezone: Mars/Base'),
      'tierwatch.yaml:5 routes[0].timezone: "Mars/Base" does not fit here; write an IANA time zone, like Asia/Jakarta.',
    ],
    [
      'a language we do not speak',
      route('locale: fr'),
      'tierwatch.yaml:5 routes[0].locale: "fr" does not fit here; write one of en, id.',
    ],
    [
      'a severity that does not exist',
      route('atLeast: high'),
      'routes[0].atLeast: "high" does not fit here; write one of info, warning, critical.',
    ],
    [
      'a digest with seconds',
      route('digest: "0 0 8 * * 1"'),
      'routes[0].digest: "0 0 8 * * 1" does not fit here; write a cron line of five fields',
    ],
    ['a digest by nickname', route('digest: "@daily"'), 'routes[0].digest: "@daily" does not fit here'],
    [
      'a minute that does not exist',
      `${enough}poll: { every: "61 * * * *" }\n`,
      'tierwatch.yaml:4 poll.every: "61 * * * *" does not fit here',
    ],
    [
      'a day that never comes',
      `${enough}poll: { every: "0 0 31 2 *" }\n`,
      'poll.every: "0 0 31 2 *" does not fit here',
    ],
    [
      'a channel by its name',
      `${enough}routes: [{ to: "slack:#ops" }]\n`,
      'routes[0].to: "slack:#ops" does not fit here; write slack:<channel id>',
    ],
    [
      'a chat platform that does not exist',
      `${enough}routes: [{ to: "telegram:1234567" }]\n`,
      'routes[0].to: "telegram:1234567" names no chat platform of this bot; write slack:<channel id>',
    ],
    [
      'a slip in the name of a platform',
      `${enough}routes: [{ to: "slakc:C0123456789" }]\n`,
      'or terminal. Did you mean slack?',
    ],
    [
      'a route to nowhere',
      `${enough}routes: [{ locale: id }]\n`,
      'routes[0].to: This is missing; write slack:<channel id>',
    ],
    [
      'a portfolio nobody named',
      route('portfolios: [Toko Maj]'),
      'routes[0].portfolios[0]: No portfolio is called "Toko Maj"; did you mean "Toko Maju"?',
    ],
    [
      'two routes to one channel',
      `${enough}routes: [{ to: terminal }, { to: terminal }]\n`,
      'routes[1].to: routes[0] leads there already; join the two routes.',
    ],
    ['no portfolio', 'routes: []\n', 'tierwatch.yaml portfolios: No portfolio is named'],
    ['an empty file', '', 'tierwatch.yaml portfolios: No portfolio is named'],
    [
      'a portfolio that is nowhere',
      'portfolios: [{ name: A }]\n',
      'tierwatch.yaml:1 portfolios[0].id: This portfolio has neither id nor wabas',
    ],
    [
      'a portfolio without a name',
      'portfolios: [{ id: "1" }]\n',
      'portfolios[0].name: This is missing; write the name people use for it.',
    ],
    [
      'an id too long to stand unquoted',
      'portfolios: [{ name: A, id: 12345678901234567890 }]\n',
      'portfolios[0].id: This id has too many digits to stand without quotes; put it in quotes.',
    ],
    [
      'an id that is a word',
      'portfolios: [{ name: A, id: toko }]\n',
      'portfolios[0].id: "toko" does not fit here; write the id of digits that Meta shows, in quotes.',
    ],
    [
      'one name twice',
      `${enough}  - { name: toko maju, id: "2" }\n`,
      'tierwatch.yaml:4 portfolios[1].name: This name stands in portfolios[0] already',
    ],
    [
      'one portfolio twice',
      `${enough}  - { name: B, id: "506914307656634" }\n`,
      'portfolios[1].id: This portfolio stands in portfolios[0] already',
    ],
    [
      'one WABA in two portfolios',
      'portfolios: [{ name: A, wabas: ["1"] }, { name: B, id: "2", wabas: ["3", "1"] }]\n',
      'portfolios[1].wabas[1]: This WABA stands in portfolios[0] already',
    ],
    [
      'rules of no period',
      `${enough}    rulebook: portfolio-2026\n`,
      'portfolios[0].rulebook: There is no rulebook "portfolio-2026"; did you mean portfolio-2025?',
    ],
    [
      'a general rulebook of no period',
      `${enough}rulebook: moon\n`,
      'rulebook: There is no rulebook "moon"; write one of per-number-2021, per-number-2023, portfolio-2025.',
    ],
    [
      'a local number as an alias',
      `${enough}    aliases: { "08123456789": Promo }\n`,
      'portfolios[0].aliases["08123456789"]: This is no international phone number',
    ],
    [
      'a name for one number twice',
      `${enough}    aliases: { "+628123456789": A, "+62 812-3456-789": B }\n`,
      'This number has a name already',
    ],
    [
      'a negative look',
      `${enough}alerts: { confirm: { open: { quality: 0 } } }\n`,
      'alerts.confirm.open.quality: 0 does not fit here; write a whole number from 1 to 100.',
    ],
    [
      'a rule that does not exist',
      `${enough}alerts: { confirm: { clear: { qualty: 2 } } }\n`,
      'alerts.confirm.clear.qualty: There is no such setting; did you mean quality?',
    ],
    [
      'a severity for no rule',
      `${enough}alerts: { severities: { colour: info } }\n`,
      'alerts.severities.colour: "colour" does not fit here; write a rule',
    ],
    [
      'a duration without a unit',
      `${enough}alerts: { remindAfter: 24 }\n`,
      'alerts.remindAfter: 24 does not fit here; write never, or a duration like 90s, 15m, 24h or 7d.',
    ],
    [
      'a duration of nothing',
      `${enough}history: { hours: 0d }\n`,
      'history.hours: "0d" does not fit here; write a duration longer than nothing',
    ],
    [
      'half hours of too few days',
      `${enough}history: { halfHours: 2d }\n`,
      'history.halfHours: The forecasts need half hours of eight days; write 8d or more.',
    ],
    [
      'days that go before hours',
      `${enough}history: { days: 30d }\n`,
      'history.days: Days stay when hours go; write at least as long as hours.',
    ],
    [
      'a problem that is over before it begins',
      `${enough}alerts: { usage: { thresholds: [50] } }\n`,
      'alerts.usage.clearBelow: A problem told at 50 % would be over below 75 %',
    ],
    [
      'thresholds of a number that is none',
      `${enough}alerts: { usage: { numbers: { promo: [90] } } }\n`,
      'alerts.usage.numbers.promo: This is no international phone number',
    ],
    [
      'an escalation to nowhere',
      `${enough}alerts: { escalate: { after: 5m, to: terminal } }\n`,
      'alerts.escalate.to: No route leads to "terminal"; add it to the routes.',
    ],
    [
      'a country of three letters',
      `${enough}defaultCountry: IDN\n`,
      'defaultCountry: "IDN" does not fit here; write two capital letters, like ID.',
    ],
    [
      'a budget above all',
      `${enough}graph: { budgetShare: 2 }\n`,
      'graph.budgetShare: 2 does not fit here; write a share above 0 and up to 1, like 0.5.',
    ],
    ['a prefix Discord refuses', `${enough}commandPrefix: "WA "\n`, 'commandPrefix: "WA " does not fit here'],
    [
      'access for a word',
      `${enough}access: { ask: friends }\n`,
      'access.ask: "friends" does not fit here; write everyone, or a list of grants.',
    ],
    [
      'access with a typing slip',
      `${enough}access: { act: [{ user: ["slack:U1"] }] }\n`,
      'access.act[0].user: There is no such setting; did you mean users?',
    ],
    [
      'a list where a map belongs',
      `${enough}alerts: []\n`,
      'alerts: A list does not fit here; write keys and values below it.',
    ],
    ['a word for everything', 'hello\n', 'tierwatch.yaml: The file must hold settings'],
    ['a broken line', `${enough}routes: [\n`, 'tierwatch.yaml:5: This is not YAML'],
    [
      'one key twice',
      `${enough}routes: []\nroutes: []\n`,
      'tierwatch.yaml:5: This is not YAML (duplicate key)',
    ],
  ];

  it.each(cases)('is told once, by place and cause: %s', (_, text, sentence) => {
    const mistakes = mistakesOf(text);
    expect(mistakes.join('\n')).toContain(sentence);
    expect(mistakes, 'one mistake is told once').toHaveLength(1);
  });

  it('tells every mistake at once, those of the file in its order, and then those of the environment', () => {
    const text = `portfolios:
  - { name: A, id: x, token: "\${TOKEN_A}" }
  - { name: B, id: "2", rulebok: portfolio-2025 }
routes:
  - { to: "slack:C0123456789", timezone: Nowhere, portfolios: [C] }
  - { to: "discord:5", digest: never }
poll: { every: often }
maskNumbers: maybe
`;
    const places = mistakesOf(text, { PORT: 'x', META_ACCESS_TOKEN: 'EAAtoken' }).map(
      (line) => line.split(': ')[0],
    );
    expect(places).toEqual([
      'tierwatch.yaml:2 portfolios[0].id',
      'tierwatch.yaml:3 portfolios[1].rulebok',
      'tierwatch.yaml:5 routes[0].timezone',
      'tierwatch.yaml:5 routes[0].portfolios[0]',
      'tierwatch.yaml:6 routes[1].digest',
      'tierwatch.yaml:7 poll.every',
      'tierwatch.yaml:8 maskNumbers',
      'TOKEN_A',
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'DISCORD_TOKEN',
      'DISCORD_APPLICATION_ID',
      'PORT',
    ]);
  });

  it('names a missing token once, with all the portfolios that need it', () => {
    expect(mistakesOf('portfolios: [{ name: A, id: "1" }, { name: B, id: "2" }]\n', {})).toEqual([
      'META_ACCESS_TOKEN: It is not set, and "A", "B" cannot be read without it; set it to a Meta access token.',
    ]);
  });

  it('asks for a file where there is none', () => {
    const loaded = loadConfiguration({ env: token, cwd: folderWith() });
    expect(loaded.ok ? [] : loaded.mistakes.map(printMistake)).toEqual([
      expect.stringContaining('tierwatch.yaml: There is no such file in this folder'),
    ]);
  });

  it('never falls back to another file when the named one is missing', () => {
    const cwd = folderWith({ 'tierwatch.yaml': enough });
    const loaded = loadConfiguration({ env: token, cwd, file: 'gone.yaml' });
    expect(loaded.ok ? [] : loaded.mistakes.map(printMistake)).toEqual([
      'gone.yaml: The file cannot be read: there is no such file. Check its name and who may read it.',
    ]);
  });
});

describe('which file is read', () => {
  const files = {
    'tierwatch.yaml': enough,
    'a.yaml': enough.replace('Toko Maju', 'A'),
    'b.yaml': enough.replace('Toko Maju', 'B'),
  };
  const nameIn = (source: Parameters<typeof loadConfiguration>[0]) => {
    const loaded = loadConfiguration({ ...source, cwd: folderWith(files) });
    return loaded.ok ? loaded.configuration.portfolios[0]?.name : loaded.mistakes;
  };

  it('is tierwatch.yaml, or the one of TIERWATCH_CONFIG, or before both the one on the command line', () => {
    const env = { ...token, TIERWATCH_CONFIG: 'a.yaml' };
    expect([nameIn({ env: token }), nameIn({ env }), nameIn({ env, file: 'b.yaml' })]).toEqual([
      'Toko Maju',
      'A',
      'B',
    ]);
  });

  it('may be named by the .env file', () => {
    const loaded = load(
      enough,
      {},
      { ...files, '.env': 'TIERWATCH_CONFIG=b.yaml\nMETA_ACCESS_TOKEN=EAAfile\n' },
    );
    expect(loaded.ok && loaded.configuration.file).toBe('b.yaml');
  });
});
