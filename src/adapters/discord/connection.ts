import { setTimeout as pause } from 'node:timers/promises';
import type { REST } from 'discord.js';
import { WebSocketShardEvents } from '@discordjs/ws';
import { GatewayDispatchEvents } from 'discord-api-types/v10';
import pTimeout from 'p-timeout';
import type { Tunnel } from '../../kit/tunnel.js';
import type { Log } from '../../ports.js';
import type { KeptLease, Seat } from '../../sharing-port.js';
import { DiscordSetupError, fatalClose, refusalMeantBy, shortCause } from './failure.js';
import { openGatewayLine } from './gateway-line.js';
import { gatewayRelay } from './gateway-relay.js';

/** What a connection to the gateway needs. */
export interface ConnectionOptions {
  readonly token: string;
  /** Asks where the gateway is; it has the token. */
  readonly rest: REST;
  /** The way through a proxy; null: the gateway is reached straight. */
  readonly tunnel: Tunnel | null;
  readonly log: Log;
  /** Done before each attempt until it succeeded once; throws as REST does. */
  readonly prepare: () => Promise<void>;
  /** Hears each interaction as Discord sent it; must not throw. */
  readonly onInteraction: (raw: unknown) => void;
  readonly pace: ConnectionPace;
  /** Without it nothing is connected; what is lost with it is closed. Absent: it is free. */
  readonly seat?: Seat | undefined;
}

/** How patient a connection is, in milliseconds. */
export interface ConnectionPace {
  /** How long `open` waits before it leaves the connecting to the background. */
  readonly firstWait: number;
  /** Pause before the second attempt; it doubles from there. */
  readonly retry: number;
  readonly longestRetry: number;
  /** How long a socket may take to open. */
  readonly handshake: number;
  /** A line that has been down for so long is given up and made anew. */
  readonly stuck: number;
}

/** The gateway, kept connected until `close`, or until Discord says that there is no return. */
export interface GatewayConnection {
  /**
   * Resolves when connected or standing by, or after `firstWait` while it goes on trying. Throws DiscordSetupError when trying on is
   * of no use.
   */
  open(): Promise<void>;
  /** Whether it is connected, or stands by while another process is. */
  ready(): boolean;
  close(): Promise<void>;
}

type Ending =
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'dead'; readonly message: string };

/** Builds the connection; nothing happens before `open`. */
export function createConnection(options: ConnectionOptions): GatewayConnection {
  const { log, pace } = options;
  let isReady = false;
  let standsBy = false;
  const halt = new AbortController();
  const closed = new Promise<Ending>((resolve) => {
    halt.signal.addEventListener('abort', () => resolve({ kind: 'closed' }));
  });
  const relay =
    options.tunnel === null
      ? null
      : gatewayRelay(options.tunnel, (error) =>
          log.warn('discord.line-error', { reason: shortCause(error) }),
        );
  let prepared = false;
  let running: Promise<void> = Promise.resolve();

  /** One line's life; resolves when it has to be replaced or to end. */
  async function live(onReady: () => void, seated: KeptLease | null): Promise<Ending> {
    const line = openGatewayLine(options.token, options.rest, pace.handshake, relay);
    const { manager } = line;
    let watch: NodeJS.Timeout | undefined;
    const over = new Promise<Ending>((resolve) => {
      const up = (): void => {
        clearTimeout(watch);
        watch = undefined;
        if (!isReady) onReady();
        isReady = true;
      };
      const down = (): void => {
        isReady = false;
        watch ??= setTimeout(
          () => resolve({ kind: 'failed', message: 'The line to Discord did not come back.' }),
          pace.stuck,
        );
      };
      manager.on(WebSocketShardEvents.Ready, up);
      manager.on(WebSocketShardEvents.Resumed, () => {
        log.info('discord.resumed');
        up();
      });
      manager.on(WebSocketShardEvents.Closed, ({ code }) => {
        if (isReady) log.warn('discord.line-lost');
        down();
        const message = fatalClose(code);
        if (message !== null) resolve({ kind: 'dead', message });
      });
      manager.on(WebSocketShardEvents.Error, ({ error }) =>
        log.warn('discord.line-error', { reason: shortCause(error) }),
      );
      manager.on(WebSocketShardEvents.Dispatch, ({ data }) => {
        if (data.t === GatewayDispatchEvents.InteractionCreate) options.onInteraction(data.d);
      });
      down();
      manager.connect().catch((error: unknown) => {
        const { message, passing } = refusalMeantBy(error);
        // The close code, when there is one, has been told before this and says more.
        resolve({ kind: passing ? 'failed' : 'dead', message });
      });
    });
    const lost = seated?.over.then((): Ending => ({ kind: 'failed', message: 'Its seat was lost.' }));
    const ending = await Promise.race([over, closed, ...(lost ? [lost] : [])]);
    isReady = false;
    clearTimeout(watch);
    await line.end();
    return ending;
  }

  async function attempt(onReady: () => void, onStandby: () => void): Promise<Ending> {
    standsBy = options.seat !== undefined;
    if (standsBy) onStandby();
    const seated = (await options.seat?.take(halt.signal)) ?? null;
    standsBy = false;
    if (options.seat !== undefined && seated === null) return { kind: 'closed' };
    try {
      return await attemptSeated(onReady, seated);
    } finally {
      await seated?.drop();
    }
  }

  async function attemptSeated(onReady: () => void, seated: KeptLease | null): Promise<Ending> {
    try {
      const ending = prepared ? undefined : await Promise.race([options.prepare(), closed]);
      if (ending !== undefined) return ending;
      prepared = true;
    } catch (error) {
      const { message, passing } = refusalMeantBy(error);
      return { kind: passing ? 'failed' : 'dead', message };
    }
    return live(onReady, seated);
  }

  async function keep(
    onReady: () => void,
    onStandby: () => void,
    onDead: (message: string) => void,
  ): Promise<void> {
    let wait = pace.retry;
    for (;;) {
      const ending = await attempt(() => {
        wait = pace.retry;
        onReady();
      }, onStandby);
      if (ending.kind === 'closed') return;
      if (ending.kind === 'dead') {
        log.error('discord.disconnected', { reason: ending.message });
        onDead(ending.message);
        return;
      }
      log.warn('discord.retry', { reason: ending.message, afterMs: wait });
      await pause(wait, undefined, { signal: halt.signal }).catch(() => undefined);
      wait = Math.min(pace.longestRetry, wait * 2);
    }
  }

  return {
    open() {
      const opened = new Promise<void>((resolve, reject) => {
        running = keep(
          () => {
            log.info('discord.ready');
            resolve();
          },
          resolve,
          (message) => reject(new DiscordSetupError(message)),
        ).finally(resolve);
      });
      const fallback = (): void => log.warn('discord.still-connecting');
      return pTimeout(opened, { milliseconds: pace.firstWait, fallback });
    },
    ready: () => isReady || standsBy,
    async close() {
      halt.abort();
      await running;
      relay?.close();
    },
  };
}
