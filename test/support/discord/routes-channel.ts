import type { Answer } from '../loopback/http.js';
import { jsonAnswer } from '../loopback/http.js';
import { objectFrom, stringFrom } from '../loopback/json.js';
import type { DiscordChannel } from './guild.js';
import { channelJson } from './guild.js';
import { bodyChange, messageJson } from './model.js';
import type { Call, DiscordState, Route } from './route.js';
import { botRoute, NO_CONTENT, refuse } from './route.js';

/** The channel, or the refusal Discord gives: 10003, 50001 or 50013. */
function channelOf(call: Call, state: DiscordState, writing: boolean): DiscordChannel | Answer {
  const channel = state.guild.channels.get(call.params['channel'] ?? '');
  if (channel === undefined) return refuse(404, 10_003, 'Unknown Channel');
  if (!channel.canSee) return refuse(403, 50_001, 'Missing Access');
  if (writing && !channel.canSend) return refuse(403, 50_013, 'Missing Permissions');
  return channel;
}

/** A message of this call's channel, or 10008. */
function messageOf(call: Call, state: DiscordState) {
  const message = state.messages.find(call.params['message'] ?? '');
  const found = message !== undefined && !message.deleted && message.channelId === call.params['channel'];
  return found ? message : refuse(404, 10_008, 'Unknown Message');
}

function isAnswer(value: object): value is Answer {
  return 'status' in value && 'body' in value;
}

function inChannel(
  writing: boolean,
  run: (channel: DiscordChannel, call: Call, state: DiscordState) => Answer,
) {
  return (call: Call, state: DiscordState): Answer => {
    const channel = channelOf(call, state, writing);
    return isAnswer(channel) ? channel : run(channel, call, state);
  };
}

const post = inChannel(true, (channel, call, state) => {
  const payload = objectFrom(call.body);
  const change = bodyChange(payload, call.files, []);
  const says = change.content !== undefined && change.content !== '';
  const shows = (change.embeds ?? []).length + (change.components ?? []).length + call.files.length > 0;
  if (!says && !shows) return refuse(400, 50_006, 'Cannot send an empty message');
  const nonce = payload['nonce'] === undefined ? undefined : stringFrom(payload['nonce']);
  if (nonce !== undefined && payload['enforce_nonce'] === true) {
    const before = state.messages.withNonce(channel.id, nonce);
    if (before !== undefined) return jsonAnswer(messageJson(before, state.guild, state.baseUrl()));
  }
  const repliesTo = objectFrom(payload['message_reference'])['message_id'];
  state.check('POST message', 'message', payload);
  if (channel.archived) state.guild.channels.set(channel.id, { ...channel, archived: false });
  const message = state.messages.post({
    ...change,
    channelId: channel.id,
    authorId: state.guild.botId,
    nonce,
    repliesTo: repliesTo === undefined ? undefined : stringFrom(repliesTo),
  });
  return jsonAnswer(messageJson(message, state.guild, state.baseUrl()));
});

const patch = inChannel(false, (_channel, call, state) => {
  const message = messageOf(call, state);
  if (isAnswer(message)) return message;
  if (message.authorId !== state.guild.botId) {
    return refuse(403, 50_005, 'Cannot edit a message authored by another user');
  }
  state.check('PATCH message', 'edit', call.body);
  const change = bodyChange(objectFrom(call.body), call.files, message.attachments);
  const after = state.messages.edit(message.id, change) ?? message;
  return jsonAnswer(messageJson(after, state.guild, state.baseUrl()));
});

function openThread(id: string, parent: DiscordChannel, call: Call, state: DiscordState): Answer {
  const payload = objectFrom(call.body);
  state.check('POST thread', 'thread', payload);
  const thread: DiscordChannel = {
    id,
    name: stringFrom(payload['name']),
    type: 11,
    parentId: parent.id,
    archived: false,
    canSee: parent.canSee,
    canSend: parent.canSend,
  };
  state.guild.channels.set(id, thread);
  const json = channelJson(state.guild, thread);
  state.dispatch('THREAD_CREATE', { ...json, newly_created: true });
  return jsonAnswer(json, 201);
}

const threadFromMessage = inChannel(true, (channel, call, state) => {
  const message = messageOf(call, state);
  if (isAnswer(message)) return message;
  if (message.threadId !== undefined) {
    return refuse(400, 160_004, 'A thread has already been created for this message');
  }
  state.messages.openThread(message.id, message.id);
  return openThread(message.id, channel, call, state);
});

const patchChannel = inChannel(false, (channel, call, state) => {
  const payload = objectFrom(call.body);
  const after = {
    ...channel,
    ...(typeof payload['name'] === 'string' ? { name: payload['name'] } : {}),
    ...(typeof payload['archived'] === 'boolean' ? { archived: payload['archived'] } : {}),
  };
  state.guild.channels.set(channel.id, after);
  return jsonAnswer(channelJson(state.guild, after));
});

/** https://discord.com/developers/docs/resources/message and /resources/channel */
export const channelRoutes: readonly Route[] = [
  botRoute(
    'GET /channels/:channel',
    inChannel(false, (channel, _call, state) => jsonAnswer(channelJson(state.guild, channel))),
  ),
  botRoute('PATCH /channels/:channel', patchChannel),
  botRoute(
    'GET /channels/:channel/messages',
    inChannel(false, (channel, call, state) => {
      const limit = Number(call.query.get('limit') ?? '50');
      const after = call.query.get('after');
      if (!(limit >= 1 && limit <= 100) || (after !== null && !/^\d+$/.test(after))) {
        return refuse(400, 50_035, 'Invalid Form Body');
      }
      const all = state.messages.list(channel.id);
      // The page next to `after`, or the newest one; each with the newest message first.
      const page =
        after === null
          ? all.slice(-limit)
          : all.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit);
      return jsonAnswer(
        [...page].reverse().map((message) => messageJson(message, state.guild, state.baseUrl())),
      );
    }),
  ),
  botRoute('POST /channels/:channel/messages', post),
  botRoute(
    'GET /channels/:channel/messages/:message',
    inChannel(false, (_channel, call, state) => {
      const message = messageOf(call, state);
      return isAnswer(message) ? message : jsonAnswer(messageJson(message, state.guild, state.baseUrl()));
    }),
  ),
  botRoute('PATCH /channels/:channel/messages/:message', patch),
  botRoute(
    'DELETE /channels/:channel/messages/:message',
    inChannel(false, (_channel, call, state) => {
      const message = messageOf(call, state);
      if (isAnswer(message)) return message;
      state.messages.remove(message.id);
      return NO_CONTENT;
    }),
  ),
  botRoute('POST /channels/:channel/messages/:message/threads', threadFromMessage),
  botRoute(
    'POST /channels/:channel/threads',
    inChannel(true, (channel, call, state) =>
      openThread(
        state.messages.post({ channelId: '', authorId: '', deleted: true }).id,
        channel,
        call,
        state,
      ),
    ),
  ),
  botRoute(
    'POST /channels/:channel/typing',
    inChannel(true, () => NO_CONTENT),
  ),
];
