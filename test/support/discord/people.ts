import type { JsonObject } from '../loopback/json.js';
import { objectFrom, objectsFrom, stringFrom } from '../loopback/json.js';
import type { OptionValue, TypedCommand } from './commands.js';
import { typedOptions } from './commands.js';
import { channelJson, HOME_CHANNEL, memberJson, SOMEBODY, userJson } from './guild.js';
import type { DiscordInteraction } from './interactions.js';
import { messageJson } from './model.js';
import type { DiscordState } from './route.js';

/** Who acts and where; a test names only what matters to it. */
interface Acting {
  readonly userId?: string;
  readonly channelId?: string;
  /** A locale such as `id` or `en-US`. */
  readonly locale?: string;
  /** The ids of the roles the person wears. */
  readonly roles?: readonly string[];
}

/** What people do, each with a handle on what comes of it. */
export interface People {
  sendCommand(input: Acting & TypedCommand): DiscordInteraction;
  /** While somebody types: `focused` is the option under the cursor. */
  sendAutocomplete(input: Acting & TypedCommand & { readonly focused: string }): DiscordInteraction;
  sendContextMenu(
    input: Acting & { readonly name: string; readonly messageId?: string; readonly targetUserId?: string },
  ): DiscordInteraction;
  sendButton(input: Acting & { readonly messageId: string; readonly customId: string }): DiscordInteraction;
  sendSelect(
    input: Acting & {
      readonly messageId: string;
      readonly customId: string;
      readonly values: readonly string[];
    },
  ): DiscordInteraction;
  /** Fills in the modal that answered another interaction; `values` by custom_id. */
  sendModalSubmit(
    input: Acting & {
      readonly from: DiscordInteraction;
      readonly values: Readonly<Record<string, string | readonly string[]>>;
    },
  ): DiscordInteraction;
  /** Sends the same interaction again, as a resumed gateway may do. */
  redeliver(interaction: DiscordInteraction): void;
}

interface Topic extends Acting {
  readonly what: string;
  readonly type: 2 | 3 | 4 | 5;
  readonly data: JsonObject;
  readonly messageId?: string | undefined;
}

