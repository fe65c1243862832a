import type { DeliveryReason, DeliveryTrouble } from '../../domain/delivery-trouble.js';

/** The name by which people know Slack. */
export const chat = 'Slack';

/** What a refusal of Slack means: never again like this, nothing left to edit, later again, or again in plain words. */
type RefusalKind = 'permanent' | 'gone' | 'retry' | 'unsure' | 'blocks';

/** A code of Slack's answer `{"ok":false,"error":code}` and what it means. */
export interface Refusal extends Pick<DeliveryTrouble, 'reason' | 'setting'> {
  readonly kind: RefusalKind;
}

const permanent = (reason: DeliveryReason): Refusal => ({ kind: 'permanent', reason });
const token = (reason: DeliveryReason): Refusal => ({
  kind: 'permanent',
  reason,
  setting: 'SLACK_BOT_TOKEN',
});
const gone = (reason: DeliveryReason): Refusal => ({ kind: 'gone', reason });
const retry = (reason: DeliveryReason): Refusal => ({ kind: 'retry', reason });
const unsure = (reason: DeliveryReason): Refusal => ({ kind: 'unsure', reason });
const blocks: Refusal = { kind: 'blocks', reason: 'message-refused' };

/** The errors of https://docs.slack.dev/reference/methods/chat.postMessage and its siblings. */
const refusals: Readonly<Record<string, Refusal>> = {
  account_inactive: permanent('app-removed'),
  invalid_auth: token('token-refused'),
  not_authed: token('token-refused'),
  token_expired: token('token-refused'),
  token_revoked: permanent('app-removed'),
  not_allowed_token_type: token('token-of-wrong-kind'),
  missing_scope: permanent('app-permission-missing'),
  no_permission: permanent('app-permission-missing'),
  ekm_access_denied: permanent('posting-suspended'),
  team_access_not_granted: permanent('workspace-closed'),
  org_login_required: permanent('workspace-moving'),
  channel_not_found: permanent('channel-unknown'),
  is_archived: permanent('channel-archived'),
  not_in_channel: permanent('not-in-channel'),
  restricted_action: permanent('posting-not-allowed'),
  restricted_action_read_only_channel: permanent('channel-takes-no-messages'),
  restricted_action_thread_only_channel: permanent('channel-takes-only-replies'),
  cant_update_message: permanent('edit-not-allowed'),
  edit_window_closed: permanent('edit-too-late'),
  message_not_found: gone('message-gone'),
  thread_not_found: gone('thread-gone'),
  user_not_in_channel: permanent('person-not-in-channel'),

  ratelimited: retry('too-many-messages'),
  rate_limited: retry('too-many-messages'),
  message_limit_exceeded: retry('too-many-messages'),
  service_unavailable: retry('unavailable'),
  team_added_to_org: retry('workspace-moving'),

  fatal_error: unsure('own-trouble'),
  internal_error: unsure('own-trouble'),
  request_timeout: unsure('too-slow'),

  invalid_blocks: blocks,
  invalid_blocks_format: blocks,
  invalid_attachments: blocks,
  msg_blocks_too_long: blocks,
  msg_too_long: blocks,
  only_one_table_allowed: blocks,
  too_many_attachments: blocks,
};

/** Whether a text has the form of a code, so that it may be shown; anything else is no answer of Slack's API. */
export function isCode(code: string): boolean {
  return /^[a-z][a-z0-9_]{1,60}$/.test(code);
}

/**
 * What a code means. One that we do not know is a refusal for good. What is no code at all is an answer nobody can
 * read. After that nothing is sure.
 */
export function refusalOf(code: string): Refusal {
  if (!isCode(code)) return unsure('answer-unreadable');
  return Object.hasOwn(refusals, code) ? (refusals[code] ?? permanent('refused')) : permanent('refused');
}
