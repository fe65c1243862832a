import type { JsonObject } from '../loopback/json.js';
import { objectFrom, objectsFrom, stringFrom } from '../loopback/json.js';
import type { SlackMessage } from './model.js';
import { messageJson } from './model.js';
import type { SlackView } from './views.js';
import { viewJson } from './views.js';
import type { Workspace } from './workspace.js';

/** The part every interaction carries. */
export function actor(workspace: Workspace, user: string, triggerId: string): JsonObject {
  return {
    user: {
      id: user,
      username: workspace.users.get(user)?.name ?? user,
      name: workspace.users.get(user)?.name ?? user,
      team_id: workspace.teamId,
    },
    team: { id: workspace.teamId, domain: workspace.teamDomain },
    api_app_id: workspace.appId,
    token: 'legacy-verification-token',
    is_enterprise_install: false,
    enterprise: null,
    trigger_id: triggerId,
  };
}

/** Finds a control by its action_id; throws with the ids that are there instead. */
export function findControl(
  blocks: readonly JsonObject[],
  actionId: string,
  blockId?: string,
): { readonly element: JsonObject; readonly blockId: string } {
  const seen: string[] = [];
  for (const block of blocks) {
    const id = stringFrom(block['block_id']);
    const elements = [
      ...objectsFrom(block['elements']),
      ...objectsFrom(block['actions']),
      objectFrom(block['accessory']),
      objectFrom(block['element']),
    ];
    for (const element of elements) {
      if (!('action_id' in element)) continue;
      seen.push(stringFrom(element['action_id']));
      if (element['action_id'] === actionId && (blockId === undefined || blockId === id)) {
        return { element, blockId: id };
      }
    }
    const inner = objectsFrom(block['child_blocks']);
    if (inner.length > 0) {
      try {
        return findControl(inner, actionId, blockId);
      } catch {
        seen.push(...inner.map((one) => `(inside ${stringFrom(one['type'])})`));
      }
    }
  }
  throw new Error(`There is no control "${actionId}" here, only: ${seen.join(', ') || 'none'}.`);
}

function option(element: JsonObject, value: string): JsonObject {
  const options = [
    ...objectsFrom(element['options']),
    ...objectsFrom(element['option_groups']).flatMap((group) => objectsFrom(group['options'])),
  ];
  const chosen = options.find((one) => one['value'] === value);
  if (chosen === undefined && options.length > 0) {
    throw new Error(`"${value}" is not offered by ${stringFrom(element['action_id'])}.`);
  }
  return chosen ?? { text: { type: 'plain_text', text: value }, value };
}

/** What a control holds after a person chose a value, in the words of view.state and of actions. */
export function chosen(element: JsonObject, value: string | readonly string[] | null): JsonObject {
  const type = stringFrom(element['type']);
  const many = typeof value === 'string' ? [value] : (value ?? []);
  const one = many[0] ?? null;
  switch (type) {
    case 'button':
      return { value: one ?? element['value'] };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
    case 'overflow':
      return { selected_option: one === null ? null : option(element, one) };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { selected_options: many.map((each) => option(element, each)) };
    case 'multi_users_select':
      return { selected_users: many };
    case 'multi_conversations_select':
      return { selected_conversations: many };
    case 'multi_channels_select':
      return { selected_channels: many };
    case 'users_select':
      return { selected_user: one };
    case 'conversations_select':
      return { selected_conversation: one };
    case 'channels_select':
      return { selected_channel: one };
    case 'datepicker':
      return { selected_date: one };
    case 'timepicker':
      return { selected_time: one };
    case 'datetimepicker':
      return { selected_date_time: one === null ? null : Number(one) };
    default:
      return { value: one };
  }
}

function initial(element: JsonObject): JsonObject {
  const found = Object.entries(element).filter(([name]) => name.startsWith('initial_'));
  if (found.length === 0) return chosen(element, null);
  return Object.fromEntries(
    found.map(([name, value]) => [
      name === 'initial_value' ? 'value' : name.replace('initial_', 'selected_'),
      value,
    ]),
  );
}

/** The state of a view after the person filled it in; `values` by action_id or block_id. */
export function stateOf(
  content: JsonObject,
  values: Readonly<Record<string, string | readonly string[]>>,
): JsonObject {
  const unused = new Set(Object.keys(values));
  const state: Record<string, JsonObject> = {};
  for (const block of objectsFrom(content['blocks'])) {
    const element = objectFrom(block['element'] ?? block['accessory']);
    const type = stringFrom(element['type']);
    if (!('action_id' in element) || type === 'button' || type === 'overflow') continue;
    const blockId = stringFrom(block['block_id']);
    const actionId = stringFrom(element['action_id']);
    const given = values[actionId] ?? values[blockId];
    unused.delete(actionId);
    unused.delete(blockId);
    state[blockId] = {
      [actionId]: { type, ...(given === undefined ? initial(element) : chosen(element, given)) },
    };
  }
  if (unused.size > 0) throw new Error(`The view has no input for: ${[...unused].join(', ')}.`);
  return { values: state };
}

/** The place of an action: in a message, or in a view. */
export function place(workspace: Workspace, where: SlackMessage | SlackView): JsonObject {
  const { teamId, appId, botId, channels } = workspace;
  if ('hash' in where) {
    return {
      container: { type: 'view', view_id: where.id },
      view: viewJson(where, teamId, appId, botId),
    };
  }
  return {
    container: {
      type: 'message',
      message_ts: where.ts,
      channel_id: where.channel,
      is_ephemeral: false,
      ...(where.threadTs === undefined ? {} : { thread_ts: where.threadTs }),
    },
    channel: { id: where.channel, name: channels.get(where.channel)?.name ?? 'directmessage' },
    message: messageJson(where, botId, appId, false),
  };
}
