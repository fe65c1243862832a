import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../loopback/json.js';
import { stringFrom } from '../loopback/json.js';
import type { DeliveryTopic, SlackDelivery } from './deliveries.js';
import type { SlackState } from './method.js';
import { messageJson } from './model.js';
import { actor, chosen, findControl, place, stateOf } from './payloads.js';
import type { EnvelopeType } from './socket.js';
import { viewJson } from './views.js';
import type { SlackView } from './views.js';
import { HOME_CHANNEL, SOMEBODY } from './workspace.js';

/** A slash command as somebody types it. */
interface SlashInput {
  readonly command: string;
  readonly text?: string;
  readonly userId?: string;
  readonly channelId?: string;
}

/** A press or a choice, in a message, in a modal or on a Home tab. */
interface ActionInput {
  readonly actionId: string;
  readonly blockId?: string;
  /** What is chosen; a button keeps its own value when absent. */
  readonly value?: string | readonly string[];
  readonly userId?: string;
  readonly channelId?: string;
  readonly messageTs?: string;
  readonly viewId?: string;
}

/** What people do, each with a handle on what comes of it. */
export interface People {
  sendSlash(input: SlashInput): SlackDelivery;
  /** Without messageTs and viewId it happens on the person's Home tab. */
  sendAction(input: ActionInput): SlackDelivery;
  sendViewSubmission(input: {
    readonly viewId: string;
    /** By action_id or block_id. */
    readonly values?: Readonly<Record<string, string | readonly string[]>>;
  }): SlackDelivery;
  sendViewClosed(viewId: string): SlackDelivery;
  /** A shortcut on a message, or a global one when no message is named. */
  sendShortcut(input: {
    readonly callbackId: string;
    readonly userId?: string;
    readonly channelId?: string;
    readonly messageTs?: string;
  }): SlackDelivery;
  sendEvent(event: JsonObject & { readonly type: string }): SlackDelivery;
  openHome(userId?: string): SlackDelivery;
  /** Sends the same payload under the same id again, as Slack does when it missed an ack; over another line if there is one. */
  redeliver(delivery: SlackDelivery): void;
}

/** Puts a payload on its way to the bot. */
export type Send = (id: string, type: EnvelopeType, payload: JsonObject, retryAttempt?: number) => void;

