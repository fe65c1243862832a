import { describe, expect, it } from 'vitest';
import { readEnvironment, type EnvironmentVariables } from '../../config/env.js';
import type { PlatformName } from '../../src/domain/route.js';
import { folderWith } from '../support/folder.js';

const read = (env: EnvironmentVariables, files: Readonly<Record<string, string>> = {}) => {
  const { environment, mistakes } = readEnvironment(env, folderWith(files));
  const chat = (platform: PlatformName, name: string): string | null => {
    const value = environment.chats.get(platform)?.[name] ?? null;
    return typeof value === 'string' || value === null ? value : value.reveal();
  };
  return { environment, chat, wrong: mistakes.map((mistake) => `${mistake.path}: ${mistake.sentence}`) };
};

describe('the environment', () => {
  it('has a default for all that is not secret', () => {
    const { environment, wrong } = read({});
    expect(environment).toMatchObject({
      metaGraphUrl: 'https://graph.facebook.com',
      storeUrl: 'sqlite://./data/tierwatch.sqlite',
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
      metaAppSecret: null,
      heartbeatUrl: null,
      configFile: null,
    });
    expect(environment.chats.get('slack')).toMatchObject({
      SLACK_API_URL: 'https://slack.com/api/',
      SLACK_BOT_TOKEN: null,
    });
    expect(environment.chats.get('discord')).toMatchObject({
      DISCORD_API_URL: 'https://discord.com/api',
      DISCORD_TOKEN: null,
      DISCORD_APPLICATION_ID: null,
    });
    expect(wrong).toEqual([]);
  });

  it('lets the vendors’ addresses point to this machine, with or without a slash at the end', () => {
    const { environment, chat, wrong } = read({
      META_GRAPH_URL: 'http://127.0.0.1:4001/',
      SLACK_API_URL: 'http://localhost:4002/api',
      DISCORD_API_URL: 'http://[::1]:4003/api/',
    });
    expect([
      environment.metaGraphUrl,
      chat('slack', 'SLACK_API_URL'),
      chat('discord', 'DISCORD_API_URL'),
    ]).toEqual(['http://127.0.0.1:4001', 'http://localhost:4002/api/', 'http://[::1]:4003/api']);
    expect(wrong).toEqual([]);
  });

  it('takes a secret from a file, without the newline at its end', () => {
    const { environment, wrong } = read(
      { META_APP_SECRET_FILE: 'secret.txt', TOKEN_B_FILE: 'b.txt' },
      {
        'secret.txt': 'from a file\n',
        'b.txt': 'EAAb',
      },
    );
    expect(environment.metaAppSecret?.reveal()).toBe('from a file');
    expect(environment.secret('TOKEN_B')?.reveal()).toBe('EAAb');
    expect(wrong).toEqual([]);
  });

  it('takes what is empty as not set', () => {
    const { environment, chat } = read({ DISCORD_TOKEN: ' ', PORT: '', META_GRAPH_URL: '' });
    expect(environment).toMatchObject({ port: 3000, metaGraphUrl: 'https://graph.facebook.com' });
    expect(chat('discord', 'DISCORD_TOKEN')).toBeNull();
  });

  it('reads .env, and what the process was given goes before it', () => {
    const env = '# a comment\nSLACK_BOT_TOKEN="xoxb-file"\nPORT=4000\nDISCORD_TOKEN=d-file\n';
    const { environment, chat } = read(
      { PORT: '5000', DISCORD_TOKEN_FILE: 'd.txt' },
      { '.env': env, 'd.txt': 'd-given' },
    );
    expect(chat('slack', 'SLACK_BOT_TOKEN')).toBe('xoxb-file');
    expect(environment.port).toBe(5000);
    expect(chat('discord', 'DISCORD_TOKEN')).toBe('d-given');
  });

  it.each<[string, EnvironmentVariables, string]>([
    ['a port beyond the last', { PORT: '65536' }, 'PORT: This must be a whole number from 0 to 65535.'],
    ['a port with a unit', { PORT: '3000/tcp' }, 'PORT: This must'],
    ['a level that does not exist', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL: This must be one of trace, debug'],
    [
      'an address without a scheme',
      { META_GRAPH_URL: 'graph.facebook.com' },
      'META_GRAPH_URL: This is no web address',
    ],
    [
      'an address that would show tokens',
      { SLACK_API_URL: 'http://slack.example/api' },
      'SLACK_API_URL: Tokens would travel unencrypted',
    ],
    [
      'a heartbeat by mail',
      { HEARTBEAT_URL: 'mailto:me@example.org' },
      'HEARTBEAT_URL: This is no web address',
    ],
    ['a store of another kind', { STORE_URL: 'redis://localhost' }, 'STORE_URL: This must be sqlite://'],
    [
      'a role that nobody has',
      { STORE_URL: 'postgres://db/watch', WORKER_ROLES: 'look,dance' },
      'WORKER_ROLES: These must be some of look, deliver, chat, http, with commas between them.',
    ],
    [
      'work that is left to nobody',
      { WORKER_ROLES: 'look' },
      'WORKER_ROLES: Only processes that share a store on a server can share the work',
    ],
    [
      'an application by its name',
      { DISCORD_APPLICATION_ID: 'tierwatch' },
      'DISCORD_APPLICATION_ID: This must be an id of digits',
    ],
    [
      'swapped Slack tokens',
      { SLACK_APP_TOKEN: 'xoxb-1' },
      'SLACK_APP_TOKEN: This holds a token that starts with xoxb-',
    ],
    [
      'a secret said twice',
      { DISCORD_TOKEN: 'a', DISCORD_TOKEN_FILE: 'b' },
      'DISCORD_TOKEN: Both DISCORD_TOKEN and DISCORD_TOKEN_FILE are set',
    ],
    [
      'a secret in a file that is gone',
      { DISCORD_TOKEN_FILE: 'gone' },
      'DISCORD_TOKEN_FILE: The file it names cannot be read',
    ],
    [
      'a secret in an empty file',
      { DISCORD_TOKEN_FILE: 'empty' },
      'DISCORD_TOKEN_FILE: The file it names is empty',
    ],
  ])('refuses %s', (_, env, sentence) => {
    const { wrong } = read(env, { empty: '\n' });
    expect(wrong).toHaveLength(1);
    expect(wrong[0]).toContain(sentence);
  });

  it('takes all of the work where no role is named, or all are, and else those that are', () => {
    const rolesIn = (env: Record<string, string>): readonly string[] => [...read(env).environment.roles];
    const all = ['look', 'deliver', 'chat', 'http'];
    expect(rolesIn({})).toEqual(all);
    expect(rolesIn({ WORKER_ROLES: 'http, chat,deliver,look' })).toEqual(all);
    const shared = { STORE_URL: 'postgres://db/watch' };
    expect(rolesIn({ ...shared, WORKER_ROLES: 'chat, http' })).toEqual(['chat', 'http']);
  });
});
