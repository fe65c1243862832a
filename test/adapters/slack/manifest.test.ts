import { describe, expect, it } from 'vitest';
import { slackAppManifest } from '../../../src/adapters/slack/manifest.js';
import { botScopes, setupScopes } from '../../../src/adapters/slack/scopes.js';
import { slackManifestProblems } from '../../support/slack/manifest-check.js';
import { command } from './bot.js';
import { translated } from '../../support/translated.js';

const option = {
  name: 'number',
  summary: translated({ en: 'A number', id: 'Nomor' }),
  required: false,
  choices: true,
};

describe('the manifest of the Slack app', () => {
  const manifest = slackAppManifest([
    command('quota', { options: [option] }),
    command('can-send', {
      example: '/can-send',
      options: [
        { ...option, required: true },
        { ...option, name: 'count' },
      ],
    }),
    command('tier', { example: '/tier' }),
  ]);

  it('is one that Slack takes', () => {
    expect(slackManifestProblems(JSON.parse(JSON.stringify(manifest)))).toEqual([]);
  });

  it('offers each command with what may be typed after it', () => {
    expect(manifest.features.slash_commands).toEqual([
      {
        command: '/quota',
        description: 'What quota shows',
        usage_hint: '+62 812-3456-7890',
        should_escape: false,
      },
      {
        command: '/can-send',
        description: 'What can-send shows',
        usage_hint: 'number [count]',
        should_escape: false,
      },
      { command: '/tier', description: 'What tier shows', should_escape: false },
    ]);
  });

  it('offers on messages what is no command to type', () => {
    const check = command('check', { onMessage: translated({ en: 'Check numbers', id: 'Periksa nomor' }) });
    const { features } = slackAppManifest([command('quota'), check]);
    expect(features.slash_commands.map((one) => one.command)).toEqual(['/quota']);
    expect(features.shortcuts).toEqual([
      {
        name: 'Check numbers',
        type: 'message',
        callback_id: 'tierwatch:check',
        description: 'What check shows',
      },
    ]);
    expect(
      slackManifestProblems(JSON.parse(JSON.stringify(slackAppManifest([command('quota'), check])))),
    ).toEqual([]);
  });

  it('asks for the least permissions, and says what each is for', () => {
    expect(manifest.oauth_config.scopes.bot).toEqual(
      [...botScopes, ...setupScopes].map(({ scope }) => scope),
    );
    expect(botScopes.every(({ why }) => why.length > 10)).toBe(true);
    expect(slackAppManifest([command('quota')], { groups: true }).oauth_config.scopes.bot).toContain(
      'usergroups:read',
    );
  });

  it('names the address of the bot wherever Slack wants it in HTTP mode, and is still one that Slack takes', () => {
    const url = 'https://bot.example.com/slack/events';
    const { features, settings } = slackAppManifest([command('quota'), command('tier')], {
      address: 'https://bot.example.com',
    });
    expect(features.slash_commands.map((one) => one.url)).toEqual([url, url]);
    expect(settings).toMatchObject({
      socket_mode_enabled: false,
      interactivity: { request_url: url },
      event_subscriptions: { request_url: url },
    });
    expect(slackManifestProblems({ ...JSON.parse(JSON.stringify(manifest)), features, settings })).toEqual(
      [],
    );
    expect(JSON.stringify(manifest)).not.toContain('url');
  });

  it('leaves an address with a path of its own as it is', () => {
    const { settings } = slackAppManifest([command('quota')], {
      address: 'https://example.com/bots/tierwatch',
    });
    expect(settings.interactivity.request_url).toBe('https://example.com/bots/tierwatch');
  });

  it.each(['http://bot.example.com', 'bot.example.com', ''])('refuses the address "%s"', (address) => {
    expect(() => slackAppManifest([command('quota')], { address })).toThrow(/https/);
  });

  it('puts the prefix before every command', () => {
    const prefixed = slackAppManifest([command('quota'), command('help')], { prefix: 'wa-' });
    expect(prefixed.features.slash_commands.map((one) => one.command)).toEqual(['/wa-quota', '/wa-help']);
  });

  it('leaves help to Slack, where it is a word after the first command', () => {
    const { slash_commands } = slackAppManifest([command('quota'), command('help')]).features;
    expect(slash_commands.map((one) => one.command)).toEqual(['/quota']);
  });

  it.each(['status', 'mute', 'remind', 'who'])('refuses /%s, which Slack keeps for itself', (name) => {
    expect(() => slackAppManifest([command(name)])).toThrow(/prefix/);
    expect(() => slackAppManifest([command(name)], { prefix: 'wa-' })).not.toThrow();
  });

  it.each(['Quota', 'kuota limit', 'x'.repeat(32), ''])('refuses the name "%s"', (name) => {
    expect(() => slackAppManifest([command(name)])).toThrow(RangeError);
  });

  it('refuses more commands than Slack takes', () => {
    const many = Array.from({ length: 51 }, (_, index) => command(`quota-${index}`));
    expect(() => slackAppManifest(many)).toThrow(/50/);
  });
});
