import type { JsonObject } from '../loopback/json.js';
import { HOME_CHANNEL } from './workspace.js';

const user = { id: 'U0000000001', username: 'sari', name: 'sari', team_id: 'T0000000001' };
const team = { id: 'T0000000001', domain: 'toko' };
const button = {
  type: 'button',
  action_id: 'tierwatch:answer:0',
  block_id: 'b1',
  value: '/quota 7890',
  text: { type: 'plain_text', text: 'Show' },
};

/** One of each kind of payload that Slack sends; `responseUrl` is where the bot is to answer. */
export function slackSamples(responseUrl: string): readonly JsonObject[] {
  const common = { user, team, trigger_id: 't.1', response_url: responseUrl };
  const view = {
    id: 'V0000000001',
    type: 'modal',
    callback_id: 'tierwatch:form',
    blocks: [{ type: 'input', block_id: 'b1' }],
    private_metadata: '{"channel":"C0123456789","language":"en","command":"/silence"}',
    state: { values: { b1: { 'tierwatch:field': { type: 'plain_text_input', value: '4h' } } } },
  };
  return [
    {
      type: 'event_callback',
      event_id: 'Ev1',
      authorizations: [{ team_id: team.id, enterprise_id: null, is_enterprise_install: false }],
      event: { type: 'app_home_opened', user: user.id, tab: 'home', channel: 'D1' },
    },
    {
      type: 'event_callback',
      event_id: 'Ev2',
      event: { type: 'reaction_added', user: user.id, item: { type: 'message', channel: HOME_CHANNEL } },
    },
    {
      command: '/quota',
      text: '7890',
      user_id: user.id,
      channel_id: HOME_CHANNEL,
      trigger_id: 't.2',
      response_url: responseUrl,
    },
    { type: 'block_actions', ...common, channel: { id: HOME_CHANNEL }, actions: [button] },
    {
      type: 'block_actions',
      ...common,
      view,
      actions: [{ ...button, type: 'static_select', selected_option: { value: '/quota 7890' } }],
    },
    { type: 'view_submission', ...common, view, response_urls: [{ response_url: responseUrl }] },
    { type: 'view_closed', ...common, view },
    {
      type: 'message_action',
      callback_id: 'tierwatch:check',
      ...common,
      channel: { id: HOME_CHANNEL },
      message: { type: 'message', text: '+62 812', ts: '1.1' },
    },
    { type: 'shortcut', callback_id: 'tierwatch:check', ...common },
    { type: 'block_suggestion', action_id: 'a', value: 'x', ...common },
    { type: 'dialog_submission', submission: { a: 'b' }, ...common },
    { type: 'url_verification', challenge: 'c' },
  ];
}
