import type { Changes } from '../loopback/changes.js';
import { createChanges } from '../loopback/changes.js';
import type { Faults } from '../loopback/faults.js';
import { createFaultPlan } from '../loopback/faults.js';
import { listenOnLoopback } from '../loopback/http.js';
import type { Commands } from './commands.js';
import { createCommands } from './commands.js';
import type { Gateway } from './gateway.js';
import { attachGateway } from './gateway.js';
import type { DiscordChannel, GuildOptions } from './guild.js';
import { createGuild, guildJson, userJson } from './guild.js';
import { createInteractions } from './interactions.js';
import { TIMING } from './limits.js';
import type { Messages } from './model.js';
import { createMessages } from './model.js';
import type { CheckedKind } from './payload-check.js';
import { discordProblems } from './payload-check.js';
import type { People } from './people.js';
import { createPeople } from './people.js';
import type { DiscordRequest } from './rest.js';
import { answerCall } from './rest.js';
import type { DiscordState } from './route.js';
import { discordSchemaProblems } from './schema-check.js';
import { createSnowflakes } from './snowflake.js';

/** Discord on loopback: the REST API, the gateway, and the people in the guild. */
export interface DiscordServer extends People {
  readonly port: number;
  /** What discord.js wants as `rest.api`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  readonly guildId: string;
  readonly channelIds: readonly string[];
  readonly requests: readonly DiscordRequest[];
  readonly messages: Messages;
  readonly commands: Commands;
  /** Offers a command as if somebody had registered it before. */
  offer(where: 'global' | 'guild', command: { readonly name: string; readonly description: string }): void;
  readonly gateway: Omit<Gateway, 'end'>;
  /** Calls are named by their route, or by verb and path. */
  readonly faults: Faults;
  readonly until: Changes['until'];
  threads(): readonly DiscordChannel[];
  /** Puts a message of somebody else into a channel and returns its id. */
  say(channelId: string, userId: string, content: string): string;
  /** As if the minutes in which Discord remembers a nonce had passed. */
  forgetNonces(): void;
  /** A text that came from outside and may only ever be shown as it is. */
  distrust(...texts: readonly string[]): void;
  /** Everything the bot did wrong so far; empty when all is well. */
  problems(): readonly string[];
  close(): Promise<void>;
}

/** Long enough that a test never sees a second heartbeat. */
const HEARTBEAT_MS = 41_250;

/** Starts the server on a free port; ready when the promise resolves. */
export async function startDiscordServer(options: GuildOptions = {}): Promise<DiscordServer> {
  const token = 'loopback.discord.token';
  const guild = createGuild(options);
  const changes = createChanges();
  const faults = createFaultPlan();
  const nextId = createSnowflakes();
  const requests: DiscordRequest[] = [];
  const found: string[] = [];
  const seen: { readonly what: string; readonly kind: CheckedKind; readonly payload: unknown }[] = [];
  const userTexts: string[] = [];
  const messages = createMessages(nextId, () => changes.announce());
  const baseUrl = (): string => options.publicUrl ?? `http://127.0.0.1:${line.port}`;
  const gatewayUrl = (): string => baseUrl().replace(/^http/, 'ws');
  const state: DiscordState = {
    guild,
    messages,
    interactions: createInteractions(nextId, messages, changes),
    commands: createCommands(nextId, guild.applicationId),
    baseUrl,
    gatewayUrl,
    identifies: () => gateway.identifies(),
    announce: () => changes.announce(),
    dispatch: (event, data) => gateway.dispatch(event, data),
    report: (problem) => found.push(problem),
    check(what, kind, payload) {
      found.push(...discordProblems(payload, { kind, userTexts }).map((problem) => `${what}: ${problem}`));
      seen.push({ what, kind, payload });
    },
  };

  const line = await listenOnLoopback(async (incoming) => {
    const outcome = await answerCall(incoming, token, state, requests, faults);
    changes.announce();
    return outcome;
  });
  const gateway = attachGateway(
    line.server,
    {
      token,
      heartbeatIntervalMs: options.heartbeatIntervalMs ?? HEARTBEAT_MS,
      privilegedIntents: options.privilegedIntents ?? false,
      resumeUrl: gatewayUrl,
      ready: () => ({
        v: 10,
        user: userJson(guild, guild.botId),
        guilds: [{ id: guild.id, unavailable: true }],
        application: { id: guild.applicationId, flags: 0 },
      }),
      guild: () => guildJson(guild),
    },
    changes,
  );

  // Compiling the schemas takes a second or two, which no bot that is being timed shall wait for.
  function againstSchema(): readonly string[] {
    return seen.flatMap(({ what, kind, payload }) =>
      (discordSchemaProblems(kind, payload) ?? []).map((problem) => `${what}: ${problem}`),
    );
  }

  function unanswered(): readonly string[] {
    return state.interactions
      .list()
      .filter(({ callback, issuedAt }) => callback === undefined && Date.now() - issuedAt > TIMING.callbackMs)
      .map(({ what }) => `${what}: no answer within ${TIMING.callbackMs} ms`);
  }

  return {
    ...createPeople(state, (text) => {
      if (!userTexts.includes(text)) userTexts.push(text);
    }),
    port: line.port,
    apiUrl: `${baseUrl()}/api`,
    token,
    applicationId: guild.applicationId,
    guildId: guild.id,
    channelIds: [...guild.channels.keys()],
    requests,
    messages,
    commands: state.commands,
    offer: (where, command) => void state.commands.add(where, command),
    gateway,
    faults,
    until: (what, look, timeoutMs) => changes.until(what, look, timeoutMs),
    threads: () => [...guild.channels.values()].filter((channel) => channel.type === 11),
    say: (channelId, userId, content) => messages.post({ channelId, authorId: userId, content }).id,
    forgetNonces: () => messages.forgetNonces(),
    distrust: (...texts) => void userTexts.push(...texts),
    problems: () => [...found, ...againstSchema(), ...unanswered()],
    async close() {
      gateway.end();
      await line.close();
    },
  };
}
