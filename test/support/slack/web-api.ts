import type { FaultPlan } from '../loopback/faults.js';
import { meet } from '../loopback/faults.js';
import type { Answer, Incoming, Outcome } from '../loopback/http.js';
import { jsonAnswer } from '../loopback/http.js';
import type { JsonObject } from '../loopback/json.js';
import { objectFrom, parseJson } from '../loopback/json.js';
import type { SlackMethod, SlackState } from './method.js';
import { chatMethods } from './methods-chat.js';
import { readMethods } from './methods-read.js';
import { showMethods } from './methods-show.js';

/** One call of the Web API, without its token. */
export interface SlackRequest {
  readonly method: string;
  readonly args: JsonObject;
  readonly token: 'bot' | 'app' | 'wrong' | 'none';
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The HTTP status, or what happened to the line; 'open' while nothing came back. */
  status: number | 'open' | 'silence' | 'reset';
  /** The `error` of the answer, when there was one. */
  error: string | undefined;
}

/** The tokens the server accepts. */
export interface SlackTokens {
  readonly bot: string;
  readonly app: string;
}

const METHODS: Readonly<Record<string, SlackMethod>> = { ...chatMethods, ...readMethods, ...showMethods };
/** Arguments that travel as JSON inside the form (https://docs.slack.dev/apis/web-api). */
const JSON_ARGUMENTS = new Set(['blocks', 'attachments', 'metadata', 'view', 'files']);

function readArguments(incoming: Incoming): Record<string, unknown> {
  const body = incoming.body.toString('utf8');
  if (incoming.headers['content-type']?.startsWith('application/json') === true) {
    return { ...objectFrom(parseJson(body)) };
  }
  const args: Record<string, unknown> = {};
  for (const [name, value] of [...incoming.query, ...new URLSearchParams(body)]) {
    args[name] = JSON_ARGUMENTS.has(name) ? (parseJson(value) ?? value) : value;
  }
  return args;
}

function ownerOf(token: string | undefined, tokens: SlackTokens): SlackRequest['token'] {
  if (token === undefined || token === '') return 'none';
  if (token === tokens.bot) return 'bot';
  return token === tokens.app ? 'app' : 'wrong';
}

function answer(request: SlackRequest, state: SlackState): JsonObject {
  const method = METHODS[request.method];
  if (method === undefined) {
    state.report(`${request.method}: the test server does not know this method`);
    return { ok: false, error: 'unknown_method' };
  }
  if (request.token === 'none') return { ok: false, error: 'not_authed' };
  if (request.token === 'wrong') return { ok: false, error: 'invalid_auth' };
  if (request.token !== method.token) return { ok: false, error: 'not_allowed_token_type' };
  const granted = state.workspace.scopes;
  if (method.scopes.length > 0 && !method.scopes.some((scope) => granted.includes(scope))) {
    const needed = method.scopes[0] ?? '';
    return { ok: false, error: 'missing_scope', needed, provided: granted.join(',') };
  }
  const result = method.run(request.args, state);
  return 'error' in result ? result : { ok: true, ...result };
}

/** Answers one call under /api/ and writes it down. */
export async function answerCall(
  incoming: Incoming,
  tokens: SlackTokens,
  state: SlackState,
  requests: SlackRequest[],
  faults: FaultPlan,
): Promise<Outcome> {
  const { token: tokenArgument, ...args } = readArguments(incoming);
  const bearer = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1];
  const token = bearer ?? (typeof tokenArgument === 'string' ? tokenArgument : undefined);
  const request: SlackRequest = {
    method: incoming.path.replace('/api/', ''),
    args,
    token: ownerOf(token, tokens),
    at: Date.now(),
    status: 'open',
    error: undefined,
  };
  requests.push(request);
  const work = async (): Promise<Answer> =>
    jsonAnswer(answer(request, state), 200, { 'x-oauth-scopes': state.workspace.scopes.join(',') });
  const outcome = await meet(faults.take([request.method]), work);
  if (typeof outcome === 'string') {
    request.status = outcome;
    return outcome;
  }
  request.status = outcome.status;
  const error = objectFrom(parseJson(outcome.body.toString()))['error'];
  request.error = typeof error === 'string' ? error : undefined;
  return outcome;
}
