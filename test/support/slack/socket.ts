import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { Changes } from '../loopback/changes.js';
import type { JsonObject } from '../loopback/json.js';
import { objectFrom, parseJson, stringFrom } from '../loopback/json.js';

/** What an envelope carries. */
export type EnvelopeType = 'slash_commands' | 'interactive' | 'events_api';

/** The Socket Mode side of the server (https://docs.slack.dev/apis/events-api/using-socket-mode). */
export interface SocketMode {
  /** A fresh address for one connection. */
  issueUrl(baseUrl: string): string;
  /** How many sockets are open and greeted. */
  connections(): number;
  /** Resolves when at least one socket is open and greeted. */
  connected(timeoutMs?: number): Promise<void>;
  /** Sends to the newest socket, and again to the oldest; throws when there is none. */
  send(envelopeId: string, type: EnvelopeType, payload: JsonObject, retryAttempt?: number): void;
  /** Asks every socket to reconnect and waits until they are gone. */
  disconnect(reason?: 'warning' | 'refresh_requested' | 'link_disabled'): Promise<void>;
  /** Cuts every line without a word and waits until they are gone. */
  drop(): Promise<void>;
  /** Every line stays open, and nothing that comes over it is read or answered; it counts for nobody any more. */
  fallSilent(): void;
  close(): Promise<void>;
}

/** Who hears of acknowledgements and of lines that went away. */
export interface SocketListener {
  acknowledged(envelopeId: string, body: JsonObject): void;
  closed(): void;
}

const PING_EVERY_MS = 5_000;
const GOODBYE_MS = 200;

/** Adds Socket Mode to an HTTP server. */
export function attachSocketMode(
  server: Server,
  appId: string,
  changes: Changes,
  listener: SocketListener,
): SocketMode {
  const tickets = new Set<string>();
  const open: WebSocket[] = [];
  const silent: WebSocket[] = [];
  const sockets = new WebSocketServer({ noServer: true });

  function greet(socket: WebSocket): void {
    const pings = setInterval(() => socket.ping(), PING_EVERY_MS);
    socket.on('message', (data: Buffer) => {
      const message = objectFrom(parseJson(data.toString('utf8')));
      listener.acknowledged(stringFrom(message['envelope_id']), objectFrom(message['payload']));
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(pings);
      if (open.includes(socket)) open.splice(open.indexOf(socket), 1);
      listener.closed();
      changes.announce();
    });
    open.push(socket);
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: open.length,
        debug_info: { host: 'loopback', approximate_connection_time: 18_060 },
        connection_info: { app_id: appId },
      }),
    );
    changes.announce();
  }

  server.on('upgrade', (request, line, head) => {
    const ticket = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) {
      line.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, line, head, greet);
  });

  async function allGone(gone: readonly WebSocket[], timeoutMs?: number): Promise<void> {
    const look = (): true | undefined => (gone.some((one) => open.includes(one)) ? undefined : true);
    await changes.until('the sockets to close', look, timeoutMs);
  }

  return {
    issueUrl(baseUrl) {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${baseUrl.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${appId}`;
    },
    connections: () => open.length,
    async connected(timeoutMs = 10_000) {
      await changes.until('a Socket Mode connection', () => (open.length > 0 ? true : undefined), timeoutMs);
    },
    send(envelopeId, type, payload, retryAttempt) {
      const socket = retryAttempt === undefined ? open.at(-1) : open[0];
      if (socket === undefined) throw new Error(`Nobody is connected, so this ${type} goes nowhere.`);
      socket.send(
        JSON.stringify({
          envelope_id: envelopeId,
          type,
          payload,
          accepts_response_payload: type !== 'events_api',
          ...(retryAttempt === undefined ? {} : { retry_attempt: retryAttempt, retry_reason: 'timeout' }),
        }),
      );
    },
    async disconnect(reason = 'refresh_requested') {
      const leaving = [...open];
      for (const socket of leaving) {
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'loopback' } }));
      }
      await allGone(leaving);
    },
    async drop() {
      const leaving = [...open];
      for (const socket of leaving) socket.terminate();
      await allGone(leaving);
    },
    fallSilent() {
      for (const socket of open.splice(0)) {
        socket.pause();
        silent.push(socket);
      }
    },
    async close() {
      const leaving = [...open];
      for (const socket of leaving) socket.close(1001);
      // A client that does not answer the goodbye is cut off.
      await allGone(leaving, GOODBYE_MS).catch(() => undefined);
      for (const socket of [...open, ...silent]) socket.terminate();
      sockets.close();
    },
  };
}
