import {
  Client,
  Events,
  GatewayIntentBits,
  Options,
  SimpleShardingStrategy,
  Status,
  type RESTOptions,
} from 'discord.js';
import { forgettingLimits } from './limits-by-clock.js';

/** A client of the gateway that can be let go of for good. */
export interface LineClient {
  readonly client: Client;
  /** Says goodbye, tells its listeners nothing more, and comes back no more; takes a second at most. */
  end(): Promise<void>;
}

/** How long a goodbye may take; a peer that is gone never answers one. */
const GOODBYE = 1_000;

/**
 * A client that asks for no event beyond servers and channels; commands and buttons arrive without any intent.
 *
 * discord.js cannot be destroyed while it is between two connections: half a second later it connects again. And a
 * socket that is destroyed while it opens throws when it fails. So the client is made to stop before its next
 * connection, and a socket that is opening is left to open or fail, within `handshake` milliseconds, and closed then.
 */
export function createLineClient(rest: Partial<RESTOptions>, handshake: number): LineClient {
  let ended = false;
  let hangUp: () => Promise<void> = () => Promise.resolve();
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest,
    allowedMentions: { parse: [] },
    waitGuildTimeout: 1_000,
    // Their timers would keep a client that was let go of in memory.
    sweepers: {},
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: 0,
      UserManager: 50,
    }),
    ws: {
      buildStrategy(manager) {
        const sessionOf = manager.options.retrieveSessionInfo.bind(manager.options);
        manager.options.retrieveSessionInfo = (shard) =>
          ended ? new Promise(() => undefined) : sessionOf(shard);
        manager.options.handshakeTimeout = handshake;
        hangUp = async () => {
          await manager.destroy({ code: 1000 });
        };
        manager.on('hello', () => {
          if (ended) void hangUp();
        });
        return new SimpleShardingStrategy(manager);
      },
    },
  });
  forgettingLimits(client.rest);
  // Without these, what goes wrong on the way would be thrown into the void.
  const catchErrors = (): void => {
    client.on(Events.Error, () => undefined);
    client.on(Events.ShardError, () => undefined);
  };
  catchErrors();

  return {
    client,
    async end() {
      ended = true;
      client.removeAllListeners();
      client.ws.removeAllListeners();
      catchErrors();
      const opening = client.ws.shards.some((shard) => shard.status === Status.Connecting);
      if (opening) {
        client.rest.clearHashSweeper();
        client.rest.clearHandlerSweeper();
        return;
      }
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, GOODBYE);
      });
      await Promise.race([client.destroy().catch(() => undefined), late]);
      clearTimeout(timer);
    },
  };
}
