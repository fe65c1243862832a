import type { Socket } from 'node:net';
import pTimeout from 'p-timeout';
import { SocketModeReceiver, type App } from '@slack/bolt';
import {
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  type Logger,
  type WebClientOptions,
} from '@slack/web-api';
import { MINUTE, SECOND } from '../../domain/time.js';
import { agentThrough, type Tunnel } from '../../kit/tunnel.js';
import { underWay } from '../../kit/under-way.js';
import { DeliveryError, type Log } from '../../ports.js';
import { deliveryErrorOf, waitOf } from './delivery-error.js';
import { refusalOf } from './refusals.js';

type Client = SocketModeReceiver['client'];

/** Where Slack's events come in: a line that is opened again whenever it is lost, and never ends the process. */
export interface SocketConnection {
  init(app: App): void;
  /** Resolves when Slack has said hello; throws a plain sentence when it cannot be reached or refuses. */
  start(): Promise<void>;
  ready(): boolean;
  /** Resolves with every line closed, within about a second. */
  stop(): Promise<void>;
}

/** How patient the line is, in milliseconds. */
export interface SocketPatience {
  /** How long Slack may take to say hello. */
  readonly hello: number;
  /** How long it may leave a ping unanswered; it is given up within two thirds more. */
  readonly silent: number;
  /** The wait before the second attempt to come back; the first is at once, and later waits double up to half a minute. */
  readonly again: number;
  /** The wait after Slack refused the app token, which only a person can mend. */
  readonly refused: number;
}

export const usualPatience: SocketPatience = {
  hello: 10 * SECOND,
  silent: 5 * SECOND,
  again: SECOND,
  refused: MINUTE,
};

const GOODBYE = 500;
const LONGEST_WAIT = 30 * SECOND;

/** Says goodbye, and cuts the line when no goodbye comes back: the vendor's second disconnect does not wait. */
async function hangUp(client: Client): Promise<void> {
  const gone = client.disconnect().catch(() => undefined);
  await pTimeout(gone, { milliseconds: GOODBYE, fallback: () => undefined });
  client.websocket?.disconnect();
}

/** The vendor's handler throws into nowhere on an odd frame. That would end the process. */
function guardFrames(client: Client, log: Log): void {
  const [handle] = client.listeners('ws_message');
  if (handle === undefined) return;
  client.removeAllListeners('ws_message');
  client.on('ws_message', (...frame: readonly unknown[]) => {
    Promise.resolve()
      .then((): unknown => handle(...frame))
      .catch(() => log.warn('slack.odd-frame'));
  });
}

function sentenceOf(error: unknown): string {
  if (error instanceof Error && error.name === 'Error') return error.message;
  return error === undefined ? 'Slack closed the line.' : deliveryErrorOf(error, 'repeatable').message;
}

/** Why the first connection failed; a refused token is the app's here, not the bot's. */
function startError(error: unknown): Error {
  if (error === undefined || (error instanceof Error && error.name === 'Error')) {
    return new Error(`Slack Socket Mode: ${sentenceOf(error)}`);
  }
  const { kind, trouble, retryAfter } = deliveryErrorOf(error, 'repeatable');
  const own = trouble.setting === undefined ? trouble : { ...trouble, setting: 'SLACK_APP_TOKEN' };
  return new DeliveryError(kind, own, retryAfter);
}

function isRefused(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && refusalOf(error.data.error).kind === 'permanent';
}

/**
 * A connection by Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode
 *
 * Bolt's own way back is not used. It waits five seconds where nothing is wrong, in which commands are lost. After a
 * refusal or an answer 500 it rejects into nowhere and never comes back.
 */
export function socketConnection(options: {
  readonly appToken: string;
  /** How to talk to Slack, until the signal says to stop. */
  readonly web: (stopped: AbortSignal) => WebClientOptions;
  readonly logger: Logger;
  readonly log: Log;
  readonly patience: SocketPatience;
  /** The way through a proxy; null: the line goes straight. */
  readonly tunnel: Tunnel | null;
}): SocketConnection {
  const { appToken, web, logger, log, patience, tunnel } = options;
  let app: App | null = null;
  let current: SocketModeReceiver | null = null;
  let connected = false;
  let failures = 0;
  let halt = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const opening = underWay();

  function waitAfter(error: unknown): number {
    if (isRefused(error)) return patience.refused;
    if (error instanceof WebAPIRateLimitedError) return waitOf(error.retryAfter);
    return Math.min(LONGEST_WAIT, patience.again * 2 ** Math.max(0, failures - 1));
  }

  function comeBack(wait: number): void {
    if (halt.signal.aborted) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      opening.track(open()).catch((error: unknown) => {
        failures += 1;
        const next = waitAfter(error);
        const facts = { detail: sentenceOf(error), nextTryInMs: next };
        if (isRefused(error)) log.error('slack.refused', facts);
        else log.warn('slack.reconnect-failed', facts);
        comeBack(next);
      });
    }, wait);
  }

  async function open(): Promise<void> {
    const sockets: Socket[] = [];
    const receiver = new SocketModeReceiver({
      // The vendor's own agent is the better one where there is no tunnel: it lets go of lines that fell silent.
      ...(tunnel === null ? {} : { dispatcher: agentThrough(tunnel, (socket) => sockets.push(socket)) }),
      appToken,
      logger,
      autoReconnectEnabled: false,
      clientPingTimeout: patience.silent,
      installerOptions: { clientOptions: web(halt.signal) },
      customPropertiesExtractor: (args: { readonly envelope_id?: unknown }) => ({
        envelopeId: args.envelope_id,
      }),
      processEventErrorHandler: () => Promise.resolve(false),
    });
    const { client } = receiver;
    guardFrames(client, log);
    if (app !== null) receiver.init(app);
    current = receiver;
    let greeted = false;
    const letGo = (): void => sockets.forEach((socket) => socket.destroy());
    client.on('disconnected', () => {
      letGo();
      if (!greeted || current !== receiver) return;
      connected = false;
      greeted = false;
      if (!halt.signal.aborted) log.info('slack.line-lost');
      comeBack(0);
    });
    try {
      const message = `Slack did not say hello within ${Math.round(patience.hello / SECOND)} s.`;
      const late = new Error(message);
      await pTimeout<unknown>(receiver.start(), { milliseconds: patience.hello, message: late });
      if (halt.signal.aborted) throw new Error('The bot is stopping.');
      greeted = true;
      connected = true;
      failures = 0;
      log.info('slack.connected');
    } catch (error) {
      await hangUp(client);
      letGo();
      throw error;
    }
  }

  return {
    init(owner) {
      app = owner;
    },
    async start() {
      halt = new AbortController();
      try {
        await opening.track(open());
      } catch (error) {
        throw startError(error);
      }
    },
    ready: () => connected,
    async stop() {
      halt.abort();
      connected = false;
      clearTimeout(timer);
      const receiver = current;
      current = null;
      if (receiver !== null) await hangUp(receiver.client);
      await opening.settled(2 * SECOND);
    },
  };
}
