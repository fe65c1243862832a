import { describe, expect, it } from 'vitest';
import { slackAppManifest } from '../../../src/adapters/slack/manifest.js';
import { botScopes } from '../../../src/adapters/slack/scopes.js';
import { slackManifestProblems } from '../../support/slack/manifest-check.js';
import { command } from './bot.js';

const option = { name: 'number', summary: { en: 'A number', id: 'Nomor' }, required: false, choices: true };

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
    const check = command('check', { onMessage: { en: 'Check numbers', id: 'Periksa nomor' } });
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
    expect(manifest.oauth_config.scopes.bot).toEqual(botScopes.map(({ scope }) => scope));
    expect(botScopes.every(({ why }) => why.length > 10)).toBe(true);
    expect(slackAppManifest([command('quota')], '', true).oauth_config.scopes.bot).toContain(
      'usergroups:read',
    );
  });

  it('puts the prefix before every command', () => {
    const prefixed = slackAppManifest([command('quota'), command('help')], 'wa-');
    expect(prefixed.features.slash_commands.map((one) => one.command)).toEqual(['/wa-quota', '/wa-help']);
  });

  it('leaves help to Slack, where it is a word after the first command', () => {
    const { slash_commands } = slackAppManifest([command('quota'), command('help')]).features;
    expect(slash_commands.map((one) => one.command)).toEqual(['/quota']);
  });

  it.each(['status', 'mute', 'remind', 'who'])('refuses /%s, which Slack keeps for itself', (name) => {
    expect(() => slackAppManifest([command(name)])).toThrow(/prefix/);
    expect(() => slackAppManifest([command(name)], 'wa-')).not.toThrow();
  });

  it.each(['Quota', 'kuota limit', 'x'.repeat(32), ''])('refuses the name "%s"', (name) => {
    expect(() => slackAppManifest([command(name)])).toThrow(RangeError);
  });

  it('refuses more commands than Slack takes', () => {
    const many = Array.from({ length: 51 }, (_, index) => command(`quota-${index}`));
    expect(() => slackAppManifest(many)).toThrow(/50/);
  });
});
