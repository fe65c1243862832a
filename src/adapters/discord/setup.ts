import { REST } from '@discordjs/rest';
import {
  ChannelType,
  Routes,
  type APIApplication,
  type APISortableChannel,
  type APIGuildChannel,
  type APIUser,
  type RESTAPIPartialCurrentUserGuild,
} from 'discord-api-types/v10';
import type { ChannelOffer, ChannelsFound, SetupLine, SetupParts } from '../../chat-setup-port.js';
import type { DeliveryTrouble } from '../../domain/delivery-trouble.js';
import { channelTrials, POSTABLE, type ChannelTrials } from './channel-trial.js';
import { inviteLink } from './invite.js';
import { forgettingLimits } from './limits-by-clock.js';
import { readerOf } from './read-json.js';
import { patientOptions } from './rest.js';
import { createTransport } from './transport.js';
import { deliveryErrorOf } from './trouble.js';

type ServerChannel = APIGuildChannel & APISortableChannel;

/** What is tried. */
export interface DiscordSetup extends SetupParts {
  /** Null: not known yet. */
  readonly token: string | null;
  readonly apiUrl: string;
}

const deadline = 10_000;
/** Of more servers the channels are not listed. */
const mostServers = 25;

/** A line to Discord that tries the token and channels. */
export function discordSetup({ token, apiUrl, fetch }: DiscordSetup): SetupLine {
  const transport = createTransport(deadline, fetch);
  const rest = forgettingLimits(new REST(patientOptions(apiUrl, transport))).setToken(token ?? 'none');
  const read = readerOf(rest);

  /** Reads anew each time: people change permissions between two tries. */
  async function trials(): Promise<ChannelTrials> {
    const { id } = await read<APIUser>(Routes.user());
    return channelTrials(read, id);
  }

  return {
    async tried() {
      try {
        const { username } = await read<APIUser>(Routes.user());
        const { id } = await read<APIApplication>(Routes.currentApplication());
        return {
          ok: true,
          who: username,
          where: null,
          lacks: [],
          follows: { DISCORD_APPLICATION_ID: id },
        };
      } catch (error) {
        return { ok: false, trouble: troubleOf(error) };
      }
    },
    async channels() {
      const channels: ChannelOffer[] = [];
      let invite: string | null = null;
      const found = (trouble: DeliveryTrouble | null): ChannelsFound => ({ channels, trouble, invite });
      try {
        const { id } = await read<APIApplication>(Routes.currentApplication());
        invite = inviteLink(id);
        const servers = await read<RESTAPIPartialCurrentUserGuild[]>(Routes.userGuilds());
        for (const server of servers.slice(0, mostServers)) {
          const all = await read<ServerChannel[]>(Routes.guildChannels(server.id));
          channels.push(...offersOf(server, all));
        }
        return found(null);
      } catch (error) {
        return found(troubleOf(error));
      }
    },
    async channel(id) {
      try {
        const { name, trouble } = await (await trials()).trouble(id);
        return trouble === null ? { ok: true, name } : { ok: false, name, trouble };
      } catch (error) {
        return { ok: false, name: null, trouble: troubleOf(error) };
      }
    },
    close: () => transport.close(),
  };
}

function troubleOf(error: unknown): DeliveryTrouble {
  return deliveryErrorOf(error, 'post', true).trouble;
}

/** The channels that take messages, in the order that people see. */
function offersOf(
  { id: server, name: where }: RESTAPIPartialCurrentUserGuild,
  all: readonly ServerChannel[],
): readonly ChannelOffer[] {
  return all
    .filter(({ type }) => POSTABLE.has(type) && type !== ChannelType.PublicThread)
    .sort((a, b) => a.position - b.position)
    .map(({ id, name }) => ({
      id,
      name: `#${name}`,
      where,
      joined: true,
      follows: { DISCORD_GUILD_ID: server },
    }));
}
