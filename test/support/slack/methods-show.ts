import type { JsonObject } from '../loopback/json.js';
import { objectFrom, objectsFrom, stringFrom } from '../loopback/json.js';
import type { MethodResult, SlackMethod, SlackState } from './method.js';
import { botMethod, isRefusal, refuse, writableChannel } from './method.js';
import type { SlackView } from './views.js';
import { viewJson } from './views.js';

/** https://docs.slack.dev/reference/methods/views.push */
const VIEWS_ON_A_STACK = 3;

function shown(view: SlackView, state: SlackState): MethodResult {
  const { teamId, appId, botId } = state.workspace;
  return { view: viewJson(view, teamId, appId, botId) };
}

function openOrPush(how: 'open' | 'push') {
  return (args: JsonObject, state: SlackState): MethodResult => {
    const delivery = state.deliveries.spendTrigger(stringFrom(args['trigger_id']));
    if (typeof delivery === 'string') return refuse(delivery);
    const content = objectFrom(args['view']);
    if (content['type'] !== 'modal') return refuse('invalid_arguments');
    const parent = delivery.viewId === undefined ? undefined : state.views.find(delivery.viewId);
    if (how === 'push' && parent === undefined) return refuse('not_found');
    const stack = state.views.list().filter((view) => view.rootId === parent?.rootId);
    if (how === 'push' && stack.length >= VIEWS_ON_A_STACK) return refuse('push_limit_reached');
    state.check(`views.${how}`, content);
    const view = state.views.show(content, delivery.user, how, how === 'push' ? parent?.rootId : undefined);
    delivery.openedView = view.id;
    return shown(view, state);
  };
}

function update(args: JsonObject, state: SlackState): MethodResult {
  const view = state.views.find(stringFrom(args['view_id']) || stringFrom(args['external_id']));
  if (view === undefined) return refuse('not_found');
  if (args['hash'] !== undefined && args['hash'] !== view.hash) return refuse('hash_conflict');
  const content = objectFrom(args['view']);
  state.check('views.update', content);
  return shown(state.views.replace(view.id, content) ?? view, state);
}

function publish(args: JsonObject, state: SlackState): MethodResult {
  const user = stringFrom(args['user_id']);
  if (!state.workspace.users.has(user)) return refuse('user_not_found');
  const content = objectFrom(args['view']);
  if (content['type'] !== 'home') return refuse('invalid_arguments');
  const before = state.views.home(user);
  if (args['hash'] !== undefined && before !== undefined && args['hash'] !== before.hash) {
    return refuse('hash_conflict');
  }
  state.check('views.publish', content);
  return shown(state.views.show(content, user, 'publish'), state);
}

function uploadUrl(args: JsonObject, state: SlackState): MethodResult {
  const length = Number(stringFrom(args['length']));
  const filename = stringFrom(args['filename']);
  if (filename === '' || !Number.isInteger(length) || length < 1) return refuse('invalid_arguments');
  const upload = state.uploads.open(
    filename,
    length,
    stringFrom(args['alt_txt']) || stringFrom(args['alt_text']),
  );
  return { upload_url: `${state.baseUrl()}/upload/${upload.id}`, file_id: upload.id };
}

function completeUpload(args: JsonObject, state: SlackState): MethodResult {
  const files = objectsFrom(args['files']);
  if (files.length === 0) return refuse('invalid_arguments');
  const ids = files.map((file) => stringFrom(file['id']));
  for (const id of ids) {
    const upload = state.uploads.find(id);
    if (upload?.bytes === undefined) return refuse('file_not_found');
    if (upload.bytes.length !== upload.announced) {
      state.report(`${upload.filename}: announced ${upload.announced} bytes, sent ${upload.bytes.length}`);
    }
  }
  const where = args['channel_id'] === undefined ? undefined : stringFrom(args['channel_id']);
  const channel = where === undefined ? undefined : writableChannel(where, state.workspace);
  if (channel !== undefined && isRefusal(channel)) return channel;
  const threadTs = args['thread_ts'] === undefined ? undefined : stringFrom(args['thread_ts']);
  for (const file of files) {
    const id = stringFrom(file['id']);
    const title = stringFrom(file['title']) || (state.uploads.find(id)?.filename ?? '');
    state.uploads.complete(id, { title, channel: channel?.id, threadTs });
  }
  if (channel !== undefined) {
    const comment = stringFrom(args['initial_comment']);
    if (comment !== '') state.check('files.completeUploadExternal', { text: comment });
    state.messages.post({
      channel: channel.id,
      user: state.workspace.botUserId,
      text: comment,
      blocks: objectsFrom(args['blocks']),
      attachments: [],
      metadata: undefined,
      threadTs,
      fileIds: ids,
    });
  }
  return { files: ids.map((id) => ({ id, title: state.uploads.find(id)?.title ?? '' })) };
}

/** https://docs.slack.dev/reference/methods (views and files) */
export const showMethods: Readonly<Record<string, SlackMethod>> = {
  'views.open': botMethod([], openOrPush('open')),
  'views.push': botMethod([], openOrPush('push')),
  'views.update': botMethod([], update),
  'views.publish': botMethod([], publish),
  'files.getUploadURLExternal': botMethod(['files:write'], uploadUrl),
  'files.completeUploadExternal': botMethod(['files:write'], completeUpload),
};