/** Finds a component by its custom_id, however deep it lies. */
function findComponent(components: unknown, customId: string): JsonObject | undefined {
  for (const component of objectsFrom(components)) {
    if (component['custom_id'] === customId) return component;
    const inner =
      findComponent(component['components'], customId) ??
      findComponent([component['accessory'], component['component']], customId);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function filled(
  component: JsonObject,
  values: Readonly<Record<string, string | readonly string[]>>,
): JsonObject {
  const { type, id = 1 } = component;
  if ('component' in component) {
    return { type, id, component: filled(objectFrom(component['component']), values) };
  }
  if ('components' in component) {
    return { type, id, components: objectsFrom(component['components']).map((one) => filled(one, values)) };
  }
  if (!('custom_id' in component)) return { type, id };
  const customId = stringFrom(component['custom_id']);
  const value = values[customId];
  return {
    type,
    id,
    custom_id: customId,
    ...(type === 4 ? { value: value ?? stringFrom(component['value']) } : { values: value ?? [] }),
  };
}

/** People of the guild who act through the gateway; `typed` hears every text they write. */
export function createPeople(state: DiscordState, typed: (text: string) => void): People {
  const { guild } = state;
  const sent = new Map<string, JsonObject>();

  function deliver(topic: Topic): DiscordInteraction {
    if (state.identifies() === 0) throw new Error(`Nobody ever connected, so ${topic.what} goes nowhere.`);
    const { userId = SOMEBODY, channelId = HOME_CHANNEL, locale = 'en-US', roles = [], messageId } = topic;
    const message = messageId === undefined ? undefined : state.messages.find(messageId);
    const where = guild.channels.get(message?.channelId ?? channelId);
    if (where === undefined) throw new Error(`There is no channel ${channelId}.`);
    const { record, handle } = state.interactions.begin({
      what: topic.what,
      channelId: where.id,
      userId,
      messageId,
    });
    const payload: JsonObject = {
      id: record.id,
      token: record.token,
      application_id: guild.applicationId,
      type: topic.type,
      version: 1,
      data: topic.data,
      guild_id: guild.id,
      guild: { id: guild.id, locale: 'en-US', features: [] },
      channel_id: where.id,
      channel: { ...channelJson(guild, where), permissions: '0' },
      member: memberJson(guild, userId, roles),
      locale,
      guild_locale: 'en-US',
      app_permissions: memberJson(guild, guild.botId)['permissions'],
      entitlements: [],
      authorizing_integration_owners: { '0': guild.id },
      context: 0,
      attachment_size_limit: 10_485_760,
      ...(message === undefined ? {} : { message: messageJson(message, guild, state.baseUrl()) }),
    };
    sent.set(record.id, payload);
    state.dispatch('INTERACTION_CREATE', payload);
    return handle;
  }

  function registered(name: string, type: number): JsonObject | undefined {
    const command = state.commands.find(name, type);
    if (command === undefined && state.commands.list().length > 0) {
      throw new Error(`Nobody can use "${name}": it is not registered.`);
    }
    return command;
  }

  function slash(type: 2 | 4, input: Acting & TypedCommand, focused?: string): DiscordInteraction {
    const command = registered(input.name, 1);
    const options = typedOptions(command, input, focused);
    for (const value of Object.values<OptionValue>(input.options ?? {})) typed(String(value));
    const words = [input.name, input.group, input.subcommand].filter((word) => word !== undefined);
    return deliver({
      ...input,
      what: `/${words.join(' ')}`,
      type,
      data: { id: command?.['id'] ?? '500000000000000001', name: input.name, type: 1, options },
    });
  }

  function component(messageId: string, customId: string): JsonObject {
    const message = state.messages.find(messageId);
    if (message === undefined || message.deleted) throw new Error(`There is no message ${messageId}.`);
    const found = findComponent(message.components, customId);
    if (found === undefined) throw new Error(`There is no "${customId}" on that message.`);
    if (found['disabled'] === true) throw new Error(`"${customId}" is disabled.`);
    return found;
  }

  return {
    sendCommand: (input) => slash(2, input),
    sendAutocomplete: ({ focused, ...input }) => slash(4, input, focused),
    sendContextMenu({ name, messageId, targetUserId = SOMEBODY, ...acting }) {
      const type = messageId === undefined ? 2 : 3;
      const command = registered(name, type);
      const message = messageId === undefined ? undefined : state.messages.find(messageId);
      if (messageId !== undefined && message === undefined)
        throw new Error(`There is no message ${messageId}.`);
      const resolved =
        message === undefined
          ? {
              users: { [targetUserId]: userJson(guild, targetUserId) },
              members: { [targetUserId]: memberJson(guild, targetUserId) },
            }
          : { messages: { [message.id]: messageJson(message, guild, state.baseUrl()) } };
      const data = {
        id: command?.['id'] ?? '500000000000000001',
        name,
        type,
        target_id: messageId ?? targetUserId,
        resolved,
      };
      return deliver({ ...acting, what: name, type: 2, data });
    },
    sendButton({ messageId, customId, ...acting }) {
      component(messageId, customId);
      const data = { custom_id: customId, component_type: 2 };
      return deliver({ ...acting, what: `button ${customId}`, type: 3, data, messageId });
    },
    sendSelect({ messageId, customId, values, ...acting }) {
      const menu = component(messageId, customId);
      const offered = objectsFrom(menu['options']).map((option) => option['value']);
      const missing = values.find((value) => offered.length > 0 && !offered.includes(value));
      if (missing !== undefined) throw new Error(`"${missing}" is not offered by "${customId}".`);
      const data = { custom_id: customId, component_type: menu['type'], values };
      return deliver({ ...acting, what: `menu ${customId}`, type: 3, data, messageId });
    },
    sendModalSubmit({ from, values, ...acting }) {
      const record = state.interactions.byId(from.id);
      if (record?.callback?.type !== 9) throw new Error('That interaction was not answered with a modal.');
      const modal = record.callback.data;
      for (const [customId, value] of Object.entries(values)) {
        if (findComponent(modal['components'], customId) === undefined) {
          throw new Error(`The modal has no input "${customId}".`);
        }
        for (const text of [value].flat()) typed(text);
      }
      const data = {
        custom_id: modal['custom_id'],
        components: objectsFrom(modal['components']).map((one) => filled(one, values)),
      };
      const what = `modal ${stringFrom(modal['custom_id'])}`;
      return deliver({
        userId: record.userId,
        channelId: record.channelId,
        ...acting,
        what,
        type: 5,
        data,
        messageId: record.messageId,
      });
    },
    redeliver({ id }) {
      const payload = sent.get(id);
      if (payload === undefined) throw new Error('That was never sent.');
      state.dispatch('INTERACTION_CREATE', payload);
    },
  };
}
