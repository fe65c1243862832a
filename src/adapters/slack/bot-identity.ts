import type { WebClient } from '@slack/web-api';
import type { DeliveryReason, DeliveryTrouble } from '../../domain/delivery-trouble.js';
import { codeOfRefusal } from './delivery-error.js';
import { chat } from './refusals.js';
import { appScope } from './scopes.js';

/** What Slack says of the bot's token. */
interface BotStanding {
  readonly team: string | null;
  readonly user: string | null;
  /** Null: Slack does not name them. */
  readonly scopes: readonly string[] | null;
  /** Null: it is a token of the app. */
  readonly trouble: DeliveryTrouble | null;
}

/** How the token of a person begins, which Slack accepts in most places. https://docs.slack.dev/authentication/tokens */
const personal = /^(?:xoxe\.)?xoxp-/;

/** Asks whose token it is, and what it may do. Throws what the client throws. */
export async function botStanding(web: WebClient): Promise<BotStanding> {
  const { team, user, response_metadata } = await web.auth.test();
  const isPersonal = personal.test(web.token ?? '');
  return {
    team: team ?? null,
    user: user ?? null,
    scopes: response_metadata?.scopes ?? null,
    trouble: isPersonal ? { chat, reason: 'token-of-person', setting: 'SLACK_BOT_TOKEN' } : null,
  };
}

/** The errors of https://docs.slack.dev/reference/methods/apps.connections.open that have a remedy of their own. */
const appRefusals: Readonly<Record<string, DeliveryReason>> = {
  missing_scope: 'app-token-permission-missing',
  invalid_auth: 'app-token-refused',
  not_authed: 'app-token-refused',
  not_allowed_token_type: 'app-token-refused',
  socket_mode_not_enabled: 'socket-mode-off',
};

/** What keeps the app's token from opening Socket Mode; null: nothing does. Throws what the client throws. */
export async function appTokenTrouble(line: WebClient): Promise<DeliveryTrouble | null> {
  try {
    await line.apps.connections.open();
    return null;
  } catch (error) {
    const code = codeOfRefusal(error) ?? '';
    const reason = Object.hasOwn(appRefusals, code) ? appRefusals[code] : undefined;
    if (reason === undefined) throw error;
    return {
      chat,
      reason,
      code,
      ...(reason === 'app-token-refused' ? { setting: 'SLACK_APP_TOKEN' } : {}),
      ...(reason === 'app-token-permission-missing' ? { permissions: [appScope.scope] } : {}),
    };
  }
}

/** Reading one message shows that the channel is there and the bot in it. It needs no further permission. */
export async function channelTrouble(web: WebClient, id: string): Promise<DeliveryTrouble | null> {
  const { messages } = await web.conversations.history({ channel: id, limit: 1 });
  const isArchived = messages?.some(({ subtype }) => subtype === 'channel_archive') === true;
  return isArchived ? { chat, reason: 'channel-archived' } : null;
}
