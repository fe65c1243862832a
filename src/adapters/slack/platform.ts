import { App } from '@slack/bolt';
import type { AuthTestResponse, WebClientOptions } from '@slack/web-api';
import { SECOND } from '../../domain/time.js';
import type { Tunnel } from '../../kit/tunnel.js';
import { underWay } from '../../kit/under-way.js';
import type { Carry, ChatPlatform, Clock, Log } from '../../ports.js';
import { answerer } from './answerer.js';
import { deliveryErrorOf } from './delivery-error.js';
import { httpConnection } from './http-connection.js';
import { inspectSlack } from './inspect.js';
import { JOINED_ALERTS } from './limits.js';
import { listen } from './listeners.js';
import { channelPace } from './pace.js';
import type { SlackPhrases } from './phrases.js';
import { slackPoster } from './poster.js';
import { readerLanguage } from './reader-language.js';
import { socketConnection, usualPatience, type SocketPatience } from './socket-connection.js';
import { userGroups } from './user-groups.js';
import { viewAnswerer, type ViewAnswerer } from './view-answerer.js';
import { vendorLogger, webClient, webOptions } from './web-client.js';

/** What Slack needs. */
export interface SlackOptions {
  /** xoxb-… */
  readonly botToken: string;
  /** xapp-…, for Socket Mode; without it and a signing secret the bot posts and edits, and answers nobody. */
  readonly appToken: string | null;
  /** For HTTP mode, when there is no app token: `http` then takes Slack's requests. */
  readonly signingSecret?: string | null;
  /** Ends in `/api/`. */
  readonly apiUrl: string;
  /** Stands before every command's name, for workspaces where another app has taken it; mostly ''. */
  readonly commandPrefix: string;
  readonly phrasesFor: SlackPhrases;
  readonly clock: Clock;
  readonly log: Log;
  /** The ids of the user groups (S…) that matter; who is in them needs the permission usergroups:read. */
  readonly groups?: readonly string[];
  /** The command line that fills somebody's Home tab; null: none. */
  readonly home?: string | null;
  /** Milliseconds between two messages to one channel; Slack takes about one a second. */
  readonly gap?: number;
  readonly patience?: Partial<SocketPatience>;
  /** How long Slack is given, again and again, to take an uploaded picture, in milliseconds; absent: what suits Slack. */
  readonly scan?: readonly number[];
  /** Carries the requests. */
  readonly fetch: Carry;
  /** Whether no other process handles what has this mark. Absent: there are none. */
  readonly isFirst?: ((mark: string) => Promise<boolean>) | undefined;
  /** The way through a proxy for lines that stay open; null or left out: they go straight. */
  readonly tunnel?: Tunnel | null;
}

/** How long `stop` waits for messages that are on their way. */
const LAST_WORDS = 3 * SECOND;

/** Slack as a place where people talk: the Web API, and Socket Mode or signed requests. It is started once. */
export function slackPlatform(options: SlackOptions): ChatPlatform {
  const { botToken, appToken, apiUrl, commandPrefix, phrasesFor, clock, log } = options;
  const logger = vendorLogger(log);
  const halt = new AbortController();
  const waysUntil = (stopped: AbortSignal): WebClientOptions =>
    webOptions(apiUrl, logger, stopped, options.fetch);
  const web = webClient(botToken, waysUntil(halt.signal));
  const poster = slackPoster({
    web,
    pace: channelPace(options.gap ?? SECOND),
    log,
    ...(options.scan === undefined ? {} : { scan: options.scan }),
  });
  const languageOf = readerLanguage(web, log);
  const running = underWay();
  const { track } = running;
  const socket =
    appToken === null
      ? null
      : socketConnection({
          appToken,
          web: waysUntil,
          logger,
          log,
          patience: { ...usualPatience, ...options.patience },
          tunnel: options.tunnel ?? null,
        });
  const requests =
    socket === null && typeof options.signingSecret === 'string'
      ? httpConnection(options.signingSecret, clock, log)
      : null;
  let known = false;

  async function introduce(): Promise<AuthTestResponse> {
    try {
      return await web.auth.test();
    } catch (error) {
      throw deliveryErrorOf(error, 'repeatable');
    }
  }

  function tracked(views: ViewAnswerer): ViewAnswerer {
    return {
      working: (memory) => views.working(memory),
      askMore: (...args) => track(views.askMore(...args)),
      open: (...args) => track(views.open(...args)),
      update: (...args) => track(views.update(...args)),
      run: (question) => track(views.run(question)),
      fillHome: (question) => track(views.fillHome(question)),
    };
  }

  return {
    name: 'slack',
    http: requests?.mount ?? null,
    async start(commands, responder) {
      const self = await introduce();
      known = true;
      const line = socket ?? requests;
      if (line === null) return;
      const app = new App({
        receiver: {
          init: (owner) => line.init(owner),
          start: async () => socket?.start(),
          stop: async () => socket?.stop(),
        },
        authorize: async () => ({
          botToken,
          ...(self.bot_id === undefined ? {} : { botId: self.bot_id }),
          ...(self.user_id === undefined ? {} : { botUserId: self.user_id }),
        }),
        clientOptions: waysUntil(halt.signal),
        convoStore: false,
        logger,
      });
      const answer = answerer({ web, responder, phrasesFor, log });
      const views = viewAnswerer({ web, responder, phrasesFor, log });
      listen(app, {
        commands,
        prefix: commandPrefix,
        languageOf,
        groupsOf: userGroups(web, options.groups ?? [], log),
        home: options.home === undefined ? 'home' : options.home,
        views: tracked(views),
        answer: (asked) => track(answer(asked)),
        log,
        isFirst: options.isFirst,
      });
      await app.start();
    },
    post: (delivery) => track(poster.post(delivery)),
    postPicture: (delivery) => track(poster.postPicture(delivery)),
    joins: JOINED_ALERTS,
    edit: (receipt, card, amendment) => track(poster.edit(receipt, card, amendment)),
    inspect(channels, wanted) {
      const line = appToken === null ? null : webClient(appToken, waysUntil(halt.signal));
      const granted = options.groups ?? [];
      const mentioned = new Set((wanted?.mentions ?? []).map(({ group }) => group));
      const groups = [
        ...granted.map((id) => ({ id, under: 'access' }) as const),
        ...[...mentioned]
          .filter((id) => !granted.includes(id))
          .map((id) => ({ id, under: 'mention' }) as const),
      ];
      return inspectSlack({ web, line, channels, groups });
    },
    ready: () => known && (socket === null || socket.ready()),
    async stop() {
      known = false;
      await socket?.stop();
      await running.settled(LAST_WORDS);
      halt.abort();
    },
  };
}
