import type { FaultPlan } from '../loopback/faults.js';
import { meet } from '../loopback/faults.js';
import type { Answer, Incoming, Outcome } from '../loopback/http.js';
import { jsonAnswer } from '../loopback/http.js';
import { objectFrom, parseJson } from '../loopback/json.js';
import { isMultipart, readMultipart } from '../loopback/multipart.js';
import { channelJson, guildJson, memberJson, textChannels, userJson } from './guild.js';
import type { Call, DiscordState, Route } from './route.js';
import { botRoute, match, refuse } from './route.js';
import { channelRoutes } from './routes-channel.js';
import { interactionRoutes } from './routes-interaction.js';

/** One call of the REST API, without its token. */
export interface DiscordRequest {
  /** Such as `POST /channels/:channel/messages`; 'unknown' when there is no such route. */
  readonly route: string;
  readonly verb: string;
  /** Without the `/api/v10` in front; an interaction's token stands in it. */
  readonly path: string;
  readonly body: unknown;
  readonly fileNames: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The HTTP status, or what happened to the line; 'open' while nothing came back. */
  status: number | 'open' | 'silence' | 'reset';
  /** Discord's own code of a refusal. */
  code: number | undefined;
}

const SESSIONS_PER_DAY = 1_000;

const APPLICATION = (_call: Call, state: DiscordState): Answer =>
  jsonAnswer({
    id: state.guild.applicationId,
    name: 'Tierwatch',
    icon: null,
    description: '',
    bot_public: false,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: 0,
    bot: userJson(state.guild, state.guild.botId),
  });

/** https://discord.com/developers/docs/reference */
const ROUTES: readonly Route[] = [
  botRoute('GET /gateway/bot', (_call, state) =>
    jsonAnswer({
      url: state.gatewayUrl(),
      shards: 1,
      session_start_limit: {
        total: SESSIONS_PER_DAY,
        remaining: SESSIONS_PER_DAY - state.identifies(),
        reset_after: 14_400_000,
        max_concurrency: 1,
      },
    }),
  ),
  botRoute('GET /users/@me', (_call, state) => jsonAnswer(userJson(state.guild, state.guild.botId))),
  botRoute('GET /applications/@me', APPLICATION),
  botRoute('GET /oauth2/applications/@me', APPLICATION),
  botRoute('GET /users/@me/guilds', (_call, { guild }) =>
    jsonAnswer(
      guild.joined() ? [{ id: guild.id, name: 'Loopback', icon: null, owner: false, features: [] }] : [],
    ),
  ),
  botRoute('GET /guilds/:guild/channels', (call, { guild }) =>
    call.params['guild'] === guild.id
      ? jsonAnswer(textChannels(guild).map((channel) => channelJson(guild, channel)))
      : refuse(404, 10_004, 'Unknown Guild'),
  ),
  botRoute('GET /users/:user', (call, state) => {
    const id = call.params['user'] ?? '';
    return id in state.guild.users
      ? jsonAnswer(userJson(state.guild, id))
      : refuse(404, 10_013, 'Unknown User');
  }),
  botRoute('GET /guilds/:guild', (call, state) =>
    call.params['guild'] === state.guild.id
      ? jsonAnswer(guildJson(state.guild))
      : refuse(404, 10_004, 'Unknown Guild'),
  ),
  botRoute('GET /guilds/:guild/members/:user', (call, state) => {
    const id = call.params['user'] ?? '';
    const known = id in state.guild.users || id === state.guild.botId;
    return known ? jsonAnswer(memberJson(state.guild, id)) : refuse(404, 10_007, 'Unknown Member');
  }),
  ...channelRoutes,
  ...interactionRoutes,
];

function readCall(incoming: Incoming, params: Readonly<Record<string, string>>): Call {
  if (isMultipart(incoming)) {
    const form = readMultipart(incoming);
    return {
      params,
      query: incoming.query,
      body: parseJson(form.fields['payload_json'] ?? ''),
      files: form.files,
    };
  }
  return { params, query: incoming.query, body: parseJson(incoming.body.toString('utf8')), files: [] };
}

/** Answers one call under /api/v10 and writes it down. */
export async function answerCall(
  incoming: Incoming,
  token: string,
  state: DiscordState,
  requests: DiscordRequest[],
  faults: FaultPlan,
): Promise<Outcome> {
  const path = incoming.path.replace(/^\/api\/v10/, '');
  const found = ROUTES.map((route) => ({ route, params: match(route, incoming.verb, path) })).find(
    ({ params }) => params !== undefined,
  );
  const call = readCall(incoming, found?.params ?? {});
  const request: DiscordRequest = {
    route: found?.route.name ?? 'unknown',
    verb: incoming.verb,
    path,
    body: call.body,
    fileNames: call.files.map((file) => file.name),
    at: Date.now(),
    status: 'open',
    code: undefined,
  };
  requests.push(request);
  const work = async (): Promise<Answer> => {
    if (found === undefined || !incoming.path.startsWith('/api/v10/')) {
      state.report(`${incoming.verb} ${incoming.path}: the test server does not know this route`);
      return refuse(404, 0, '404: Not Found');
    }
    const authorized = !found.route.needsToken || incoming.headers.authorization === `Bot ${token}`;
    return authorized ? found.route.run(call, state) : refuse(401, 0, '401: Unauthorized');
  };
  const outcome = await meet(faults.take([request.route, `${incoming.verb} ${path}`]), work);
  if (typeof outcome === 'string') {
    request.status = outcome;
    return outcome;
  }
  request.status = outcome.status;
  const code = objectFrom(parseJson(outcome.body.toString()))['code'];
  request.code = typeof code === 'number' ? code : undefined;
  return outcome;
}
