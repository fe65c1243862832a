import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { Changes } from '../loopback/changes.js';
import type { JsonObject } from '../loopback/json.js';
import { objectFrom, parseJson, stringFrom } from '../loopback/json.js';

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-opcodes */
const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalid: 9,
  hello: 10,
  ack: 11,
};
/** GuildMembers, GuildPresences and MessageContent. */
const PRIVILEGED_INTENTS = (1 << 1) | (1 << 8) | (1 << 15);

/** The socket side of the server, as a test uses it (https://discord.com/developers/docs/events/gateway). */
export interface Gateway {
  /** How many lines are open and past IDENTIFY or RESUME. */
  connections(): number;
  /** How many times a client identified; every one costs of a daily budget. */
  identifies(): number;
  resumes(): number;
  /** Resolves when a session is open. */
  connected(timeoutMs?: number): Promise<void>;
  /** Closes every line with this code and waits until they are gone. */
  close(code: number): Promise<void>;
  /** Opcode 7: the client should come back and resume. */
  reconnect(): Promise<void>;
  /** Opcode 9; resolves when the client has resumed on the same line, or has left it. */
  invalidSession(resumable: boolean): Promise<void>;
  /** False: heartbeats are not answered from now on. */
  answerHeartbeats(answer: boolean): void;
  /** Cuts every line without a word. */
  drop(): Promise<void>;
  /** Sends an event to each session. It waits for a resume when the line is down, and is lost when there was never a session. */
  dispatch(event: string, data: JsonObject): void;
  /** Sends a frame as it is, however little sense it makes. */
  frame(text: string): void;
  /** Cuts every line for good. */
  end(): void;
}

/** What the gateway needs to greet a client. */
export interface GatewaySetup {
  readonly token: string;
  readonly heartbeatIntervalMs: number;
  readonly privilegedIntents: boolean;
  readonly resumeUrl: () => string;
  readonly ready: () => JsonObject;
  readonly guild: () => JsonObject;
}

interface Session {
  readonly id: string;
  socket: WebSocket | undefined;
  readonly events: { readonly s: number; readonly t: string; readonly d: JsonObject }[];
}

/** Adds the gateway to an HTTP server. */
export function attachGateway(server: Server, setup: GatewaySetup, changes: Changes): Gateway {
  const sockets = new WebSocketServer({ noServer: true });
  const open = new Set<WebSocket>();
  let session: Session | undefined;
  /** Sessions that began before the newest, while their lines are open. */
  const others = new Set<Session>();
  let identifies = 0;
  let resumes = 0;
  let answering = true;

  const send = (socket: WebSocket, message: JsonObject): void => socket.send(JSON.stringify(message));

  function dispatch(event: string, data: JsonObject): void {
    for (const one of others) tell(one, event, data);
    if (session !== undefined) tell(session, event, data);
  }

  function tell(one: Session, event: string, data: JsonObject): void {
    const entry = { s: one.events.length + 1, t: event, d: data };
    one.events.push(entry);
    if (one.socket !== undefined) send(one.socket, { op: OP.dispatch, ...entry });
  }

  function identify(socket: WebSocket, data: JsonObject): void {
    if (data['token'] !== setup.token) {
      socket.close(4004, 'Authentication failed.');
      return;
    }
    if (!setup.privilegedIntents && (Number(data['intents']) & PRIVILEGED_INTENTS) !== 0) {
      socket.close(4014, 'Disallowed intent(s).');
      return;
    }
    identifies += 1;
    if (session?.socket !== undefined) others.add(session);
    session = { id: randomUUID(), socket, events: [] };
    tell(session, 'READY', {
      ...setup.ready(),
      session_id: session.id,
      resume_gateway_url: setup.resumeUrl(),
      shard: [0, 1],
    });
    tell(session, 'GUILD_CREATE', setup.guild());
    changes.announce();
  }

  function resume(socket: WebSocket, data: JsonObject): void {
    if (session === undefined || data['session_id'] !== session.id || data['token'] !== setup.token) {
      send(socket, { op: OP.invalid, d: false });
      return;
    }
    resumes += 1;
    session.socket = socket;
    const seen = Number(data['seq']);
    for (const entry of session.events.filter(({ s }) => s > seen)) {
      send(socket, { op: OP.dispatch, ...entry });
    }
    tell(session, 'RESUMED', {});
    changes.announce();
  }

  function greet(socket: WebSocket): void {
    open.add(socket);
    socket.on('message', (raw: Buffer) => {
      const message = objectFrom(parseJson(raw.toString('utf8')));
      if (message['op'] === OP.heartbeat && answering) send(socket, { op: OP.ack });
      if (message['op'] === OP.identify) identify(socket, objectFrom(message['d']));
      if (message['op'] === OP.resume) resume(socket, objectFrom(message['d']));
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      open.delete(socket);
      if (session?.socket === socket) session.socket = undefined;
      for (const one of others) if (one.socket === socket) others.delete(one);
      changes.announce();
    });
    send(socket, { op: OP.hello, d: { heartbeat_interval: setup.heartbeatIntervalMs } });
  }

  server.on('upgrade', (request, line, head) => {
    const query = new URL(stringFrom(request.url) || '/', 'http://127.0.0.1').searchParams;
    sockets.handleUpgrade(request, line, head, (socket) => {
      if (query.get('v') === '10' && query.get('encoding') === 'json') greet(socket);
      else socket.close(4012, 'Invalid API version');
    });
  });

  const connections = (): number => (session?.socket === undefined ? 0 : 1);

  async function afterLeaving(act: (socket: WebSocket) => void): Promise<void> {
    const leaving = [...open];
    leaving.forEach(act);
    await changes.until('the gateway lines to close', () =>
      leaving.some((socket) => open.has(socket)) ? undefined : true,
    );
  }

  return {
    connections,
    identifies: () => identifies,
    resumes: () => resumes,
    async connected(timeoutMs = 10_000) {
      await changes.until('a gateway session', () => (connections() > 0 ? true : undefined), timeoutMs);
    },
    close: (code) => afterLeaving((socket) => socket.close(code)),
    reconnect: () => afterLeaving((socket) => send(socket, { op: OP.reconnect, d: null })),
    async invalidSession(resumable) {
      const say = (socket: WebSocket): void => send(socket, { op: OP.invalid, d: resumable });
      if (!resumable) {
        session = undefined;
        await afterLeaving(say);
        return;
      }
      // The client resumes on the very same line.
      const before = resumes;
      open.forEach(say);
      await changes.until('a resume', () => (resumes > before ? true : undefined));
    },
    answerHeartbeats(answer) {
      answering = answer;
    },
    drop: () => afterLeaving((socket) => socket.terminate()),
    dispatch,
    frame(text) {
      for (const socket of open) socket.send(text);
    },
    end() {
      for (const socket of open) socket.terminate();
      sockets.close();
    },
  };
}
