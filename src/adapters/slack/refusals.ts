/** What a refusal of Slack means: never again like this, nothing left to edit, later again, or again in plain words. */
type RefusalKind = 'permanent' | 'gone' | 'retry' | 'unsure' | 'blocks';

/** A code of Slack's answer `{"ok":false,"error":code}` and what it means. */
export interface Refusal {
  readonly kind: RefusalKind;
  readonly why: string;
}

const permanent = (why: string): Refusal => ({ kind: 'permanent', why });
const retry = (why: string): Refusal => ({ kind: 'retry', why });
const unsure = (why: string): Refusal => ({ kind: 'unsure', why });
const blocks = (why: string): Refusal => ({ kind: 'blocks', why });

/** The errors of https://docs.slack.dev/reference/methods/chat.postMessage and its siblings. */
const refusals: Readonly<Record<string, Refusal>> = {
  account_inactive: permanent('the bot was removed from the workspace; install the app again'),
  invalid_auth: permanent('the bot token is not valid; check SLACK_BOT_TOKEN'),
  not_authed: permanent('no bot token was given; check SLACK_BOT_TOKEN'),
  token_expired: permanent('the bot token has expired; check SLACK_BOT_TOKEN'),
  token_revoked: permanent('the bot token was revoked; install the app again'),
  not_allowed_token_type: permanent('the token is of the wrong kind; the bot token begins with xoxb-'),
  missing_scope: permanent('the app lacks a permission; install it again with the current manifest'),
  no_permission: permanent('the app lacks a permission; install it again with the current manifest'),
  ekm_access_denied: permanent('the workspace has suspended the posting of messages'),
  team_access_not_granted: permanent('the app has no access to this workspace'),
  org_login_required: permanent('the workspace is being moved into an organisation'),
  channel_not_found: permanent('the channel does not exist, or the bot may not see it; invite the bot'),
  is_archived: permanent('the channel is archived'),
  not_in_channel: permanent('the bot is not in the channel; invite it'),
  restricted_action: permanent('the workspace does not let the bot post there'),
  restricted_action_read_only_channel: permanent('the channel takes no messages'),
  restricted_action_thread_only_channel: permanent('the channel takes only replies in threads'),
  cant_update_message: permanent('the bot may not change this message'),
  edit_window_closed: permanent('the message is too old to be changed'),
  message_not_found: { kind: 'gone', why: 'the message is gone; somebody deleted it' },
  thread_not_found: { kind: 'gone', why: 'the thread is gone; somebody deleted it' },
  user_not_in_channel: permanent('the person is not in the channel'),

  ratelimited: retry('too many messages'),
  rate_limited: retry('too many messages'),
  message_limit_exceeded: retry('the workspace has sent too many messages'),
  service_unavailable: retry('Slack is not available'),
  team_added_to_org: retry('the workspace is being moved into an organisation'),

  fatal_error: unsure('Slack failed'),
  internal_error: unsure('Slack failed'),
  request_timeout: unsure('Slack was too slow'),

  invalid_blocks: blocks('Slack does not take the blocks'),
  invalid_blocks_format: blocks('Slack does not take the blocks'),
  invalid_attachments: blocks('Slack does not take the blocks'),
  msg_blocks_too_long: blocks('the blocks are too long'),
  msg_too_long: blocks('the message is too long'),
  only_one_table_allowed: blocks('Slack does not take the table'),
  too_many_attachments: blocks('Slack does not take the blocks'),
};

/** Whether a text has the form of a code, so that it may be shown; anything else is no answer of Slack's API. */
export function isCode(code: string): boolean {
  return /^[a-z][a-z0-9_]{1,60}$/.test(code);
}

/**
 * What a code means. One that we do not know is a refusal for good; what is no code at all is an answer that nobody
 * can read, after which nothing is sure.
 */
export function refusalOf(code: string): Refusal {
  if (!isCode(code)) return unsure('the answer was not to be understood');
  return Object.hasOwn(refusals, code) ? (refusals[code] ?? permanent('refused')) : permanent('refused');
}
