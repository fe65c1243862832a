import {
  WebSocketManager,
  WebSocketShardEvents,
  WebSocketShardStatus,
  type SessionInfo,
} from '@discordjs/ws';
import type { REST } from 'discord.js';
import pTimeout from 'p-timeout';
import type { APIGatewayBotInfo } from 'discord-api-types/v10';
import type { GatewayRelay } from './gateway-relay.js';

/** A line to the gateway that can be let go of for good. */
export interface GatewayLine {
  readonly manager: WebSocketManager;
  /** Says goodbye, tells its listeners nothing more, and comes back no more; takes a second at most. */
  end(): Promise<void>;
}

/** How long a goodbye may take; a peer that is gone never answers one. */
const GOODBYE = 1_000;

/**
 * A line that asks for no event: commands and buttons arrive without any intent.
 *
 * The vendor cannot let go of a line that is between two sockets: half a second later it connects again. And a socket
 * that is closed while it opens throws when it fails. So the next connection never gets its session. A socket that is
 * opening is left to open or fail, within `handshake` milliseconds. Then it is closed.
 */
export function openGatewayLine(
  token: string,
  rest: REST,
  handshake: number,
  relay: GatewayRelay | null,
): GatewayLine {
  const sessions = new Map<number, SessionInfo | null>();
  let ended = false;
  const manager = new RelayedManager(relay, {
    token,
    rest,
    intents: 0,
    handshakeTimeout: handshake,
    async retrieveSessionInfo(shard) {
      if (ended) return new Promise(() => undefined);
      const session = sessions.get(shard) ?? null;
      if (session === null || relay === null) return session;
      return { ...session, resumeURL: await relay.addressFor(session.resumeURL) };
    },
    updateSessionInfo: (shard, session) => void sessions.set(shard, session),
  });
  const hangUp = (): Promise<unknown> =>
    Promise.resolve(manager.destroy({ code: 1000 })).catch(() => undefined);

  return {
    manager,
    async end() {
      ended = true;
      manager.removeAllListeners();
      // Without a listener, what goes wrong on the way would be thrown into the void.
      manager.on(WebSocketShardEvents.Error, () => undefined);
      manager.on(WebSocketShardEvents.Hello, () => void hangUp());
      const states = await manager.fetchStatus();
      if (states.some((state) => state === WebSocketShardStatus.Connecting)) return;
      await pTimeout(hangUp(), { milliseconds: GOODBYE, fallback: () => undefined });
    },
  };
}

/** Connects by way of the relay, where there is one. */
class RelayedManager extends WebSocketManager {
  readonly #relay: GatewayRelay | null;
  constructor(relay: GatewayRelay | null, options: ConstructorParameters<typeof WebSocketManager>[0]) {
    super(options);
    this.#relay = relay;
  }

  override async fetchGatewayInformation(force?: boolean): Promise<APIGatewayBotInfo> {
    const told = await super.fetchGatewayInformation(force);
    return this.#relay === null ? told : { ...told, url: await this.#relay.addressFor(told.url) };
  }
}
