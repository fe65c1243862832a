import type { Answer } from '../loopback/http.js';
import { jsonAnswer } from '../loopback/http.js';
import type { JsonObject } from '../loopback/json.js';
import { isObject, listFrom, objectFrom, objectsFrom } from '../loopback/json.js';
import type { DeliveryRecord } from './deliveries.js';
import type { SlackState } from './method.js';
import { bodyChange, bodyOf } from './model.js';

function isMessage(body: JsonObject): boolean {
  return 'text' in body || 'blocks' in body || 'attachments' in body;
}

function show(
  record: DeliveryRecord,
  body: JsonObject,
  via: 'ack' | 'response_url',
  state: SlackState,
): void {
  if (body['response_type'] === 'in_channel') {
    const channel = record.channel ?? '';
    state.messages.post({ ...bodyOf(body), channel, user: state.workspace.botUserId });
    return;
  }
  state.ephemerals.push({ ...bodyOf(body), channel: record.channel ?? '', user: record.user, via });
}

/** Does what a post to a response_url asks for (https://docs.slack.dev/interactivity/handling-user-interaction). */
export function answerResponsePost(id: string, body: JsonObject, state: SlackState): Answer {
  const record = state.deliveries.post(id, body);
  if (typeof record === 'string') {
    state.report(`response_url: ${record}`);
    return jsonAnswer({ ok: false, error: record }, 404);
  }
  const { channel, messageTs } = record;
  const onMessage = channel !== undefined && messageTs !== undefined;
  if (body['delete_original'] === true) {
    if (onMessage) state.messages.remove(channel, messageTs);
    return jsonAnswer({ ok: true });
  }
  if (!isMessage(body)) {
    state.report(`response_url of ${record.what}: nothing to show`);
    return jsonAnswer({ ok: false, error: 'no_text' }, 400);
  }
  state.check(`response_url of ${record.what}`, body);
  if (body['replace_original'] === true && onMessage)
    state.messages.edit(channel, messageTs, bodyChange(body));
  else show(record, body, 'response_url', state);
  return jsonAnswer({ ok: true });
}

/** Does what an ack asks for: shows a message, or changes the modal (https://docs.slack.dev/surfaces/modals). */
export function applyAck(record: DeliveryRecord, body: JsonObject, state: SlackState): void {
  if (isMessage(body)) {
    state.check(`ack of ${record.what}`, body);
    show(record, body, 'ack', state);
  }
  const view = objectFrom(body['view']);
  const before = record.viewId === undefined ? undefined : state.views.find(record.viewId);
  switch (body['response_action']) {
    case 'update':
      state.check(`ack of ${record.what}`, view);
      if (before !== undefined) state.views.replace(before.id, view);
      break;
    case 'push':
      state.check(`ack of ${record.what}`, view);
      record.openedView = state.views.show(view, record.user, 'push', before?.rootId).id;
      break;
    case 'errors': {
      const blockIds = objectsFrom(before?.content['blocks']).map((block) => block['block_id']);
      for (const name of Object.keys(objectFrom(body['errors']))) {
        if (!blockIds.includes(name))
          state.report(`ack of ${record.what}: no block "${name}" to put an error on`);
      }
      break;
    }
  }
}

/** Reports every picture block that shows a file nobody uploaded. */
export function checkPictures(what: string, payload: JsonObject, state: SlackState): void {
  for (const block of listFrom(payload['blocks']).filter(isObject)) {
    const id = objectFrom(block['slack_file'])['id'];
    if (typeof id === 'string' && state.uploads.find(id)?.completed !== true) {
      state.report(`${what}: slack_file ${id} was never uploaded`);
    }
  }
}
