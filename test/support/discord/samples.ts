import type { JsonObject } from '../loopback/json.js';

const user = { id: '400000000000000001', username: 'sari', global_name: 'Sari' };
const field = { type: 18, component: { type: 4, custom_id: 'f1', value: '4h' } };
const menu = { type: 18, component: { type: 3, custom_id: 'f2', values: ['1h'] } };
const message = {
  id: '600000000000000001',
  content: '+62 812',
  flags: 0,
  embeds: [{ title: 'A', description: 'B', fields: [{ name: 'C', value: 'D' }] }],
};

/** One of each kind of interaction that Discord sends (https://discord.com/developers/docs/interactions). */
export function discordSamples(): readonly JsonObject[] {
  const common = {
    id: '700000000000000001',
    token: 'interaction-token',
    application_id: '1',
    version: 1,
    guild_id: '200000000000000001',
    channel_id: '300000000000000001',
    channel: { id: '300000000000000001', type: 11, parent_id: '300000000000000002' },
    member: { user, nick: null, roles: ['500000000000000001'] },
    locale: 'id',
  };
  const typed = [{ name: 'number', type: 3, value: '+62 812', focused: true }];
  const on = { id: '1', type: 3, name: 'Check numbers', target_id: message.id };
  return [
    { type: 2, ...common, data: { id: '1', type: 1, name: 'quota', options: typed } },
    { type: 2, ...common, data: { ...on, resolved: { messages: { [message.id]: message } } } },
    { type: 4, ...common, data: { id: '1', type: 1, name: 'quota', options: typed } },
    { type: 3, ...common, message, data: { component_type: 2, custom_id: 'a|/quota 7890' } },
    { type: 3, ...common, message, data: { component_type: 3, custom_id: 'f|/silence', values: ['1h'] } },
    { type: 5, ...common, data: { custom_id: 'a|/silence x', components: [field, menu] } },
  ];
}
