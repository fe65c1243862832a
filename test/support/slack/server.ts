import type { Changes } from '../loopback/changes.js';
import { createChanges } from '../loopback/changes.js';
import type { Faults } from '../loopback/faults.js';
import { createFaultPlan, meet } from '../loopback/faults.js';
import type { Incoming, Outcome } from '../loopback/http.js';
import { listenOnLoopback } from '../loopback/http.js';
import { objectFrom, parseJson } from '../loopback/json.js';
import { createDeliveries } from './deliveries.js';
import type { People, Send } from './interactions.js';
import { createPeople } from './interactions.js';
import { TIMING } from './limits.js';
import type { SlackState } from './method.js';
import type { EphemeralMessage, Messages } from './model.js';
import { createMessages } from './model.js';
import { slackProblems } from './payload-check.js';
import { answerResponsePost, applyAck, checkPictures } from './responses.js';
import { postSignedRequest } from './signed-request.js';
import type { SocketMode } from './socket.js';
import { attachSocketMode } from './socket.js';
import type { Uploads } from './uploads.js';
import { createUploads } from './uploads.js';
import type { Views } from './views.js';
import { createViews } from './views.js';
import type { SlackRequest } from './web-api.js';
import { answerCall } from './web-api.js';
import type { Workspace, WorkspaceOptions } from './workspace.js';
import { createWorkspace } from './workspace.js';

/** Slack on loopback: the Web API, Socket Mode, and the people in the workspace. */
export interface SlackServer
  extends People, Pick<SocketMode, 'connected' | 'connections' | 'disconnect' | 'fallSilent'> {
  readonly port: number;
  /** Ends in `/api/`, as Bolt's `slackApiUrl` wants it. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly workspace: Workspace;
  readonly requests: readonly SlackRequest[];
  readonly messages: Messages;
  readonly ephemerals: readonly EphemeralMessage[];
  readonly views: Views;
  readonly uploads: Pick<Uploads, 'list' | 'find'>;
  /** Calls are named by their method, posts to a response_url are 'response_url', bytes 'upload'. */
  readonly faults: Faults;
  readonly until: Changes['until'];
  /** Puts a message of somebody else into a channel, or under a message of it, and returns its ts. */
  say(channel: string, user: string, text: string, threadTs?: string): string;
  /** From now on what people do is sent to this address as signed requests, not through the socket. */
  deliverTo(url: string): void;
  /** A text that came from outside and may only ever be shown as it is. */
  distrust(...texts: readonly string[]): void;
  /** Cuts the sockets without a word. */
  dropSocket(): Promise<void>;
  /** Everything the bot did wrong so far; empty when all is well. */
  problems(): readonly string[];
  close(): Promise<void>;
}

/** Starts the server on a free port; ready when the promise resolves. */
export async function startSlackServer(options: WorkspaceOptions = {}): Promise<SlackServer> {
  const tokens = { bot: 'xoxb-loopback-bot', app: 'xapp-loopback-app' };
  const signingSecret = 'loopback-signing-secret';
  const workspace = createWorkspace(options);
  const changes = createChanges();
  const faults = createFaultPlan();
  const requests: SlackRequest[] = [];
  const ephemerals: EphemeralMessage[] = [];
  const found: string[] = [];
  const userTexts: string[] = [];
  const views = createViews(() => changes.announce());
  const baseUrl = (): string => options.publicUrl ?? `http://127.0.0.1:${line.port}`;
  const state: SlackState = {
    workspace,
    messages: createMessages(() => changes.announce()),
    ephemerals,
    views,
    uploads: createUploads(),
    deliveries: createDeliveries(changes, views, baseUrl),
    baseUrl,
    socketUrl: () => socket.issueUrl(baseUrl()),
    report: (problem) => found.push(problem),
    check(what, payload) {
      found.push(...slackProblems(payload, { userTexts }).map((problem) => `${what}: ${problem}`));
      checkPictures(what, payload, state);
    },
  };

  async function handle(incoming: Incoming): Promise<Outcome> {
    const [, area, id = ''] = incoming.path.split('/');
    if (area === 'api') return answerCall(incoming, tokens, state, requests, faults);
    if (area === 'response') {
      const body = objectFrom(parseJson(incoming.body.toString('utf8')));
      return meet(faults.take(['response_url']), async () => answerResponsePost(id, body, state));
    }
    if (area === 'upload') {
      return meet(faults.take(['upload']), async () => {
        const taken = state.uploads.receive(id, incoming);
        return { status: taken ? 200 : 400, body: taken ? 'OK' : 'empty' };
      });
    }
    state.report(`${incoming.verb} ${incoming.path}: the test server has no such place`);
    return { status: 404, body: 'not found' };
  }

  function acknowledged(id: string, body: Readonly<Record<string, unknown>>): void {
    const record = state.deliveries.acknowledge(id, body);
    if (record === undefined) state.report(`an ack for ${id}, which was never sent`);
    else applyAck(record, body, state);
    changes.announce();
  }

  const line = await listenOnLoopback(async (incoming) => {
    const outcome = await handle(incoming);
    changes.announce();
    return outcome;
  });
  const socket = attachSocketMode(line.server, workspace.appId, changes, {
    acknowledged,
    closed: () => state.deliveries.loseUnacknowledged(),
  });

  const throughSocket: Send = (id, type, payload, retry) => socket.send(id, type, payload, retry);
  const throughHttp =
    (url: string): Send =>
    (id, _type, payload, retry) => {
      const headers: Record<string, string> =
        retry === undefined
          ? {}
          : { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' };
      postSignedRequest(url, payload, { signingSecret, headers })
        .then(async (response) => {
          const text = await response.text();
          if (response.ok) acknowledged(id, objectFrom(parseJson(text) ?? (text === '' ? {} : { text })));
          else
            state.report(`the bot answered ${response.status} to ${state.deliveries.find(id)?.what ?? id}`);
        })
        .catch((error: unknown) => state.report(`the bot could not be reached: ${String(error)}`));
    };
  let send = throughSocket;

  function unacknowledged(): readonly string[] {
    return state.deliveries
      .list()
      .filter((record) => !record.lost)
      .filter(({ acks, issuedAt }) => (acks[0]?.ms ?? Date.now() - issuedAt) > TIMING.ackMs)
      .map((record) => `${record.what}: no ack within ${TIMING.ackMs} ms`);
  }

  return {
    ...createPeople(
      state,
      (...args) => send(...args),
      (text) => {
        if (!userTexts.includes(text)) userTexts.push(text);
      },
    ),
    port: line.port,
    apiUrl: `${baseUrl()}/api/`,
    botToken: tokens.bot,
    appToken: tokens.app,
    signingSecret,
    workspace,
    requests,
    messages: state.messages,
    ephemerals,
    views,
    uploads: state.uploads,
    faults,
    until: (what, look, timeoutMs) => changes.until(what, look, timeoutMs),
    connected: (timeoutMs) => socket.connected(timeoutMs),
    connections: () => socket.connections(),
    disconnect: (reason) => socket.disconnect(reason),
    dropSocket: () => socket.drop(),
    fallSilent: () => socket.fallSilent(),
    say: (channel, user, text, threadTs) =>
      state.messages.post({ channel, user, text, threadTs, blocks: [], attachments: [], metadata: undefined })
        .ts,
    deliverTo(url) {
      send = throughHttp(url);
    },
    distrust: (...texts) => void userTexts.push(...texts),
    problems: () => [...found, ...unacknowledged()],
    async close() {
      await socket.close();
      await line.close();
    },
  };
}