/** People of the workspace who act through `send`; `typed` hears every text they write. */
export function createPeople(state: SlackState, send: Send, typed: (text: string) => void): People {
  const { workspace } = state;
  const sent = new Map<string, { readonly type: EnvelopeType; readonly payload: JsonObject }>();

  function deliver(
    topic: DeliveryTopic,
    type: EnvelopeType,
    build: (handle: SlackDelivery) => JsonObject,
  ): SlackDelivery {
    const { handle } = state.deliveries.begin(topic);
    const payload = build(handle);
    sent.set(handle.id, { type, payload });
    send(handle.id, type, payload);
    return handle;
  }

  function viewNamed(id: string): SlackView {
    const view = state.views.find(id);
    if (view === undefined) throw new Error(`There is no view ${id}.`);
    return view;
  }

  const topic = (what: string, user: string, rest: Partial<DeliveryTopic> = {}): DeliveryTopic => ({
    what,
    user,
    channel: undefined,
    messageTs: undefined,
    viewId: undefined,
    ...rest,
  });

  const people: People = {
    sendSlash({ command, text = '', userId = SOMEBODY, channelId = HOME_CHANNEL }) {
      typed(text);
      return deliver(
        topic(`${command} ${text}`, userId, { channel: channelId }),
        'slash_commands',
        (handle) => ({
          token: 'legacy-verification-token',
          team_id: workspace.teamId,
          team_domain: workspace.teamDomain,
          channel_id: channelId,
          channel_name: workspace.channels.get(channelId)?.name ?? 'directmessage',
          user_id: userId,
          user_name: workspace.users.get(userId)?.name ?? userId,
          command,
          text,
          api_app_id: workspace.appId,
          is_enterprise_install: 'false',
          response_url: handle.responseUrl,
          trigger_id: handle.triggerId,
        }),
      );
    },
    sendAction({ actionId, blockId, value, userId = SOMEBODY, channelId = HOME_CHANNEL, messageTs, viewId }) {
      const where =
        messageTs !== undefined
          ? state.messages.find(channelId, messageTs)
          : viewId === undefined
            ? state.views.home(userId)
            : viewNamed(viewId);
      if (where === undefined) throw new Error(`There is nothing to press for ${userId}.`);
      const inView = 'hash' in where;
      const blocks = inView ? where.content['blocks'] : where.blocks;
      const control = findControl(blocks as readonly JsonObject[], actionId, blockId);
      const about = inView ? { viewId: where.id } : { channel: where.channel, messageTs: where.ts };
      return deliver(topic(`action ${actionId}`, userId, about), 'interactive', (handle) => ({
        type: 'block_actions',
        ...actor(workspace, userId, handle.triggerId),
        ...place(workspace, where),
        state: { values: {} },
        ...(inView ? {} : { response_url: handle.responseUrl }),
        actions: [
          {
            type: control.element['type'],
            action_id: actionId,
            block_id: control.blockId,
            action_ts: `${Math.floor(Date.now() / 1000)}.000001`,
            ...('text' in control.element ? { text: control.element['text'] } : {}),
            ...chosen(control.element, value ?? null),
          },
        ],
      }));
    },
    sendViewSubmission({ viewId, values = {} }) {
      const view = viewNamed(viewId);
      for (const value of Object.values(values).flat()) typed(value);
      const filled = stateOf(view.content, values);
      const about = topic(`submission of ${view.callbackId}`, view.user, { viewId: view.id });
      return deliver(about, 'interactive', (handle) => ({
        type: 'view_submission',
        ...actor(workspace, view.user, handle.triggerId),
        view: { ...viewJson(view, workspace.teamId, workspace.appId, workspace.botId), state: filled },
        response_urls: [],
      }));
    },
    sendViewClosed(viewId) {
      const view = viewNamed(viewId);
      return deliver(
        topic(`closing of ${view.callbackId}`, view.user, { viewId }),
        'interactive',
        (handle) => ({
          type: 'view_closed',
          ...actor(workspace, view.user, handle.triggerId),
          view: viewJson(view, workspace.teamId, workspace.appId, workspace.botId),
          is_cleared: false,
        }),
      );
    },
    sendShortcut({ callbackId, userId = SOMEBODY, channelId = HOME_CHANNEL, messageTs }) {
      const message = messageTs === undefined ? undefined : state.messages.find(channelId, messageTs);
      if (messageTs !== undefined && message === undefined) throw new Error(`No message ${messageTs}.`);
      const about = message === undefined ? {} : { channel: message.channel, messageTs: message.ts };
      return deliver(topic(`shortcut ${callbackId}`, userId, about), 'interactive', (handle) => ({
        type: message === undefined ? 'shortcut' : 'message_action',
        callback_id: callbackId,
        action_ts: `${Math.floor(Date.now() / 1000)}.000001`,
        ...actor(workspace, userId, handle.triggerId),
        ...(message === undefined
          ? {}
          : {
              channel: { id: message.channel, name: workspace.channels.get(message.channel)?.name ?? '' },
              message: messageJson(message, workspace.botId, workspace.appId, false),
              message_ts: message.ts,
              response_url: handle.responseUrl,
            }),
      }));
    },
    sendEvent: (event) =>
      deliver(topic(`event ${event.type}`, stringFrom(event['user'])), 'events_api', () => ({
        type: 'event_callback',
        token: 'legacy-verification-token',
        team_id: workspace.teamId,
        api_app_id: workspace.appId,
        event_id: `Ev${randomUUID().slice(0, 8)}`,
        event_time: Math.floor(Date.now() / 1000),
        authorizations: [{ team_id: workspace.teamId, user_id: workspace.botUserId, is_bot: true }],
        event: { event_ts: `${Math.floor(Date.now() / 1000)}.000001`, ...event },
      })),
    openHome: (userId = SOMEBODY) =>
      people.sendEvent({
        type: 'app_home_opened',
        user: userId,
        channel: `D${userId.slice(1)}`,
        tab: 'home',
      }),
    redeliver({ id }) {
      const before = sent.get(id);
      if (before === undefined) throw new Error('That was never sent.');
      send(id, before.type, before.payload, 1);
    },
  };
  return people;
}
