import type { Answer } from '../loopback/http.js';
import { jsonAnswer } from '../loopback/http.js';
import type { JsonObject } from '../loopback/json.js';
import { objectFrom } from '../loopback/json.js';
import type { InteractionRecord } from './interactions.js';
import { TIMING } from './limits.js';
import type { DiscordMessage } from './model.js';
import { bodyChange, FLAGS, messageJson } from './model.js';
import type { Call, DiscordState, Route } from './route.js';
import { botRoute, NO_CONTENT, openRoute, refuse } from './route.js';

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback-type */
const TYPE = { pong: 1, message: 4, deferredMessage: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 };

function post(
  record: InteractionRecord,
  call: Call,
  state: DiscordState,
  data: JsonObject,
  flags?: number,
): DiscordMessage {
  return state.messages.post({
    ...bodyChange(data, call.files, []),
    ...(flags === undefined ? {} : { flags }),
    channelId: record.channelId,
    authorId: state.guild.botId,
  });
}

function answerFirst(
  record: InteractionRecord,
  type: number,
  data: JsonObject,
  call: Call,
  state: DiscordState,
): boolean {
  switch (type) {
    case TYPE.message:
      state.check(`reply to ${record.what}`, 'message', data);
      record.originalId = post(record, call, state, data).id;
      return true;
    case TYPE.deferredMessage: {
      const flags = Number(data['flags'] ?? 0) | FLAGS.loading;
      record.originalId = post(record, call, state, {}, flags).id;
      return true;
    }
    case TYPE.deferredUpdate:
      record.originalId = record.messageId;
      return record.messageId !== undefined;
    case TYPE.update: {
      if (record.messageId === undefined) return false;
      state.check(`update after ${record.what}`, 'edit', data);
      record.originalId = record.messageId;
      const kept = state.messages.find(record.messageId)?.attachments ?? [];
      state.messages.edit(record.messageId, bodyChange(data, call.files, kept));
      return true;
    }
    case TYPE.choices:
      state.check(`choices for ${record.what}`, 'choices', data);
      return true;
    case TYPE.modal:
      state.check(`modal after ${record.what}`, 'modal', data);
      return true;
    default:
      return false;
  }
}

function callback(call: Call, state: DiscordState): Answer {
  const record = state.interactions.byId(call.params['id'] ?? '');
  const ms = Date.now() - (record?.issuedAt ?? 0);
  if (record?.token !== call.params['token'] || ms > TIMING.callbackMs) {
    return refuse(404, 10_062, 'Unknown interaction');
  }
  if (record === undefined) return refuse(404, 10_062, 'Unknown interaction');
  if (record.callback !== undefined) {
    state.report(`${record.what}: answered twice`);
    return refuse(400, 40_060, 'Interaction has already been acknowledged.');
  }
  const body = objectFrom(call.body);
  const type = Number(body['type']);
  const data = objectFrom(body['data']);
  state.check(`answer to ${record.what}`, 'callback', body);
  if (!answerFirst(record, type, data, call, state)) {
    state.report(`${record.what}: callback type ${type} makes no sense here`);
    return refuse(400, 50_035, 'Invalid Form Body');
  }
  record.callback = { type, data, ms };
  state.announce();
  if (call.query.get('with_response') !== 'true') return NO_CONTENT;
  const message = record.originalId === undefined ? undefined : state.messages.find(record.originalId);
  return jsonAnswer({
    interaction: { id: record.id, type: 2, response_message_id: record.originalId },
    resource: {
      type,
      ...(message === undefined ? {} : { message: messageJson(message, state.guild, state.baseUrl()) }),
    },
  });
}

function withRecord(
  run: (record: InteractionRecord, call: Call, state: DiscordState) => Answer,
): Route['run'] {
  return (call, state) => {
    const record = state.interactions.byToken(call.params['token'] ?? '');
    if (record === undefined) return refuse(404, 10_015, 'Unknown Webhook');
    if (Date.now() - record.issuedAt > TIMING.tokenMs) return refuse(401, 50_027, 'Invalid Webhook Token');
    return record.callback === undefined ? refuse(404, 10_015, 'Unknown Webhook') : run(record, call, state);
  };
}

const withMessage = (
  run: (message: DiscordMessage, record: InteractionRecord, call: Call, state: DiscordState) => Answer,
) =>
  withRecord((record, call, state) => {
    const named = decodeURIComponent(call.params['message'] ?? '');
    const id = named === '@original' ? record.originalId : named;
    const mine = id !== undefined && (id === record.originalId || record.followupIds.includes(id));
    const message = mine ? state.messages.find(id) : undefined;
    if (message === undefined || message.deleted) return refuse(404, 10_008, 'Unknown Message');
    return run(message, record, call, state);
  });

const editReply = withMessage((message, record, call, state) => {
  const loading = (message.flags & FLAGS.loading) !== 0;
  const payload = objectFrom(call.body);
  state.check(`reply to ${record.what}`, loading ? 'message' : 'edit', payload);
  const change = bodyChange(payload, call.files, message.attachments);
  // Who sees a reply was settled when it was put off; only the newer components may still be switched on.
  const flags = (message.flags & ~FLAGS.loading) | ((change.flags ?? 0) & FLAGS.componentsV2);
  const after = state.messages.edit(message.id, { ...change, flags }) ?? message;
  return jsonAnswer(messageJson(after, state.guild, state.baseUrl()));
});

const followUp = withRecord((record, call, state) => {
  const payload = objectFrom(call.body);
  state.check(`message after ${record.what}`, 'message', payload);
  const message = post(record, call, state, payload);
  record.followupIds.push(message.id);
  state.announce();
  return jsonAnswer(messageJson(message, state.guild, state.baseUrl()));
});

function isList(value: unknown): value is readonly JsonObject[] {
  return Array.isArray(value);
}

function registration(where: 'global' | 'guild', base: string): readonly Route[] {
  return [
    botRoute(`GET ${base}`, (_call, state) => jsonAnswer(state.commands.list(where))),
    botRoute(`PUT ${base}`, (call, state) => {
      if (!isList(call.body)) return refuse(400, 50_035, 'Invalid Form Body');
      state.check('PUT commands', 'commands', call.body);
      return jsonAnswer(state.commands.replace(where, call.body.map(objectFrom)));
    }),
    botRoute(`POST ${base}`, (call, state) => {
      state.check('POST command', 'commands', [call.body]);
      return jsonAnswer(state.commands.add(where, objectFrom(call.body)), 201);
    }),
    botRoute(`DELETE ${base}/:command`, (call, state) =>
      state.commands.remove(where, call.params['command'] ?? '')
        ? { status: 204, body: '' }
        : refuse(404, 10_063, 'Unknown application command'),
    ),
  ];
}

/** https://discord.com/developers/docs/interactions/receiving-and-responding and /application-commands */
export const interactionRoutes: readonly Route[] = [
  openRoute('POST /interactions/:id/:token/callback', callback),
  openRoute('POST /webhooks/:application/:token', followUp),
  openRoute(
    'GET /webhooks/:application/:token/messages/:message',
    withMessage((message, _record, _call, state) =>
      jsonAnswer(messageJson(message, state.guild, state.baseUrl())),
    ),
  ),
  openRoute('PATCH /webhooks/:application/:token/messages/:message', editReply),
  openRoute(
    'DELETE /webhooks/:application/:token/messages/:message',
    withMessage((message, _record, _call, state) => {
      state.messages.remove(message.id);
      return NO_CONTENT;
    }),
  ),
  ...registration('global', '/applications/:application/commands'),
  ...registration('guild', '/applications/:application/guilds/:guild/commands'),
];
