import type { JsonObject } from '../loopback/json.js';
import { stringFrom } from '../loopback/json.js';
import type { MethodResult, SlackMethod, SlackState } from './method.js';
import { botMethod, isRefusal, refuse, writableChannel } from './method.js';
import { lengthOf } from './text-check.js';
import { bodyChange, bodyOf, messageJson } from './model.js';

/** Above this Slack refuses a text outright (https://docs.slack.dev/reference/methods/chat.postMessage). */
const TEXT_HARD_LIMIT = 40_000;

function isEmpty(args: JsonObject): boolean {
  const { text, blocks, attachments } = bodyOf(args);
  return text === '' && blocks.length === 0 && attachments.length === 0;
}

function postMessage(args: JsonObject, state: SlackState): MethodResult {
  const { workspace, messages } = state;
  const channel = writableChannel(stringFrom(args['channel']), workspace);
  if (isRefusal(channel)) return channel;
  if (isEmpty(args)) return refuse('no_text');
  if (lengthOf(stringFrom(args['text'])) > TEXT_HARD_LIMIT) return refuse('msg_too_long');
  const threadTs = args['thread_ts'] === undefined ? undefined : stringFrom(args['thread_ts']);
  const root = threadTs === undefined ? undefined : messages.find(channel.id, threadTs);
  if (threadTs !== undefined && (root === undefined || root.deleted)) {
    state.report(`chat.postMessage: thread_ts ${threadTs} names no message of ${channel.id}`);
  }
  state.check('chat.postMessage', args);
  const message = messages.post({
    ...bodyOf(args),
    channel: channel.id,
    user: workspace.botUserId,
    threadTs,
    broadcast: stringFrom(args['reply_broadcast']) === 'true',
  });
  return {
    channel: channel.id,
    ts: message.ts,
    message: messageJson(message, workspace.botId, workspace.appId, false),
  };
}

function update(args: JsonObject, state: SlackState): MethodResult {
  const { workspace, messages } = state;
  const channel = writableChannel(stringFrom(args['channel']), workspace);
  if (isRefusal(channel)) return channel;
  const ts = stringFrom(args['ts']);
  const before = messages.find(channel.id, ts);
  if (before === undefined || before.deleted) return refuse('message_not_found');
  if (before.user !== workspace.botUserId) return refuse('cant_update_message');
  if (isEmpty(args)) return refuse('no_text');
  state.check('chat.update', args);
  const after = messages.edit(channel.id, ts, bodyChange(args));
  if (after === undefined) return refuse('message_not_found');
  return {
    channel: channel.id,
    ts,
    text: after.text,
    message: messageJson(after, workspace.botId, workspace.appId, false),
  };
}

function postEphemeral(args: JsonObject, state: SlackState): MethodResult {
  const channel = writableChannel(stringFrom(args['channel']), state.workspace);
  if (isRefusal(channel)) return channel;
  const user = stringFrom(args['user']);
  if (!state.workspace.users.has(user)) return refuse('user_not_in_channel');
  if (isEmpty(args)) return refuse('no_text');
  state.check('chat.postEphemeral', args);
  state.ephemerals.push({ ...bodyOf(args), channel: channel.id, user, via: 'chat.postEphemeral' });
  return { message_ts: `${Math.floor(Date.now() / 1000)}.000000` };
}

function remove(args: JsonObject, state: SlackState): MethodResult {
  const channel = stringFrom(args['channel']);
  const ts = stringFrom(args['ts']);
  const message = state.messages.find(channel, ts);
  if (message !== undefined && message.user !== state.workspace.botUserId)
    return refuse('cant_delete_message');
  return state.messages.remove(channel, ts) ? { channel, ts } : refuse('message_not_found');
}

function getPermalink(args: JsonObject, state: SlackState): MethodResult {
  const channel = stringFrom(args['channel']);
  const ts = stringFrom(args['message_ts']);
  const message = state.messages.find(channel, ts);
  if (message === undefined || message.deleted) return refuse('message_not_found');
  const domain = `https://${state.workspace.teamDomain}.slack.com`;
  return { channel, permalink: `${domain}/archives/${channel}/p${ts.replace('.', '')}` };
}

/** https://docs.slack.dev/reference/methods?family=chat */
export const chatMethods: Readonly<Record<string, SlackMethod>> = {
  'chat.postMessage': botMethod(['chat:write'], postMessage),
  'chat.update': botMethod(['chat:write'], update),
  'chat.postEphemeral': botMethod(['chat:write'], postEphemeral),
  'chat.delete': botMethod(['chat:write'], remove),
  'chat.getPermalink': botMethod([], getPermalink),
};
