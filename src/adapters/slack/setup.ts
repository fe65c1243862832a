import type { WebClient } from '@slack/web-api';
import type {
  ChannelOffer,
  ChannelsFound,
  SetupLine,
  SetupParts,
  SetupTrial,
} from '../../chat-setup-port.js';
import type { DeliveryTrouble } from '../../domain/delivery-trouble.js';
import { deliveryErrorOf } from './delivery-error.js';
import { botScopes } from './scopes.js';
import { appTokenTrouble, botStanding, channelTrouble } from './bot-identity.js';
import { vendorLogger, webClient, webOptions } from './web-client.js';

/** What is tried. */
export interface SlackSetup extends SetupParts {
  /** Null: not known yet. */
  readonly botToken: string | null;
  readonly appToken: string | null;
  readonly apiUrl: string;
}

/** Slack lists up to a thousand channels at once; a list that goes on is cut. */
const perPage = 1_000;
const mostPages = 5;

const kinds = [
  ['channels:read', 'public_channel'],
  ['groups:read', 'private_channel'],
] as const;

/** A line to Slack that tries tokens and channels. */
export function slackSetup({ botToken, appToken, apiUrl, fetch, log }: SlackSetup): SetupLine {
  const halt = new AbortController();
  const options = webOptions(apiUrl, vendorLogger(log), halt.signal, fetch);
  const web = webClient(botToken ?? '', options);
  const line = webClient(appToken ?? '', options);

  async function botTrial(): Promise<SetupTrial> {
    const { team, user, scopes, trouble } = await botStanding(web);
    if (trouble !== null) return { ok: false, trouble };
    const lacks = scopes === null ? [] : botScopes.filter(({ scope }) => !scopes.includes(scope));
    return { ok: true, who: user, where: team, lacks: lacks.map(({ scope }) => scope), follows: {} };
  }

  async function appTrial(): Promise<SetupTrial> {
    const trouble = await appTokenTrouble(line);
    if (trouble !== null) return { ok: false, trouble };
    return { ok: true, who: null, where: null, lacks: [], follows: {} };
  }

  return {
    async tried(variable) {
      try {
        return await (variable === 'SLACK_APP_TOKEN' ? appTrial() : botTrial());
      } catch (error) {
        return { ok: false, trouble: troubleOf(error) };
      }
    },
    channels: () => listed(web),
    async channel(id) {
      try {
        const trouble = await channelTrouble(web, id);
        return trouble === null ? { ok: true, name: null } : { ok: false, name: null, trouble };
      } catch (error) {
        return { ok: false, name: null, trouble: troubleOf(error) };
      }
    },
    close: () => halt.abort(),
  };
}

function troubleOf(error: unknown): DeliveryTrouble {
  return deliveryErrorOf(error, 'repeatable').trouble;
}

/** The channels of the kinds that the token may list, those with the bot first. */
async function listed(web: WebClient): Promise<ChannelsFound> {
  const channels: ChannelOffer[] = [];
  const found = (trouble: DeliveryTrouble | null): ChannelsFound => ({
    channels: channels.sort((a, b) => Number(b.joined) - Number(a.joined)),
    trouble,
    invite: null,
  });
  try {
    const { scopes } = await botStanding(web);
    const may = kinds.filter(([scope]) => scopes === null || scopes.includes(scope));
    const types = (may.length === 0 ? kinds : may).map(([, kind]) => kind).join(',');
    let cursor = '';
    for (let page = 0; page < mostPages; page += 1) {
      const answer = await web.conversations.list({
        types,
        exclude_archived: true,
        limit: perPage,
        ...(cursor === '' ? {} : { cursor }),
      });
      for (const { id, name, is_member: joined } of answer.channels ?? []) {
        if (id === undefined) continue;
        channels.push({ id, name: `#${name ?? id}`, where: null, joined: joined === true, follows: {} });
      }
      cursor = answer.response_metadata?.next_cursor ?? '';
      if (cursor === '') return found(null);
    }
    return found(null);
  } catch (error) {
    return found(troubleOf(error));
  }
}
