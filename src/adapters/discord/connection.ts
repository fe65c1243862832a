import { Events, GatewayDispatchEvents, type RESTOptions } from 'discord.js';
import type { Log } from '../../ports.js';
import { causeOf, DiscordSetupError, failureOf, fatalClose } from './failure.js';
import { createLineClient } from './line-client.js';

/** What a connection to the gateway needs. */
export interface ConnectionOptions {
  readonly token: string;
  readonly rest: Partial<RESTOptions>;
  readonly log: Log;
  /** Done before each attempt until it succeeded once; throws as REST does. */
  readonly prepare: () => Promise<void>;
  /** Hears each interaction as Discord sent it; must not throw. */
  readonly onInteraction: (raw: unknown) => void;
  readonly pace: ConnectionPace;
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
export interface Connection {
  /**
   * Resolves when connected, or after `firstWait` while it goes on trying. Throws DiscordSetupError when trying on is
   * of no use.
   */
  open(): Promise<void>;
  ready(): boolean;
  close(): Promise<void>;
}

type Ending =
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'dead'; readonly message: string };

/** Builds the connection; nothing happens before `open`. */
export function createConnection(options: ConnectionOptions): Connection {
  const { log, pace } = options;
  let isReady = false;
  let closing: (() => void) | null = null;
  const closed = new Promise<Ending>((resolve) => {
    closing = () => resolve({ kind: 'closed' });
  });
  let prepared = false;
  let running: Promise<void> = Promise.resolve();

  /** One client's life; resolves when it has to be replaced or to end. */
  async function live(onReady: () => void): Promise<Ending> {
    const line = createLineClient(options.rest, pace.handshake);
    const { client } = line;
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
      client.on(Events.ClientReady, up);
      client.on(Events.ShardReady, up);
      client.on(Events.ShardResume, () => {
        log.info('discord.resumed');
        up();
      });
      client.on(Events.ShardReconnecting, () => {
        if (isReady) log.warn('discord.line-lost');
        down();
      });
      // After some close codes discord.js neither reconnects nor says that it is not ready.
      client.on(Events.ShardDisconnect, ({ code }) => {
        isReady = false;
        const message = fatalClose(code);
        resolve(
          message === null
            ? { kind: 'failed', message: `Discord hung up (${code}).` }
            : { kind: 'dead', message },
        );
      });
      client.on(Events.Error, (error) => log.warn('discord.error', { reason: causeOf(error) }));
      client.on(Events.ShardError, (error) => log.warn('discord.line-error', { reason: causeOf(error) }));
      // The raw event, because it is the same whatever the caches of discord.js know.
      client.ws.on(GatewayDispatchEvents.InteractionCreate, (raw: unknown) => options.onInteraction(raw));
      down();
      client.login(options.token).catch((error: unknown) => {
        const { message, passing } = failureOf(error);
        // The close code, when there is one, has been told before this and says more.
        resolve({ kind: passing ? 'failed' : 'dead', message });
      });
    });
    const ending = await Promise.race([over, closed]);
    isReady = false;
    clearTimeout(watch);
    await line.end();
    return ending;
  }

  async function attempt(onReady: () => void): Promise<Ending> {
    try {
      const ending = prepared ? undefined : await Promise.race([options.prepare(), closed]);
      if (ending !== undefined) return ending;
      prepared = true;
    } catch (error) {
      const { message, passing } = failureOf(error);
      return { kind: passing ? 'failed' : 'dead', message };
    }
    return live(onReady);
  }

  async function keep(onReady: () => void, onDead: (message: string) => void): Promise<void> {
    let pause = pace.retry;
    for (;;) {
      const ending = await attempt(() => {
        pause = pace.retry;
        onReady();
      });
      if (ending.kind === 'closed') return;
      if (ending.kind === 'dead') {
        log.error('discord.disconnected', { reason: ending.message });
        onDead(ending.message);
        return;
      }
      log.warn('discord.retry', { reason: ending.message, afterMs: pause });
      let timer: NodeJS.Timeout | undefined;
      const waited = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, pause);
      });
      await Promise.race([waited, closed]);
      clearTimeout(timer);
      pause = Math.min(pace.longestRetry, pause * 2);
    }
  }

  return {
    open() {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          log.warn('discord.still-connecting');
          resolve();
        }, pace.firstWait);
        running = keep(
          () => {
            clearTimeout(timer);
            log.info('discord.ready');
            resolve();
          },
          (message) => {
            clearTimeout(timer);
            reject(new DiscordSetupError(message));
          },
        ).finally(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
    ready: () => isReady,
    async close() {
      closing?.();
      await running;
    },
  };
}
