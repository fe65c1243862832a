import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { printMistake } from '../../config/mistake.js';
import { covered, secretOf, secretValues } from '../../config/secret.js';
import { configured, enough, load, mistakesOf } from './configured.js';

const values = {
  META_ACCESS_TOKEN: 'EAAmeta-secret-0001',
  META_APP_SECRET: 'app-secret-0002',
  META_WEBHOOK_VERIFY_TOKEN: 'verify-secret-0003',
  SLACK_BOT_TOKEN: 'xoxb-secret-0004',
  SLACK_APP_TOKEN: 'xapp-secret-0005',
  SLACK_SIGNING_SECRET: 'signing-secret-0006',
  DISCORD_TOKEN: 'discord-secret-0007',
  HEARTBEAT_URL: 'https://monitor.example/secret-0008',
  TIERWATCH_API_TOKEN: 'api-secret-0009',
};
const all = { ...values, DISCORD_APPLICATION_ID: '42' };

describe('secrets', () => {
  it('are handed out to who asks for them', () => {
    const { secrets, chats } = configured(enough, all);
    expect(Object.values(secrets.tokens)[0]?.value.reveal()).toBe(values.META_ACCESS_TOKEN);
    expect(secrets.metaAppSecret?.reveal()).toBe(values.META_APP_SECRET);
    expect(secrets.metaVerifyToken?.reveal()).toBe(values.META_WEBHOOK_VERIFY_TOKEN);
    expect(chats.slack.values.SLACK_BOT_TOKEN?.reveal()).toBe(values.SLACK_BOT_TOKEN);
    expect(chats.slack.values.SLACK_APP_TOKEN?.reveal()).toBe(values.SLACK_APP_TOKEN);
    expect(chats.slack.values.SLACK_SIGNING_SECRET?.reveal()).toBe(values.SLACK_SIGNING_SECRET);
    expect(chats.discord.values.DISCORD_TOKEN?.reveal()).toBe(values.DISCORD_TOKEN);
    expect(secrets.heartbeatUrl?.reveal()).toBe(values.HEARTBEAT_URL);
    expect(secrets.apiToken?.reveal()).toBe(values.TIERWATCH_API_TOKEN);
  });

  it('do not show when a configuration is printed in any way', () => {
    const configuration = configured(enough, all);
    const { metaAppSecret } = configuration.secrets;
    const printed = [
      JSON.stringify(configuration),
      inspect(configuration, { depth: null, showHidden: true, getters: true }),
      String(metaAppSecret),
      inspect(structuredClone(JSON.parse(JSON.stringify(configuration)))),
    ].join('\n');
    for (const value of Object.values(values)) expect(printed).not.toContain(value);
    expect(printed).toContain('[secret]');
  });

  it.each([
    ['where its variable belongs', `${enough}    token: EAAB1234567890abcdef\n`, 'EAAB'],
    ['as a short word', `${enough}    token: hunter2\n`, 'hunter2'],
    ['as a channel', `${enough}routes: [{ to: xoxb-1234-5678-abcdef }]\n`, 'xoxb-1234'],
    ['as a time zone', `${enough}timezone: 0123456789abcdef0123456789abcdef\n`, '0123456789abcdef'],
  ])('do not show when one was pasted into the file %s', (_, text, secret) => {
    const mistakes = mistakesOf(text);
    expect(mistakes).toHaveLength(1);
    expect(mistakes.join()).not.toContain(secret);
  });

  it('do not show in the mistakes of a broken environment', () => {
    const loaded = load('portfolios: []\nsecret-0001: 1\n', {
      ...values,
      SLACK_BOT_TOKEN: 'xapp-swapped-secret',
      HEARTBEAT_URL: 'ftp://secret-0008',
      META_GRAPH_URL: 'http://user:secret-0009@graph.example',
      META_ACCESS_TOKEN_FILE: '/nowhere/secret',
    });
    const printed = loaded.ok ? '' : loaded.mistakes.map(printMistake).join('\n');
    expect(printed).toContain('SLACK_BOT_TOKEN');
    for (const hidden of ['swapped', 'secret-0008', 'secret-0009', values.META_ACCESS_TOKEN]) {
      expect(printed).not.toContain(hidden);
    }
  });

  it('are all known to the log, wherever in the configuration they are', () => {
    const known = secretValues(configured(enough, all));
    const used = Object.entries(values).map(([, value]) => value);
    expect(used.filter((value) => !known.includes(value))).toEqual([]);
  });

  it('are covered whole when one holds another', () => {
    const secrets = [secretOf('abcd'), secretOf('abcdefgh')];
    expect(covered('it is abcdefgh or abcd', secrets)).toBe('it is [secret] or [secret]');
  });
});
