import { REST } from '@discordjs/rest';
import type { Carry, ChatPlatform, Log } from '../../ports.js';
import type { Seat } from '../../sharing-port.js';
import type { Tunnel } from '../../kit/tunnel.js';
import { MENU } from './limits.js';
import { createAnswering, type AnsweringPace } from './answering.js';
import { createConnection, type GatewayConnection, type ConnectionPace } from './connection.js';
import { createCourier } from './delivery.js';
import { DiscordSetupError } from './failure.js';
import { inspectDiscord } from './inspection.js';
import type { DiscordPhrases } from './phrases.js';
import { offerCommands } from './registration.js';
import { createResponses } from './response.js';
import { forgettingLimits } from './limits-by-clock.js';
import { answerOptions, createRest, patientOptions } from './rest.js';
import { createTransport } from './transport.js';

/** What Discord needs to work. */
export interface DiscordOptions {
  readonly token: string;
  /** Null: it can post, but not be asked. */
  readonly applicationId: string | null;
  /** The one server whose people get the commands; null: every server. */
  readonly guildId: string | null;
  /** Absent: Discord's own. */
  readonly apiUrl?: string;
  /** Put before each command's name; empty for none. */
  readonly commandPrefix: string;
  readonly phrasesFor: DiscordPhrases;
  readonly log: Log;
  /** Absent: what suits Discord. */
  readonly pace?: Partial<DiscordPace>;
  /** Carries the requests. */
  readonly fetch: Carry;
  /** Whether no other process handles an interaction. Absent: there are none. */
  readonly isFirst?: ((mark: string) => Promise<boolean>) | undefined;
  /** The place of the one process that is connected to the gateway. Absent: it is free. */
  readonly seat?: Seat | undefined;
  /** The way through a proxy for the gateway; null or left out: it is reached straight. */
  readonly tunnel?: Tunnel | null;
}

/** All that is timed, in milliseconds. */
export type DiscordPace = ConnectionPace &
  AnsweringPace & {
    /** The longest a request may take, its whole answer included. */
    readonly deadline: number;
  };

const PACE: DiscordPace = {
  deadline: 15_000,
  firstWait: 20_000,
  retry: 1_000,
  longestRetry: 60_000,
  handshake: 10_000,
  stuck: 180_000,
  promiseAfter: 1_500,
  suggestWithin: 2_500,
  answerWithin: 14 * 60_000,
};

/** Where Discord answers unless it is told otherwise. */
const DISCORD_API_URL = 'https://discord.com/api';

/**
 * Discord as a chat platform. Posting and editing go over REST and need no gateway; commands, suggestions and buttons
 * come through the gateway. `start` throws DiscordSetupError when Discord refuses the bot; when Discord is merely out
 * of reach it returns and goes on trying.
 */
export function discordPlatform(options: DiscordOptions): ChatPlatform {
  const pace: DiscordPace = { ...PACE, ...options.pace };
  const apiUrl = options.apiUrl ?? DISCORD_API_URL;
  const { token, applicationId, guildId, commandPrefix, phrasesFor, log } = options;
  const transport = createTransport(pace.deadline, options.fetch);
  const rest = createRest(apiUrl, transport);
  const patient = forgettingLimits(new REST(patientOptions(apiUrl, transport))).setToken(token);
  const courier = createCourier({ rest, reading: patient, token, log });
  const answers = forgettingLimits(new REST(answerOptions(apiUrl, transport)));
  let connection: GatewayConnection | null = null;

  return {
    name: 'discord',
    http: null,
    async start(commands, responder) {
      if (applicationId === null)
        throw new DiscordSetupError('Nobody can ask without DISCORD_APPLICATION_ID; set it.');
      const hear = createAnswering({
        commands,
        responder,
        responses: createResponses(answers, applicationId),
        commandPrefix,
        phrasesFor,
        log,
        pace,
        isFirst: options.isFirst,
      });
      connection = createConnection({
        token,
        rest: patient,
        tunnel: options.tunnel ?? null,
        log,
        pace,
        async prepare() {
          await offerCommands(rest, commands, { token, applicationId, guildId, commandPrefix, log });
        },
        onInteraction: (raw) => void hear(raw),
        seat: options.seat,
      });
      await connection.open();
    },
    post: (delivery) => courier.post(delivery),
    postPicture: null,
    joins: MENU.options,
    edit: (receipt, card, amendment) => courier.edit(receipt, card, amendment),
    inspect(channels, wanted) {
      return inspectDiscord(patient, {
        applicationId,
        guildId,
        channels,
        commandPrefix,
        wanted: wanted ?? null,
      });
    },
    ready: () => connection?.ready() ?? false,
    async stop() {
      const closed = connection?.close();
      transport.close();
      await closed;
    },
  };
}
