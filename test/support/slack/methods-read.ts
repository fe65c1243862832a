import type { JsonObject } from '../loopback/json.js';
import { stringFrom } from '../loopback/json.js';
import type { MethodResult, SlackMethod, SlackState } from './method.js';
import { botMethod, isRefusal, refuse, writableChannel } from './method.js';
import type { SlackMessage } from './model.js';
import { messageJson } from './model.js';
import type { SlackChannel } from './workspace.js';

const READ_SCOPES = ['channels:read', 'groups:read'];
const HISTORY_SCOPES = ['channels:history', 'groups:history'];

function info(args: JsonObject, state: SlackState): MethodResult {
  const channel = state.workspace.channels.get(stringFrom(args['channel']));
  if (channel === undefined || (channel.private && !channel.member)) return refuse('channel_not_found');
  return { channel: channelJson(channel) };
}

/** Slack wants a permission for each kind of channel that is asked for. */
function list(args: JsonObject, state: SlackState): MethodResult {
  const { channels, scopes } = state.workspace;
  const types = (stringFrom(args['types']) || 'public_channel').split(',');
  for (const [type, needed] of [
    ['public_channel', 'channels:read'],
    ['private_channel', 'groups:read'],
  ] as const) {
    if (types.includes(type) && !scopes.includes(needed)) {
      return { ...refuse('missing_scope'), needed, provided: scopes.join(',') };
    }
  }
  const found = [...channels.values()].filter(
    (channel) =>
      types.includes(channel.private ? 'private_channel' : 'public_channel') &&
      (channel.member || !channel.private) &&
      !(channel.archived && stringFrom(args['exclude_archived']) === 'true'),
  );
  const start = Number(Buffer.from(stringFrom(args['cursor']), 'base64').toString('utf8') || '0');
  const end = start + Number(stringFrom(args['limit']) || '100');
  return {
    channels: found.slice(start, end).map(channelJson),
    response_metadata: {
      next_cursor: found.length > end ? Buffer.from(String(end)).toString('base64') : '',
    },
  };
}

function channelJson(channel: SlackChannel): JsonObject {
  return {
    id: channel.id,
    name: channel.name,
    is_channel: !channel.private,
    is_private: channel.private,
    is_member: channel.member,
    is_archived: channel.archived,
  };
}

function open(args: JsonObject, state: SlackState): MethodResult {
  const users = stringFrom(args['users']).split(',');
  const unknown = users.find((user) => !state.workspace.users.has(user));
  return unknown === undefined
    ? { channel: { id: `D${(users[0] ?? '').slice(1)}` } }
    : refuse('user_not_found');
}

function page(found: readonly SlackMessage[], args: JsonObject, state: SlackState): MethodResult {
  const start = Number(Buffer.from(stringFrom(args['cursor']), 'base64').toString('utf8') || '0');
  const limit = Number(stringFrom(args['limit']) || '100');
  const end = start + limit;
  const withMetadata = stringFrom(args['include_all_metadata']) === 'true';
  const hasMore = found.length > end;
  return {
    messages: found
      .slice(start, end)
      .map((message) => messageJson(message, state.workspace.botId, state.workspace.appId, withMetadata)),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? Buffer.from(String(end)).toString('base64') : '' },
  };
}

function inWindow(message: SlackMessage, args: JsonObject): boolean {
  const at = Number(message.ts);
  const oldest = Number(stringFrom(args['oldest']) || '0');
  const latest = Number(stringFrom(args['latest']) || 'Infinity');
  return stringFrom(args['inclusive']) === 'true' ? at >= oldest && at <= latest : at > oldest && at < latest;
}

function history(args: JsonObject, state: SlackState): MethodResult {
  const channel = readable(args, state);
  if (typeof channel !== 'string') return channel;
  const found = state.messages
    .list(channel)
    .filter((message) => message.threadTs === undefined || message.broadcast)
    .filter((message) => inWindow(message, args));
  return page([...found].reverse(), args, state);
}

function replies(args: JsonObject, state: SlackState): MethodResult {
  const channel = readable(args, state);
  if (typeof channel !== 'string') return channel;
  const root = state.messages.find(channel, stringFrom(args['ts']));
  if (root === undefined || root.deleted) return refuse('thread_not_found');
  const under = state.messages.thread(channel, root.ts).filter((message) => inWindow(message, args));
  return page([root, ...under], args, state);
}

function readable(args: JsonObject, state: SlackState): string | MethodResult {
  const channel = writableChannel(stringFrom(args['channel']), state.workspace);
  return isRefusal(channel) ? channel : channel.id;
}

function userInfo(args: JsonObject, state: SlackState): MethodResult {
  const user = state.workspace.users.get(stringFrom(args['user']));
  if (user === undefined) return refuse('user_not_found');
  return {
    user: {
      id: user.id,
      team_id: state.workspace.teamId,
      name: user.name,
      deleted: false,
      is_bot: false,
      is_admin: user.admin,
      is_owner: false,
      tz: user.timeZone,
      ...(stringFrom(args['include_locale']) === 'true' ? { locale: user.locale } : {}),
      profile: { display_name: user.name, real_name: user.name },
    },
  };
}

function groupMembers(args: JsonObject, state: SlackState): MethodResult {
  const users = state.workspace.usergroups[stringFrom(args['usergroup'])];
  return users === undefined ? refuse('no_such_subteam') : { users };
}

function authTest(_args: JsonObject, state: SlackState): MethodResult {
  const { workspace } = state;
  return {
    url: `https://${workspace.teamDomain}.slack.com/`,
    team: workspace.teamDomain,
    user: 'tierwatch',
    team_id: workspace.teamId,
    user_id: workspace.botUserId,
    bot_id: workspace.botId,
    is_enterprise_install: false,
  };
}

/** https://docs.slack.dev/reference/methods (what a bot reads, and how it connects) */
export const readMethods: Readonly<Record<string, SlackMethod>> = {
  'auth.test': botMethod([], authTest),
  'apps.connections.open': {
    scopes: [],
    token: 'app',
    run: (_args, state) => ({ url: state.socketUrl() }),
  },
  'conversations.info': botMethod(READ_SCOPES, info),
  'conversations.list': botMethod(READ_SCOPES, list),
  'conversations.open': botMethod(['im:write'], open),
  'conversations.history': botMethod(HISTORY_SCOPES, history),
  'conversations.replies': botMethod(HISTORY_SCOPES, replies),
  'users.info': botMethod(['users:read'], userInfo),
  'usergroups.users.list': botMethod(['usergroups:read'], groupMembers),
};
