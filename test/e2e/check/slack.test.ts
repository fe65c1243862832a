import { describe, expect, it } from 'vitest';
import { checked, usualSettings, type Fault } from '../../support/e2e/checking.js';
import type { Shop } from '../../support/e2e/shop.js';
import { slackFault } from '../../support/slack/faults.js';
import { HOME_CHANNEL } from '../../support/slack/workspace.js';

const all = ['chat:write', 'commands', 'files:write', 'users:read', 'channels:history', 'groups:history'];
const without = (...scopes: readonly string[]): readonly string[] =>
  all.filter((scope) => !scopes.includes(scope));
const refuses =
  (method: string, error: string, more: Readonly<Record<string, unknown>> = {}) =>
  ({ slack }: Shop): unknown =>
    slack.faults.always(method, slackFault.refused(error, more));
const mentioning = (id: string): string =>
  usualSettings.replace(`slack:${HOME_CHANNEL}`, `slack:${HOME_CHANNEL}\n    mention: { critical: ${id} }`);
const grantingTo = (group: string): string =>
  `${usualSettings}access: { act: [{ groups: ["slack:${group}"] }] }\n`;

const faults: readonly (readonly [string, Fault, RegExp])[] = [
  [
    'tokens that were swapped',
    { env: { SLACK_BOT_TOKEN: 'xapp-CANARY-app', SLACK_APP_TOKEN: 'xoxb-CANARY-bot' } },
    /^SLACK_BOT_TOKEN: This holds a token that starts with xapp-, which belongs into SLACK_APP_TOKEN; swap them\.$/,
  ],
  [
    'a bot token that Slack does not know',
    { env: { SLACK_BOT_TOKEN: 'xoxb-CANARY-wrong' } },
    /^Slack, bot token: Slack does not accept the bot's token\. Check SLACK_BOT_TOKEN\. \(invalid_auth\)$/,
  ],
  [
    'the token of a person',
    {
      env: { SLACK_BOT_TOKEN: 'xoxp-CANARY-sari' },
      prepare: ({ slack }) => slack.faults.always('auth.test', slackFault.answered({ user: 'sari' })),
    },
    /^Slack, bot token: It is the token of a person, not of the app\. Check SLACK_BOT_TOKEN\.$/,
  ],
  [
    'a token whose app was removed',
    { prepare: refuses('auth.test', 'account_inactive') },
    /^Slack, bot token: The bot was removed from Slack\. Install the app again\. \(account_inactive\)$/,
  ],
  [
    'an app that may not post',
    { slack: { scopes: without('chat:write') } },
    /^Slack, bot token: It is valid, in loopback\. The app lacks chat:write \(.*\); install it again with the current manifest\.$/,
  ],
  [
    'an app that may not read its channels',
    { slack: { scopes: without('channels:history', 'groups:history') } },
    /^Slack, bot token: .* The app lacks channels:history .*; groups:history .*; install it again.*no channel can be tried/i,
  ],
  [
    'a permission that a channel wants',
    { prepare: refuses('conversations.history', 'missing_scope', { needed: 'groups:history' }) },
    /^Slack, channel C0123456789: The app lacks a permission in Slack\. .*Needed: “groups:history”\. \(missing_scope\)$/,
  ],
  [
    'an app that may not read the groups that grants name',
    { slack: { scopes: all }, settings: grantingTo('S0123456789') },
    /^Slack, bot token: .* The app lacks usergroups:read \(.*\)/,
  ],
  [
    'a group that a grant names and nobody knows',
    { settings: grantingTo('S0000000404') },
    /^Slack, user group S0000000404: Slack knows no such user group\. Check its id under access\.$/,
  ],
  [
    'a group that is mentioned and nobody knows',
    { settings: mentioning('S0000000404') },
    /^Slack, user group S0000000404: Slack knows no such user group\. Check its id under mention\.$/,
  ],
  [
    'an app token that Slack does not know',
    { env: { SLACK_APP_TOKEN: 'xapp-CANARY-wrong' } },
    /^Slack, app token: Slack does not accept the app token\. Check SLACK_APP_TOKEN\. \(invalid_auth\)$/,
  ],
  [
    'an app token without its permission',
    { prepare: refuses('apps.connections.open', 'missing_scope', { needed: 'connections:write' }) },
    /^Slack, app token: The app token lacks a permission\. Make one that has it\. Needed: “connections:write”\. \(missing_scope\)$/,
  ],
  [
    'Socket Mode that is off',
    { prepare: refuses('apps.connections.open', 'socket_mode_not_enabled') },
    /^Slack, app token: Socket Mode is off for this app\. Switch it on in the app's settings, under "Socket Mode"\. \(socket_mode_not_enabled\)$/,
  ],
  [
    'a channel without the bot',
    { slack: { channels: [{ id: HOME_CHANNEL, member: false }] } },
    /^Slack, channel C0123456789: The bot is not in the channel\. Invite it\. \(not_in_channel\)$/,
  ],
  [
    'a channel that nobody knows',
    { slack: { channels: [{ id: 'C404' }] } },
    /^Slack, channel C0123456789: Slack knows no such channel, or the bot may not see it\. Check the channel's id/,
  ],
  [
    'a channel that is archived',
    {
      prepare: ({ slack }) =>
        slack.faults.always(
          'conversations.history',
          slackFault.answered({ messages: [{ subtype: 'channel_archive' }] }),
        ),
    },
    /^Slack, channel C0123456789: The channel is archived\. Bring it back, or name another channel in the settings\.$/,
  ],
  [
    'a refusal that nobody foresaw',
    { prepare: refuses('auth.test', 'moon_is_full') },
    /^Slack, bot token: Slack refused this and says no more than its code\. \(moon_is_full\)$/,
  ],
  [
    'nobody at Slack’s address',
    { env: { SLACK_API_URL: 'http://127.0.0.1:1/api/' } },
    /^Slack: Slack cannot be reached\. \(ECONNREFUSED\)$/,
  ],
];

describe('check and Slack', () => {
  it.each(faults)('tells %s in one line', async (_name, fault, line) => {
    const { code, toFix } = await checked(fault);
    expect(toFix).toEqual([expect.stringMatching(line)]);
    expect(code).toBe(toFix[0]?.startsWith('SLACK_') === true ? 2 : 1);
  });
});
